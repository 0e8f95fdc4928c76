package gatehouse.signin.protection;

import gatehouse.directory.users.User;
import gatehouse.directory.users.UserLifecycle;
import gatehouse.kernel.Event;
import gatehouse.kernel.db.Tx;
import gatehouse.policy.evaluation.Evaluations;
import gatehouse.policy.evaluation.PolicyEngine;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Risk;
import gatehouse.policy.evaluation.circumstances.Signals;
import gatehouse.policy.evaluation.decisions.EntityRiskDecision;
import java.util.Optional;
import java.util.Set;

/** What the entity risk policy (ENTITY_RISK) wants done about somebody at risk, and its doing. */
final class EntityRisk {
    /** Okta's words for what was detected. */
    enum Detection {
        ADMIN_REPORTED_USER_RISK,
        SESSION_INFLUENCED_USER_RISK
    }

    /**
     * Something that was detected, and what follows.
     *
     * @param decision nothing where no rule holds
     */
    record Detected(
            Detection detection,
            Risk level,
            Circumstances at,
            Optional<EntityRiskDecision> decision) {}

    private final PolicyEngine policies;
    private final UserLifecycle lifecycle;

    EntityRisk(PolicyEngine policies, UserLifecycle lifecycle) {
        this.policies = policies;
        this.lifecycle = lifecycle;
    }

    /** Asks the policy; no transaction may be open. */
    Detected detected(Circumstances of, Detection detection, Risk level) {
        var at = of.behaving(() -> new Signals(Set.of(detection.name()), level));
        return new Detected(detection, level, at, policies.entityRisk(at));
    }

    /** Tells of it, and does what the policy wants. */
    void act(Tx tx, User user, Detected detected) {
        tx.record(
                Event.of("user.risk.detect", user.target())
                        .with("detection", detected.detection.name())
                        .with("level", detected.level.name()));
        detected.decision.ifPresent(decision -> act(tx, user, detected.at, decision));
    }

    private void act(Tx tx, User user, Circumstances at, EntityRiskDecision decision) {
        tx.record(Evaluations.of("policy.entity_risk.evaluate", at, decision.why()));
        if (decision.terminates()) {
            tx.record(
                    Evaluations.of("policy.entity_risk.action", at, decision.why())
                            .with("action", "TERMINATE_ALL_SESSIONS"));
            tx.record(Event.of("user.session.clear", user.target()));
            lifecycle.ended(tx, user.id());
        }
    }
}
