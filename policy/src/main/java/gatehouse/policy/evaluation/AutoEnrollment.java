package gatehouse.policy.evaluation;

import gatehouse.kernel.db.Db;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.decisions.EnrollmentDecision;

/**
 * Whether people have the mailbox of their profile enrolled of itself, as their enrollment policy
 * (MFA_ENROLL) says, whatever its rules ask (Okta, Policy API: {@code autoEnroll}).
 */
public final class AutoEnrollment {
    private final Db db;
    private final Kind<EnrollmentDecision> policies;

    AutoEnrollment(Db db, Kind<EnrollmentDecision> policies) {
        this.db = db;
        this.policies = policies;
    }

    /** Whether everybody has, which costs nothing to tell. */
    public boolean ofEverybody(String org) {
        return policies.all(db, nobody(org)).stream()
                .allMatch(EnrollmentDecision::enrollsMailboxes);
    }

    private Circumstances nobody(String org) {
        return People.nobody(org, db.world().now());
    }

    /**
     * @param user the id
     */
    public boolean of(String org, String user) {
        return ofEverybody(org)
                || policies.settle(db, People.known(db, nobody(org), user))
                        .map(EnrollmentDecision::enrollsMailboxes)
                        .orElse(true);
    }
}
