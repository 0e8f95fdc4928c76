package gatehouse.policy.factors.enrollment;

import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Db.Across;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of a person in one request, until it is answered: good once, for a while, for a
 * few tries.
 *
 * @param enrollment with which it may be answered; empty where any passkey of the org will do
 * @param code the hash of what was sent, or null while it is on its way
 * @param nonce what a passkey signs, or null
 * @param approved when the link that was sent was followed, or null
 */
public record Challenge(
        String id,
        String request,
        String enrollment,
        @Nullable String user,
        String method,
        @Nullable String target,
        byte @Nullable [] code,
        @Nullable String nonce,
        @Nullable Instant approved,
        Instant created,
        Instant expires) {
    /** How many codes may be tried for one that was sent. */
    public static final int TRIES = 5;

    /** How often a code may be sent in one request. */
    private static final int SENDS = 5;

    private static final String SELECT = "select * from challenge where org_id = ?";

    /** What is asked for anew. */
    public record Asked(
            String enrollment,
            @Nullable String user,
            Kind kind,
            @Nullable String target,
            @Nullable String nonce,
            Instant expires) {}

    private static Challenge read(Row row) {
        return new Challenge(
                row.text("id"),
                row.text("request"),
                row.text("enrollment_id"),
                row.textOrNull("user_id"),
                row.text("method"),
                row.textOrNull("target"),
                row.bytesOrNull("code"),
                row.textOrNull("nonce"),
                row.instantOrNull("approved"),
                row.instant("created"),
                row.instant("expires"));
    }

    public static Optional<Challenge> find(Tx tx, String request, String enrollment) {
        return tx.find(
                SELECT + " and request = ? and enrollment_id = ?",
                Challenge::read,
                tx.org(),
                request,
                enrollment);
    }

    /** In what a passkey was asked to sign something. */
    public static Optional<String> signed(Tx tx, String nonce) {
        return tx.find(
                "select request from challenge where org_id = ? and nonce = ? and expires > ?",
                row -> row.text("request"),
                tx.org(),
                nonce,
                tx.now());
    }

    public static Optional<Challenge> byId(Tx tx, String id) {
        return tx.find(SELECT + " and id = ?", Challenge::read, tx.org(), id);
    }

    /**
     * Asks in place of what was asked before in the same request.
     *
     * @return its id, or nothing where too much was sent already
     */
    public static Optional<String> ask(Tx tx, String request, Asked asked) {
        return tx
                .unlogged(Unlogged.ARTEFACT)
                .returning(
                        """
                        insert into challenge as c (org_id, id, request, enrollment_id, user_id,
                            method, target, nonce, created, expires)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (org_id, request, enrollment_id) do update set
                            id = excluded.id, user_id = excluded.user_id,
                            method = excluded.method, target = excluded.target,
                            nonce = excluded.nonce, created = excluded.created,
                            expires = excluded.expires, code = null, link = null,
                            approved = null, tries = 0,
                            sends = case when c.expires <= excluded.created then 1
                                        else c.sends + 1 end
                        where c.nonce is not null or c.sends < ? or c.expires <= excluded.created
                        returning id\
                        """,
                        row -> row.text("id"),
                        tx.org(),
                        tx.world().id("chl"),
                        request,
                        asked.enrollment,
                        asked.user,
                        asked.kind.method(),
                        asked.target,
                        asked.nonce,
                        tx.now(),
                        asked.expires,
                        SENDS)
                .stream()
                .findFirst();
    }

    /** Notes what is sent: the code, and the link that does without it. */
    public static boolean sent(Tx tx, String id, byte[] code, byte @Nullable [] link) {
        return tx.unlogged(Unlogged.ARTEFACT)
                        .execute(
                                "update challenge set code = ?, link = ?"
                                        + " where org_id = ? and id = ? and expires > ?",
                                code,
                                link,
                                tx.org(),
                                id,
                                tx.now())
                > 0;
    }

    /** Counts a try before it is made: false where none is left. */
    public static boolean reserve(Tx tx, String id) {
        return tx.unlogged(Unlogged.TRIES_COUNTED)
                        .execute(
                                "update challenge set tries = tries + 1"
                                        + " where org_id = ? and id = ? and tries < ?",
                                tx.org(),
                                id,
                                TRIES)
                > 0;
    }

    /** Counts a try of what nobody has, as {@link EnrollmentStore#reserve} does of what one has. */
    public static boolean reserve(Tx tx, String nobody, Kind kind) {
        return tx.unlogged(Unlogged.TRIES_COUNTED)
                        .execute(
                                """
                                insert into challenge as c (org_id, id, request, enrollment_id,
                                    method, tries, created, expires)
                                values (?, ?, ?, ?, ?, 1, ?, ?)
                                on conflict (org_id, request, enrollment_id) do update set
                                    tries = case when c.expires <= excluded.created then 1
                                                 else c.tries + 1 end,
                                    expires = case when c.expires <= excluded.created
                                                   then excluded.expires else c.expires end
                                where c.tries < ? or c.expires <= excluded.created\
                                """,
                                tx.org(),
                                tx.world().id("chl"),
                                nobody,
                                kind.name(),
                                kind.method(),
                                tx.now(),
                                tx.now().plus(EnrollmentStore.REST),
                                EnrollmentStore.TRIES)
                > 0;
    }

    /** Follows the link that was sent. */
    public static Optional<Challenge> approve(Tx tx, byte[] link) {
        return tx
                .unlogged(Unlogged.ARTEFACT)
                .returning(
                        "update challenge set approved = ?, link = null where org_id = ?"
                                + " and link = ? and expires > ? returning *",
                        Challenge::read,
                        tx.now(),
                        tx.org(),
                        link,
                        tx.now())
                .stream()
                .findFirst();
    }

    /** Uses it up: false where another did, or where its time is over. */
    public static boolean consume(Tx tx, String id) {
        return tx.unlogged(Unlogged.ARTEFACT)
                        .execute(
                                "delete from challenge where org_id = ? and id = ? and expires > ?",
                                tx.org(),
                                id,
                                tx.now())
                > 0;
    }

    /** Takes away what has expired. */
    public static void sweep(Db db) {
        db.acrossOrgs(
                Across.SWEEP,
                tx ->
                        tx.unlogged(Unlogged.SWEEP)
                                .execute("delete from challenge where expires <= ?", tx.now()));
    }
}
