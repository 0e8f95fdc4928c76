package gatehouse.policy.evaluation;

import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Tx;
import gatehouse.policy.assurance.Way;
import gatehouse.policy.evaluation.decisions.EnrollmentDecision;
import gatehouse.policy.evaluation.decisions.EnrollmentDecision.Need;
import gatehouse.policy.factors.enrollment.Kind;
import java.util.List;

/**
 * A way in which somebody may prove who they are when they sign in, as far as the org has it
 * switched on.
 *
 * @param held whether they have it, whatever they may set up
 */
record Provable(Way way, boolean held) {
    private static final String SWITCHED_ON =
            """
            select a.key, m ->> 'type' as method,
                exists (
                    select 1 from enrollment e
                    where e.org_id = a.org_id and e.user_id = ? and e.status = 'ACTIVE'
                      and e.authenticator_id = a.id and e.method = m ->> 'type') as held
            from authenticator a, jsonb_array_elements(a.body -> 'methods') m
            where a.org_id = ? and a.status = 'ACTIVE' and m ->> 'status' = 'ACTIVE'
              and coalesce(a.body #>> '{settings,allowedFor}', 'any') in ('any', 'sso')\
            """;

    static List<Provable> by(Tx tx, String user) {
        return tx.list(SWITCHED_ON, Provable::read, user, tx.org()).stream()
                .filter(one -> Kind.of(one.way.key(), one.way.method()).isPresent())
                .toList();
    }

    private static Provable read(Row row) {
        return new Provable(Way.of(row.text("key"), row.text("method")), row.flag("held"));
    }

    /** Whether the person has it, or may set it up while they sign in. */
    boolean isPossible(EnrollmentDecision decision) {
        boolean mailbox = way.key().equals(Kind.EMAIL.key()) && decision.enrollsMailboxes();
        return held || mailbox || mayBeSetUp(decision);
    }

    private boolean mayBeSetUp(EnrollmentDecision decision) {
        return Kind.of(way.key(), way.method()).filter(kind -> !kind.handedOut()).isPresent()
                && decision.need(way.key(), null) != Need.NOT_ALLOWED;
    }
}
