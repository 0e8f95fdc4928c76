package gatehouse.signin.protection;

import gatehouse.directory.users.User;
import gatehouse.kernel.Event;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Tx;
import gatehouse.policy.evaluation.circumstances.Risk;
import java.util.Optional;

/**
 * How much a person is thought to be at risk.
 *
 * @param reason in somebody's words
 */
record UserRisk(Risk level, String reason) {
    /** Where nobody has said anything. */
    static final String NONE = "NONE";

    private static UserRisk read(Row row) {
        return new UserRisk(Risk.valueOf(row.text("level")), row.text("reason"));
    }

    static Optional<UserRisk> of(Tx tx, String user) {
        return tx.find(
                "select level, reason from user_risk where org_id = ? and user_id = ?",
                UserRisk::read,
                tx.org(),
                user);
    }

    /**
     * Puts it in place of what was thought before.
     *
     * @return whether nothing was
     */
    boolean store(Tx tx, User user) {
        var before = of(tx, user.id());
        var was = before.map(risk -> risk.level.name()).orElse(NONE);
        var event =
                Event.of("user.risk.change", user.target())
                        .with("previousLevel", was)
                        .with("currentLevel", level.name())
                        .with("reason", reason);
        tx.record(event)
                .execute(
                        """
                        insert into user_risk (org_id, user_id, level, reason, last_updated)
                        values (?, ?, ?, ?, ?)
                        on conflict (org_id, user_id) do update set level = excluded.level,
                            reason = excluded.reason, last_updated = excluded.last_updated\
                        """,
                        tx.org(),
                        user.id(),
                        level.name(),
                        reason,
                        tx.now());
        return before.isEmpty();
    }
}
