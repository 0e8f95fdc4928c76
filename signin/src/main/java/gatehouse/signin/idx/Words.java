package gatehouse.signin.idx;

import gatehouse.signin.engine.Complaint;

import tools.jackson.databind.node.ObjectNode;

/** The engine's complaints in the words, keys and statuses that Okta's clients know. */
final class Words {
    private Words() {}

    static ObjectNode message(Complaint complaint) {
        return switch (complaint.kind()) {
            case MISSING ->
                    error("The request is missing a required parameter.", "errors.E0000028");
            case WRONG_CREDENTIALS -> error("Authentication failed", "errors.E0000004");
            case LOCKED_OUT ->
                    error(
                            "Your account is locked because of too many authentication attempts.",
                            "errors.E0000069");
            case WRONG_CODE ->
                    error("Invalid code. Try again.", "api.authn.error.PASSCODE_INVALID");
            case PASSWORD_REFUSED ->
                    error(
                            String.join(" ", complaint.details()).replace("password: ", ""),
                            "password.passwordRequirementsNotMet");
            case DENIED ->
                    error(
                            "You do not have permission to perform the requested action.",
                            "security.access_denied");
            case NOT_ASSIGNED ->
                    error(
                            "User is not assigned to this application.",
                            "idx.error.user.not.assigned.to.app");
        };
    }

    static int status(Complaint complaint) {
        return switch (complaint.kind()) {
            case MISSING, PASSWORD_REFUSED -> 400;
            case WRONG_CREDENTIALS, LOCKED_OUT, WRONG_CODE -> 401;
            case DENIED, NOT_ASSIGNED -> 403;
        };
    }

    static ObjectNode expired() {
        return error("The session has expired.", "idx.session.expired");
    }

    private static ObjectNode error(String text, String key) {
        return Ion.message(text, key, "ERROR");
    }
}
