package gatehouse.signin.idx;

import gatehouse.kernel.Json;
import gatehouse.signin.engine.Option;
import gatehouse.signin.engine.Step;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** The forms that each step offers. */
final class Remediations {
    private static final String ENROLLMENT = "$.currentAuthenticatorEnrollment";

    private final Ion ion;

    Remediations(Ion ion) {
        this.ion = ion;
    }

    List<ObjectNode> of(Step step) {
        return switch (step) {
            case Step.Identify _ -> List.of(identify());
            case Step.Choose(_) -> List.of();
            case Step.Challenge(var current, _, _) -> List.of(challenge(current));
            case Step.NewPassword(_, var reason, _, _) -> List.of(newPassword(reason));
            case Step.Done _, Step.Refused _, Step.Gone _ -> List.of();
        };
    }

    private ObjectNode identify() {
        var remember = Json.object().put("name", "rememberMe").put("type", "boolean");
        remember.put("label", "Remember this device");
        return ion.form("identify", "identify", Ion.field("identifier", "Username"), remember);
    }

    private ObjectNode challenge(Option current) {
        var passcode = Ion.field("passcode", current.label()).put("secret", true);
        return Ion.about(
                ion.form(
                        "challenge-authenticator",
                        "challenge/answer",
                        Ion.group("credentials", passcode)),
                ENROLLMENT);
    }

    private ObjectNode newPassword(Step.NewPassword.Reason reason) {
        var passcode = Ion.field("passcode", "New password").put("secret", true);
        var name =
                switch (reason) {
                    case EXPIRED -> "reenroll-authenticator";
                    case EXPIRES_SOON -> "reenroll-authenticator-warning";
                    case FORGOTTEN -> "reset-authenticator";
                };
        return Ion.about(
                ion.form(name, "challenge/answer", Ion.group("credentials", passcode)),
                "$.currentAuthenticator");
    }
}
