package gatehouse.signin.authorize;

import gatehouse.signin.steps.Complaint;

/** The engine's complaints in the words of our own pages. */
final class Sentences {
    private Sentences() {}

    static String of(Complaint complaint) {
        return switch (complaint.kind()) {
            case MISSING, WRONG_CREDENTIALS ->
                    "Unable to sign in. Check your username and password.";
            case ROBOT -> "Show that you are not a robot, and try again.";
            case LOCKED_OUT -> "Your account is locked. Ask your administrator for help.";
            case WRONG_CODE -> "That code is not right. Try again.";
            case EXPIRED_CODE -> "That code is too old. Ask for a new one.";
            case USED_CODE -> "That code was used before. Wait for the next one.";
            case WRONG_ANSWER -> "That answer is not right. Try again.";
            case TOO_MANY -> "Too many tries. Wait a while, then try again.";
            case TOO_SOON ->
                    "A message was sent a short while ago. Wait half a minute, then try again.";
            case PASSWORD_REFUSED, REFUSED ->
                    String.join(" ", complaint.details()).replaceFirst("^\\w+: ", "");
            case DENIED -> "Your organization does not let you in from here.";
            case NO_AUTHENTICATOR ->
                    "Your organization asks for something you have not set up. Ask your"
                            + " administrator for help.";
            case NOT_ASSIGNED -> "You may not use this application.";
            case NO_REGISTRATION -> "Nobody can sign up here. Ask your administrator.";
            case NO_RECOVERY, NOT_RECOVERABLE ->
                    "You cannot choose a new password yourself. Ask your administrator for help.";
            case NOT_UNLOCKABLE ->
                    "You cannot open your account yourself. Ask your administrator for help.";
            case PROFILE_REFUSED, NOT_UNIQUE -> String.join(" ", complaint.details());
        };
    }
}
