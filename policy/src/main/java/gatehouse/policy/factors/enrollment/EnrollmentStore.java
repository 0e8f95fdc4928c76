package gatehouse.policy.factors.enrollment;

import gatehouse.kernel.Event;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of enrollments. */
public final class EnrollmentStore {
    /** Wrong answers with one factor before it rests. */
    public static final int TRIES = 5;

    /** How long those are remembered. */
    public static final Duration REST = Duration.ofMinutes(5);

    private static final String SELECT =
            """
            select e.*, a.key, a.name,
                a.status = 'ACTIVE' and exists (
                    select 1 from jsonb_array_elements(a.body -> 'methods') m
                    where m ->> 'type' = e.method and m ->> 'status' = 'ACTIVE') as usable
            from enrollment e
            join authenticator a on a.org_id = e.org_id and a.id = e.authenticator_id
            where e.org_id = ?\
            """;

    private EnrollmentStore() {}

    public static List<Enrollment> of(Tx tx, String user) {
        return tx.list(
                SELECT + " and e.user_id = ? order by e.id", Enrollment::read, tx.org(), user);
    }

    public static Optional<Enrollment> find(Tx tx, String user, String id) {
        return tx.find(
                SELECT + " and e.user_id = ? and e.id = ?", Enrollment::read, tx.org(), user, id);
    }

    /** With its row locked until the transaction ends. */
    public static Optional<Enrollment> locked(Tx tx, String id) {
        return tx.find(SELECT + " and e.id = ? for update of e", Enrollment::read, tx.org(), id);
    }

    /** By the id of a passkey, or the serial of a token. */
    public static Optional<Enrollment> byCredential(Tx tx, Kind kind, byte[] credential) {
        return tx.find(
                SELECT + " and e.credential = ? and a.key = ? and e.method = ?",
                Enrollment::read,
                tx.org(),
                credential,
                kind.key(),
                kind.method());
    }

    public static void insert(
            Tx tx, Tx.Writer writer, Enrollment row, byte @Nullable [] credential) {
        writer.execute(
                """
                insert into enrollment (org_id, id, user_id, authenticator_id, method, status,
                    profile, secret, counter, credential, expires, created, last_updated)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                """,
                tx.org(),
                row.id(),
                row.user(),
                row.authenticator(),
                row.kind().method(),
                row.status().name(),
                Sql.json(row.profile()),
                row.secret(),
                row.counter(),
                credential,
                row.expires(),
                row.created(),
                row.lastUpdated());
    }

    public static void activate(
            Tx tx, Tx.Writer writer, Enrollment row, byte @Nullable [] credential) {
        writer.execute(
                """
                update enrollment set status = 'ACTIVE', profile = ?, credential = ?,
                    counter = greatest(counter, ?), last_updated = ?, tries = 0 where org_id = ? and id = ?\
                """,
                Sql.json(row.profile()),
                credential,
                row.counter(),
                tx.now(),
                tx.org(),
                row.id());
    }

    public static void delete(Tx tx, Tx.Writer writer, String id) {
        writer.execute("delete from enrollment where org_id = ? and id = ?", tx.org(), id);
    }

    /** Counts a try before it is made: false while the factor rests. */
    public static boolean reserve(Tx tx, String id) {
        return tx.unlogged(Unlogged.TRIES_COUNTED)
                        .execute(
                                """
                                update enrollment set
                                    tries = case when tries_since > ? then tries + 1 else 1 end,
                                    tries_since = case when tries_since > ? then tries_since
                                                       else ? end
                                where org_id = ? and id = ?
                                  and (tries < ? or tries_since <= ?)\
                                """,
                                tx.now().minus(REST),
                                tx.now().minus(REST),
                                tx.now(),
                                tx.org(),
                                id,
                                TRIES,
                                tx.now().minus(REST))
                > 0;
    }

    /** It was proved: what counted against it is forgotten. */
    public static void used(Tx tx, String id) {
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        "update enrollment set tries = 0, last_used = ?"
                                + " where org_id = ? and id = ?",
                        tx.now(),
                        tx.org(),
                        id);
    }

    /**
     * Uses up everything up to a counter, or a time step.
     *
     * @return false where it was used already
     */
    public static boolean advance(Tx tx, String id, long counter) {
        return tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                        .execute(
                                "update enrollment set counter = ?"
                                        + " where org_id = ? and id = ? and counter < ?",
                                counter,
                                tx.org(),
                                id,
                                counter)
                > 0;
    }

    /** Notes that something is sent: false where something was, a short while ago. */
    public static boolean sends(Tx tx, String id, Duration pause) {
        return tx.unlogged(Unlogged.ARTEFACT)
                        .execute(
                                "update enrollment set sent = ? where org_id = ? and id = ?"
                                        + " and (sent is null or sent <= ?)",
                                tx.now(),
                                tx.org(),
                                id,
                                tx.now().minus(pause))
                > 0;
    }

    /** Whoever is deactivated for good has to enroll anew, should they ever come back. */
    public static void ended(Tx tx, String user) {
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        "delete from enrollment where org_id = ? and user_id = ? and exists"
                                + " (select 1 from users where org_id = ? and id = ?"
                                + " and status = 'DEPROVISIONED')",
                        tx.org(),
                        user,
                        tx.org(),
                        user);
    }

    /** Takes away everything a person has enrolled, but for the password. */
    public static void reset(Tx tx, Event.Target user) {
        tx.record(Event.of("user.mfa.factor.reset_all", user))
                .execute(
                        "delete from enrollment where org_id = ? and user_id = ?",
                        tx.org(),
                        user.id());
    }
}
