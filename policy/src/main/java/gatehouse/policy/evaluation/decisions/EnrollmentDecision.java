package gatehouse.policy.evaluation.decisions;

import gatehouse.policy.assurance.Traits;
import gatehouse.policy.assurance.Way;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an enrolment policy (MFA_ENROLL) decides.
 *
 * @param enrollsMailboxes whether the mailbox of a profile is enrolled of itself
 * @param when people are asked to enroll what is required
 */
public record EnrollmentDecision(
        List<Authenticator> authenticators, boolean enrollsMailboxes, When when, Explanation why) {
    public enum Need {
        REQUIRED,
        OPTIONAL,
        NOT_ALLOWED
    }

    /** When people are asked. */
    public enum When {
        /** The next time they are challenged. */
        CHALLENGE,
        /** The next time they sign in. */
        LOGIN,
        /** Not at sign-in, but while they recover their account. */
        NEVER,
        NEVER_INCLUDING_RECOVERY
    }

    /** How long or how often something that is required may be put off. */
    public sealed interface Grace {
        /** Whether it may be put off still. */
        boolean lasts(Instant now);

        record Until(Instant expiry) implements Grace {
            @Override
            public boolean lasts(Instant now) {
                return expiry.isAfter(now);
            }
        }

        /**
         * @param most how often it may be
         * @param taken how often it was
         */
        record Skips(int most, int taken) implements Grace {
            @Override
            public boolean lasts(Instant now) {
                return left() > 0;
            }

            public int left() {
                return most - taken;
            }
        }
    }

    /**
     * @param id of one of several authenticators of the key, or null
     * @param grace how what is required may be put off; null where it may not
     * @param models names of the groups of models of which alone one may be set up; empty for any
     */
    public record Authenticator(
            String key, @Nullable String id, Need need, @Nullable Grace grace, Set<String> models) {
        /** Of any model, and at once. */
        public Authenticator(String key, Need need) {
            this(key, null, need, null, Set.of());
        }
    }

    /**
     * Whether people may or must have an authenticator. What the policy does not name, they may
     * not.
     *
     * @param id of the authenticator, or null
     */
    public Need need(String key, @Nullable String id) {
        return find(key, id).map(Authenticator::need).orElse(Need.NOT_ALLOWED);
    }

    /** Whether it matters how often a person put something off. */
    public boolean counts() {
        return authenticators.stream()
                .anyMatch(one -> one.need == Need.REQUIRED && one.grace instanceof Grace.Skips);
    }

    /** All the ways in which somebody may come to prove something. */
    public Set<Way> ways() {
        return authenticators.stream()
                .filter(one -> one.need != Need.NOT_ALLOWED)
                .flatMap(one -> Traits.ways(one.key).stream())
                .collect(Collectors.toSet());
    }

    public Optional<Authenticator> find(String key, @Nullable String id) {
        return authenticators.stream()
                .filter(a -> a.key.equals(key) && (a.id == null || id == null || a.id.equals(id)))
                .findFirst();
    }
}
