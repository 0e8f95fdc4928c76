package gatehouse.signin.idx;

import gatehouse.kernel.Json;
import gatehouse.signin.engine.Answer;

import tools.jackson.databind.node.ObjectNode;

/** What clients send, as answers to the engine; anything odd in it is taken as not said. */
final class Bodies {
    private Bodies() {}

    static Answer identify(ObjectNode body) {
        var passcode = body.path("credentials").path("passcode").asString("");
        return new Answer.Identify(
                body.path("identifier").asString(""),
                passcode.isEmpty() ? null : passcode,
                body.path("rememberMe").asBoolean(false));
    }

    static Answer choose(ObjectNode body) {
        var chosen = body.path("authenticator");
        var method = chosen.path("methodType").asString("");
        return new Answer.Choose(chosen.path("id").asString(""), method.isEmpty() ? null : method);
    }

    static Answer prove(ObjectNode body) {
        return new Answer.Prove(
                body.path("credentials") instanceof ObjectNode credentials
                        ? credentials
                        : Json.object());
    }
}
