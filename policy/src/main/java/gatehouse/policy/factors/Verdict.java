package gatehouse.policy.factors;

import gatehouse.policy.assurance.Trait;
import gatehouse.policy.factors.enrollment.Enrollment;
import java.time.Instant;
import java.util.Set;

/** What came of a try to prove something. It is in the System Log already. */
public sealed interface Verdict {
    /**
     * It is proved.
     *
     * @param enrollment with what, and so by whom
     * @param traits what this proof says
     */
    record Accepted(Enrollment enrollment, Set<Trait> traits) implements Verdict {}

    /** The password is right, but must be changed before anything else. */
    record MustChange(Enrollment enrollment) implements Verdict {}

    /** Not proved. */
    record Wrong() implements Verdict {}

    /** It was right, but used before. */
    record Replayed() implements Verdict {}

    /** It came too late; a new challenge must be asked for. */
    record Expired() implements Verdict {}

    /** Too many wrong ones with this factor or for this challenge. */
    record TooMany(Instant until) implements Verdict {}

    /**
     * The user is locked out, or may not act at all.
     *
     * @param shown whether the org wants people to be told
     */
    record Locked(boolean shown) implements Verdict {}
}
