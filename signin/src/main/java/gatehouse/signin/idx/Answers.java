package gatehouse.signin.idx;

import gatehouse.directory.passwords.PasswordRules;
import gatehouse.kernel.Json;
import gatehouse.kernel.http.Response;
import gatehouse.signin.engine.Complaint;
import gatehouse.signin.engine.Flow;
import gatehouse.signin.engine.Option;
import gatehouse.signin.engine.State;
import gatehouse.signin.engine.Step;
import gatehouse.signin.engine.Turn;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/** Whole answers of the door. */
final class Answers {
    /** What an application is called. */
    record App(String id, String name, String label) {}

    private Answers() {}

    static Response response(int status, ObjectNode body) {
        return new Response(
                status, List.of(new Response.Header("Content-Type", Ion.TYPE)), Json.bytes(body));
    }

    /** There is no such sign-in; clients begin anew. */
    static Response gone() {
        var body = Json.object().put("version", "1.0.0");
        body.set("messages", Ion.array(List.of(Words.expired())));
        return response(401, body);
    }

    static ObjectNode head(Ion ion, Flow flow) {
        return Json.object()
                .put("version", "1.0.0")
                .put("stateHandle", ion.handle())
                .put("expiresAt", Json.time(flow.expires()))
                .put("intent", intent(flow.state().mode()));
    }

    private static String intent(State.Mode mode) {
        return switch (mode) {
            case SIGN_IN, REGISTER -> "LOGIN";
            case RECOVER -> "CREDENTIAL_RECOVERY";
            case UNLOCK -> "UNLOCK_ACCOUNT";
        };
    }

    /** How a sign-in stands, and what the person can do. */
    static Response standing(Ion ion, Turn turn, Optional<App> app) {
        var body = head(ion, turn.flow());
        var complaint = complaint(turn);
        if (complaint != null) {
            body.set("messages", Ion.array(List.of(Words.message(complaint))));
        }
        var forms = new Remediations(ion).of(turn.step());
        if (!forms.isEmpty()) {
            body.set("remediation", Ion.array(forms));
        }
        authenticators(body, turn.step());
        user(body, turn.flow().state());
        body.set("cancel", ion.form("cancel", "cancel"));
        app.ifPresent(known -> body.set("app", app(known)));
        return response(complaint == null ? 200 : Words.status(complaint), body);
    }

    private static @Nullable Complaint complaint(Turn turn) {
        return turn.step() instanceof Step.Refused(var why) ? why : turn.complaint();
    }

    private static ObjectNode app(App app) {
        return Ion.object(
                Json.object().put("name", app.name).put("label", app.label).put("id", app.id));
    }

    /** Nothing but what the person typed: whether that names somebody is nobody's business. */
    private static void user(ObjectNode body, State state) {
        if (state.identifier() != null) {
            body.set("user", Ion.object(Json.object().put("identifier", state.identifier())));
        }
    }

    private static void authenticators(ObjectNode body, Step step) {
        switch (step) {
            case Step.Challenge(var current, _, var others) -> {
                body.set("currentAuthenticatorEnrollment", Ion.object(shown(current)));
                body.set("authenticators", Ion.array(List.of(shown(current))));
                body.set("authenticatorEnrollments", Ion.array(List.of(shown(current))));
            }
            case Step.NewPassword(var password, _, var rules, var daysLeft) -> {
                var current = shown(password);
                current.set("settings", settings(rules, daysLeft));
                body.set("currentAuthenticator", Ion.object(current));
                body.set("authenticators", Ion.array(List.of(shown(password))));
                body.set("authenticatorEnrollments", Ion.array(List.of(shown(password))));
            }
            case Step.Identify _, Step.Choose _, Step.Done _, Step.Refused _, Step.Gone _ -> {}
        }
    }

    private static ObjectNode shown(Option option) {
        var json =
                Json.object()
                        .put("type", option.type())
                        .put("key", option.key())
                        .put("id", option.enrollment() == null ? option.id() : option.enrollment())
                        .put("displayName", option.label());
        var methods = json.putArray("methods");
        option.methods().forEach(method -> methods.addObject().put("type", method));
        if (!option.profile().isEmpty()) {
            json.set("profile", option.profile());
        }
        return json;
    }

    private static ObjectNode settings(PasswordRules rules, @Nullable Integer daysLeft) {
        var json = Json.object();
        var asked = rules.complexity();
        var complexity =
                json.putObject("complexity")
                        .put("minLength", asked.minLength())
                        .put("minLowerCase", asked.minLower())
                        .put("minUpperCase", asked.minUpper())
                        .put("minNumber", asked.minNumber())
                        .put("minSymbol", asked.minSymbol())
                        .put("excludeUsername", asked.excludeUsername());
        var excluded = complexity.putArray("excludeAttributes");
        asked.excludeAttributes().forEach(excluded::add);
        json.putObject("age")
                .put("minAgeMinutes", rules.minAgeMinutes())
                .put("historyCount", rules.history());
        if (daysLeft != null) {
            json.put("daysToExpiry", daysLeft);
        }
        return json;
    }
}
