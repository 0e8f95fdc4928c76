package gatehouse.signin.idx;

import gatehouse.kernel.Json;
import gatehouse.signin.steps.Answer;
import tools.jackson.databind.node.ObjectNode;

/** What clients send, as answers to the engine; anything odd in it is taken as not said. */
final class Bodies {
    private Bodies() {}

    static Answer.Identify identify(ObjectNode body) {
        var passcode = body.path("credentials").path("passcode").asString("");
        return new Answer.Identify(
                body.path("identifier").asString(""),
                passcode.isEmpty() ? null : passcode,
                body.has("rememberMe") ? body.path("rememberMe").asBoolean(false) : null);
    }

    /** What a browser got of who tells people from robots; empty where it sent none. */
    static String solution(ObjectNode body) {
        return body.path("captchaVerify").path("captchaToken").asString("");
    }

    static Answer.Choose choose(ObjectNode body) {
        var chosen = body.path("authenticator");
        var method = chosen.path("methodType").asString("");
        return new Answer.Choose(
                chosen.path("id").asString(""),
                method.isEmpty() ? null : method,
                chosen instanceof ObjectNode object ? object : Json.object());
    }

    static Answer prove(ObjectNode body) {
        if (!(body.path("credentials") instanceof ObjectNode credentials)) {
            return new Answer.Prove(Json.object());
        }
        if (credentials.has("totp")) {
            credentials.set("passcode", credentials.path("totp"));
        }
        return new Answer.Prove(credentials);
    }

    static Answer.Describe describe(ObjectNode body) {
        var passcode = body.path("credentials").path("passcode").asString("");
        return new Answer.Describe(
                body.path("userProfile") instanceof ObjectNode profile ? profile : Json.object(),
                passcode.isEmpty() ? null : passcode);
    }

    static Answer present(ObjectNode body) {
        return new Answer.Present(
                body.path("credentials") instanceof ObjectNode credentials
                        ? credentials
                        : Json.object());
    }

    static Answer stay(ObjectNode body) {
        return new Answer.Stay(body.path("keepMeSignedIn").asBoolean(false));
    }
}
