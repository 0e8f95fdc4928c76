package gatehouse.signin.engine;

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
        /** Somebody of that name and that proof is not known. */
        WRONG_CREDENTIALS,
        /** Likewise, and the org wants people to be told that they are locked out. */
        LOCKED_OUT,
        /** The code is not the one. */
        WRONG_CODE,
        /** The new password will not do. */
        PASSWORD_REFUSED,
        /** A policy does not let this person in. */
        DENIED,
        /** The person may not use the application. */
        NOT_ASSIGNED
    }

    static Complaint of(Kind kind) {
        return new Complaint(kind, List.of());
    }
}
