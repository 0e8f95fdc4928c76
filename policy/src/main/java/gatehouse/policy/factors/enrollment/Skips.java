package gatehouse.policy.factors.enrollment;

import gatehouse.kernel.Event;
import gatehouse.kernel.db.Tx;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** How often people put off setting up what they must. */
public final class Skips {
    /** Okta: that somebody was asked to set something up, and what came of it. */
    private static final String PROMOTED = "user.mfa.promote_enrollment";

    private Skips() {}

    /** By the ids of authenticators; what is not among them was never put off. */
    public static Map<String, Integer> of(Tx tx, String user) {
        var all = new HashMap<String, Integer>();
        tx.list(
                "select authenticator_id, skips from enrollment_skip"
                        + " where org_id = ? and user_id = ?",
                row -> all.put(row.text("authenticator_id"), row.integer("skips")),
                tx.org(),
                user);
        return all;
    }

    /**
     * Counts once more for each of these where none of them was put off as often as it may be, and
     * the sign-in goes on. Those of one person are counted one after the other.
     *
     * @param most by the ids of authenticators
     * @return whether it did
     */
    public static boolean count(
            Tx tx, String user, Map<String, Integer> most, Predicate<Tx> goesOn) {
        var person = held(tx, user);
        var taken = of(tx, user);
        boolean may =
                most.entrySet().stream()
                        .allMatch(one -> taken.getOrDefault(one.getKey(), 0) < one.getValue());
        if (!may || !goesOn.test(tx)) {
            return false;
        }
        var writer = tx.record(Event.of(PROMOTED, person).by(person).outcome("SKIPPED", null));
        for (var authenticator : most.keySet()) {
            writer.execute(
                    """
                    insert into enrollment_skip (org_id, user_id, authenticator_id, skips)
                    values (?, ?, ?, 1)
                    on conflict (org_id, user_id, authenticator_id)
                    do update set skips = enrollment_skip.skips + 1\
                    """,
                    tx.org(),
                    user,
                    authenticator);
        }
        return true;
    }

    private static Event.Target held(Tx tx, String user) {
        return tx.find(
                        "select profile ->> 'login' as login from users"
                                + " where org_id = ? and id = ? for update",
                        row -> Event.Target.of("User", user, row.text("login")),
                        tx.org(),
                        user)
                .orElseThrow();
    }
}
