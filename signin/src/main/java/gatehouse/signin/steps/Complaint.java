package gatehouse.signin.steps;

import java.util.List;

/**
 * Why an answer did not lead on.
 *
 * @param details in words, where there are any
 */
public record Complaint(Kind kind, List<String> details) {
    /** What was wrong; doors have their own words for each. */
    public enum Kind {
        /** Nothing was said, or not what is asked here. */
        MISSING,
        /** Nothing shows that it is no robot. */
        ROBOT,
        /** Somebody of that name and that proof is not known. */
        WRONG_CREDENTIALS,
        /** Likewise, and the org wants people to be told that they are locked out. */
        LOCKED_OUT,
        /** The code, or the answer, is not the one. */
        WRONG_CODE,
        /** It was right, but came too late. */
        EXPIRED_CODE,
        /** It was right, but used before. */
        USED_CODE,
        /** The answer to the security question is not the one. */
        WRONG_ANSWER,
        /** Too many tries, or too many messages; later again. */
        TOO_MANY,
        /** A message went to that telephone a short while ago. */
        TOO_SOON,
        /** What was sent to set something up will not do. */
        REFUSED,
        /** The new password will not do. */
        PASSWORD_REFUSED,
        /** A policy does not let this person in. */
        DENIED,
        /** The person has nothing to prove what the policy asks, and may not set it up. */
        NO_AUTHENTICATOR,
        /** The person may not use the application. */
        NOT_ASSIGNED,
        /** Nobody makes an account of their own here. */
        NO_REGISTRATION,
        /** Nobody gets a new password of their own accord here. */
        NO_RECOVERY,
        /** This person does not. */
        NOT_RECOVERABLE,
        /** This person does not open their account themselves. */
        NOT_UNLOCKABLE,
        /** What was said of oneself will not do; each detail begins with an attribute's name. */
        PROFILE_REFUSED,
        /** Somebody else has it already: the details are names of attributes. */
        NOT_UNIQUE
    }

    public static Complaint of(Kind kind) {
        return new Complaint(kind, List.of());
    }
}
