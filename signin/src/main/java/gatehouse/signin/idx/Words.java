package gatehouse.signin.idx;

import gatehouse.policy.factors.methods.RecoveryCode;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The engine's complaints in the words, keys and statuses that Okta's clients know. */
final class Words {
    private static final String RECOVERY_CODES = "gatehouse.recovery_code.keep";

    private Words() {}

    /**
     * What a person is told beside what they are asked. The widget has no page of its own for
     * recovery codes, and shows what it is told above a plain form; with a complaint it shows
     * nothing but what comes with that.
     */
    static List<ObjectNode> of(Step step, @Nullable Complaint complaint) {
        var all = new ArrayList<ObjectNode>();
        if (complaint != null && !ProfileForms.says(step, complaint)) {
            all.add(message(complaint));
        } else if (step instanceof Step.Unlocked) {
            all.add(unlocked());
        }
        if (step instanceof Step.Enroll enroll) {
            all.addAll(kept(RecoveryCode.codes(enroll.pending().data())));
        }
        return all;
    }

    private static List<ObjectNode> kept(List<String> codes) {
        return codes.isEmpty()
                ? List.of()
                : Stream.concat(
                                Stream.of(
                                        "Keep these codes for the day you lose your other ways to"
                                                + " sign in",
                                        "Each is good once; the one that you type now stays good"),
                                codes.stream())
                        .map(text -> Ion.message(text, RECOVERY_CODES, "INFO"))
                        .toList();
    }

    static ObjectNode message(Complaint complaint) {
        return switch (complaint.kind()) {
            case MISSING ->
                    error("The request is missing a required parameter.", "errors.E0000028");
            case ROBOT ->
                    error("We could not verify that you are not a robot. Try again.", "captcha");
            case WRONG_CREDENTIALS -> error("Authentication failed", "errors.E0000004");
            case LOCKED_OUT ->
                    error(
                            "Your account is locked because of too many authentication attempts.",
                            "errors.E0000069");
            case WRONG_CODE, EXPIRED_CODE, USED_CODE, WRONG_ANSWER -> code(complaint.kind());
            case TOO_MANY, TOO_SOON ->
                    error("Too many attempts. Try again later.", "oie.tooManyRequests");
            case REFUSED, PROFILE_REFUSED -> invalid(String.join(" ", complaint.details()));
            case PASSWORD_REFUSED ->
                    error(
                            String.join(" ", complaint.details()).replace("password: ", ""),
                            "password.passwordRequirementsNotMet");
            case DENIED,
                    NO_AUTHENTICATOR,
                    NOT_ASSIGNED,
                    NO_RECOVERY,
                    NOT_RECOVERABLE,
                    NOT_UNLOCKABLE,
                    NO_REGISTRATION ->
                    refused(complaint.kind());
            case NOT_UNIQUE -> notUnique(String.join(", ", complaint.details()));
        };
    }

    /** Nothing leads on from here. */
    private static ObjectNode refused(Complaint.Kind kind) {
        return switch (kind) {
            case NO_AUTHENTICATOR ->
                    error(
                            "You cannot sign in at this time: contact your administrator.",
                            "security.access_denied");
            case NOT_ASSIGNED ->
                    error(
                            "User is not assigned to this application.",
                            "idx.error.user.not.assigned.to.app");
            case NO_RECOVERY ->
                    error(
                            "Forgot password is not enabled for this organization.",
                            "oie.forgot.password.is.not.enabled");
            case NOT_RECOVERABLE ->
                    error(
                            "Reset password is not allowed at this time. Please contact support for"
                                    + " assistance.",
                            "oie.selfservice.reset.password.not.allowed");
            case NOT_UNLOCKABLE ->
                    error(
                            "You do not have permission to perform the requested action",
                            "oie.selfservice.unlock_user.challenge.failed.permissions");
            case NO_REGISTRATION ->
                    error(
                            "Sign up is not enabled for this organization.",
                            "oie.registration.is.not.enabled");
            default ->
                    error(
                            "You do not have permission to perform the requested action.",
                            "security.access_denied");
        };
    }

    /** The newest widget says nothing but what the parameter holds. */
    private static ObjectNode invalid(String why) {
        if (why.equals("Invalid Phone Number.")) {
            return error(why, "api.factors.error.sms.invalid_phone");
        }
        var text = why.replaceFirst("^\\w+: ", "");
        var message = error(text, "errors.E0000001");
        ((ObjectNode) message.path("i18n")).putArray("params").add(text);
        return message;
    }

    /**
     * @param label of what somebody else has already
     */
    static ObjectNode notUnique(String label) {
        var message =
                error(
                        "A user with this " + label + " already exists",
                        "registration.error.notUniqueWithinOrg");
        ((ObjectNode) message.path("i18n")).putArray("params").add(label);
        return message;
    }

    private static ObjectNode code(Complaint.Kind kind) {
        return switch (kind) {
            case EXPIRED_CODE ->
                    error(
                            "Your code has expired. Request a new one.",
                            "api.authn.error.PASSCODE_EXPIRED");
            case USED_CODE ->
                    error(
                            "Each code can only be used once. Please wait for a new code and try"
                                    + " again.",
                            "authfactor.challenge.soft_token.used_passcode");
            case WRONG_ANSWER ->
                    error(
                            "Your answer doesn't match our records. Please try again.",
                            "incorrect.answer");
            default -> error("Invalid code. Try again.", "api.authn.error.PASSCODE_INVALID");
        };
    }

    static int status(Complaint complaint) {
        return switch (complaint.kind()) {
            case MISSING, ROBOT, PASSWORD_REFUSED, REFUSED, PROFILE_REFUSED, NOT_UNIQUE -> 400;
            case WRONG_CREDENTIALS, LOCKED_OUT, WRONG_CODE, WRONG_ANSWER, EXPIRED_CODE, USED_CODE ->
                    401;
            case DENIED,
                    NO_AUTHENTICATOR,
                    NOT_ASSIGNED,
                    NO_REGISTRATION,
                    NO_RECOVERY,
                    NOT_RECOVERABLE,
                    NOT_UNLOCKABLE ->
                    403;
            case TOO_MANY, TOO_SOON -> 429;
        };
    }

    static ObjectNode missing() {
        return message(Complaint.of(Complaint.Kind.MISSING));
    }

    static ObjectNode tooMany() {
        return message(Complaint.of(Complaint.Kind.TOO_MANY));
    }

    /** No device shows such a code. */
    static ObjectNode invalidDeviceCode() {
        return error("Invalid code. Try again.", "idx.invalid.device.code");
    }

    static ObjectNode expired() {
        return error("The session has expired.", "idx.session.expired");
    }

    static ObjectNode unlocked() {
        return Ion.message(
                "Your account is now unlocked!",
                "oie.selfservice.unlock_user.success.message",
                "INFO");
    }

    private static ObjectNode error(String text, String key) {
        return Ion.message(text, key, "ERROR");
    }
}
