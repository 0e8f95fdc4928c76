package gatehouse.signin.sessions;

import gatehouse.kernel.Digest;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A browser that a person has signed in with before. Policies ask whether there is one; a person
 * may ask not to be asked for a second factor in it again.
 *
 * @param id by which past sign-ins know it, whatever its secret is now
 * @param trusted when the person last proved a second factor in it and asked not to be asked for
 *     one there again; null where they did not
 * @param answer what they answered last in it when they were asked whether to stay signed in; null
 *     where they never were
 */
public record KnownDevice(
        String id,
        Instant firstSeen,
        Instant lastSeen,
        @Nullable Instant trusted,
        @Nullable Answer answer) {
    /** Okta's name for the cookie. */
    public static final String COOKIE = "dt";

    private static final Duration LIFETIME = Duration.ofDays(730);
    private static final int SECRET_LENGTH = 43;

    private static KnownDevice read(Row row) {
        return new KnownDevice(
                row.text("device"),
                row.instant("first_seen"),
                row.instant("last_seen"),
                row.instantOrNull("trusted"),
                answer(row));
    }

    private static @Nullable Answer answer(Row row) {
        var at = row.instantOrNull("stay_answered");
        return at == null ? null : new Answer(row.flag("stays"), at);
    }

    /** Whether somebody wants to stay signed in, and when they said so. */
    public record Answer(boolean stays, Instant at) {}

    /**
     * A browser that somebody has just signed in with.
     *
     * @param secret of its cookie
     */
    public record Noted(String id, String secret) {}

    /**
     * What is known of the browser that sends a request; nothing where this person is new to it.
     */
    public static Optional<KnownDevice> of(Tx tx, String user, Request request) {
        var secret = request.cookie(COOKIE);
        return secret == null ? Optional.empty() : of(tx, user, secret);
    }

    /**
     * The same of a device that an application tells of.
     *
     * @param secret what it alone knows
     */
    public static Optional<KnownDevice> of(Tx tx, String user, String secret) {
        return of(tx, user, Digest.sha256(secret));
    }

    /**
     * The same where only the hash of the secret is kept.
     *
     * @param hash of it
     */
    public static Optional<KnownDevice> of(Tx tx, String user, byte[] hash) {
        return tx.find(
                "select device, first_seen, last_seen, trusted, stays, stay_answered"
                        + " from known_device"
                        + " where org_id = ? and user_id = ? and hash = ? and expires > ?",
                KnownDevice::read,
                tx.org(),
                user,
                hash,
                tx.now());
    }

    /**
     * Remembers that a person signed in with the browser that sends a request. A browser that is
     * new to them gets another secret, and so do the others who are known in it: a cookie that
     * somebody planted there is worth nothing to whoever did.
     *
     * @param trusts whether they proved a second factor in it, and want not to be asked for one
     *     there again
     * @return it, with the secret of its cookie
     */
    public static Noted noted(Tx tx, String user, Request request, boolean trusts) {
        var sent = request.cookie(COOKIE);
        var before = sent == null ? Optional.<String>empty() : seen(tx, user, sent, trusts);
        if (sent != null && before.isPresent()) {
            return new Noted(before.get(), sent);
        }
        var secret = tx.world().secret(SECRET_LENGTH);
        if (sent != null) {
            tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                    .execute(
                            "update known_device set hash = ? where org_id = ? and hash = ?",
                            Digest.sha256(secret),
                            tx.org(),
                            Digest.sha256(sent));
        }
        return new Noted(note(tx, user, Digest.sha256(secret), trusts), secret);
    }

    private static Optional<String> seen(Tx tx, String user, String secret, boolean trusts) {
        return tx
                .unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .returning(
                        "update known_device set last_seen = ?, expires = ?,"
                                + " trusted = coalesce(?, trusted) where org_id = ?"
                                + " and user_id = ? and hash = ? and expires > ?"
                                + " returning device",
                        row -> row.text("device"),
                        tx.now(),
                        tx.now().plus(LIFETIME),
                        trusts ? tx.now() : null,
                        tx.org(),
                        user,
                        Digest.sha256(secret),
                        tx.now())
                .stream()
                .findFirst();
    }

    /**
     * Remembers a device that an application tells of.
     *
     * @param hash of what it alone knows
     * @param trusts as above
     * @return its id
     */
    public static String note(Tx tx, String user, byte[] hash, boolean trusts) {
        return tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .returning(
                        """
                        insert into known_device (org_id, user_id, hash, device, first_seen,
                            last_seen, expires, trusted)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (org_id, user_id, hash)
                        do update set last_seen = excluded.last_seen, expires = excluded.expires,
                            trusted = coalesce(excluded.trusted, known_device.trusted)
                        returning device\
                        """,
                        row -> row.text("device"),
                        tx.org(),
                        user,
                        hash,
                        tx.world().id("dev"),
                        tx.now(),
                        tx.now(),
                        tx.now().plus(LIFETIME),
                        trusts ? tx.now() : null)
                .getFirst();
    }

    /** Remembers whether somebody wants to stay signed in here; part of what made it so. */
    public static void answered(Tx tx, String user, String device, boolean stays) {
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        "update known_device set stays = ?, stay_answered = ?"
                                + " where org_id = ? and user_id = ? and device = ?",
                        stays,
                        tx.now(),
                        tx.org(),
                        user,
                        device);
    }

    /** Every browser asks this person everything again; part of what made it so. */
    static void distrust(Tx tx, String user) {
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        "update known_device"
                                + " set trusted = null, stays = null, stay_answered = null"
                                + " where org_id = ? and user_id = ?"
                                + " and (trusted is not null or stay_answered is not null)",
                        tx.org(),
                        user);
    }

    /** From here on every browser is new to this person; part of what made it so. */
    public static void forget(Tx tx, String user) {
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        "delete from known_device where org_id = ? and user_id = ?",
                        tx.org(),
                        user);
    }

    /** The cookie by which a browser is known again. */
    public static String cookie(String secret, Request request) {
        return COOKIE
                + "="
                + secret
                + "; Max-Age="
                + LIFETIME.toSeconds()
                + Sessions.attributes(request);
    }
}
