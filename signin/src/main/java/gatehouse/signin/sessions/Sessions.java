package gatehouse.signin.sessions;

import gatehouse.directory.users.User;
import gatehouse.kernel.Digest;
import gatehouse.kernel.Event;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Via;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.http.Request;
import gatehouse.kernel.http.Response;
import gatehouse.policy.assurance.Proof;
import gatehouse.signin.flow.Flows;
import gatehouse.signin.sessions.SessionTokens.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of people. One ends two hours after it was last used, or when its time is up; and at
 * once when its user may no longer act.
 */
public final class Sessions {
    /** Okta's name for the cookie of an Identity Engine org. */
    public static final String COOKIE = "idx";

    /** A session without an end of its own ends with this. */
    private static final Duration LONGEST = Duration.ofDays(3_650);

    private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);
    private static final int SECRET_LENGTH = 43;

    /**
     * A session just started.
     *
     * @param secret for the cookie, told this once
     * @param device the browser it is in; null where it was not started by one
     */
    public record Started(Session session, String secret, KnownDevice.@Nullable Noted device) {
        /** The answer that lets the browser in. */
        public Response enter(Response answer, Request request, Instant now) {
            var entered = answer.with("Set-Cookie", cookie(this, request, now));
            return device == null
                    ? entered
                    : entered.with("Set-Cookie", KnownDevice.cookie(device.secret(), request));
        }
    }

    private Sessions() {}

    /** Starts a session in a browser that shows a session token. */
    public static Started start(Tx tx, Ticket ticket, Request request) {
        return start(tx, ticket.user(), ticket.terms(), request, ticket.proofs());
    }

    /** Starts a session in a browser; the one it had before, if any, ends. */
    public static Started start(
            Tx tx, User user, Terms terms, Request request, List<Proof> proofs) {
        end(tx, request);
        var begun = begin(tx, user, terms, proofs, tx.actor().via());
        var device = KnownDevice.noted(tx, user.id(), request, terms.trusts());
        return new Started(begun.session(), begun.secret(), device);
    }

    /** Starts a session for whoever asks on behalf of a person. */
    static Started begin(Tx tx, Ticket ticket) {
        return begin(tx, ticket.user(), ticket.terms(), ticket.proofs(), null);
    }

    private static Started begin(
            Tx tx, User user, Terms terms, List<Proof> proofs, @Nullable Via browser) {
        var secret = tx.world().secret(SECRET_LENGTH);
        var id = "102" + tx.world().secret(22);
        var now = tx.now();
        var session =
                new Session(
                        id,
                        user.id(),
                        user.login(),
                        user.displayName(),
                        now,
                        latest(proofs, now),
                        now,
                        now.plus(terms.lifetime().isZero() ? LONGEST : terms.lifetime()),
                        terms.remembered(),
                        Amr.of(proofs),
                        proofs,
                        terms.idle());
        insert(tx, user, session, secret, browser);
        return new Started(session, secret, null);
    }

    private static void insert(
            Tx tx, User user, Session session, String secret, @Nullable Via browser) {
        tx.record(
                        Event.of("user.session.start", user.target())
                                .by(user.target())
                                .with("externalSessionId", session.id()))
                .execute(
                        """
                        insert into session (org_id, id, user_id, hash, created, authenticated,
                            last_used, expires, remembered, amr, proofs, idle_seconds, address,
                            user_agent)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """,
                        tx.org(),
                        session.id(),
                        user.id(),
                        Digest.sha256(secret),
                        session.created(),
                        session.authenticated(),
                        session.lastUsed(),
                        session.expires(),
                        session.remembered(),
                        session.amr(),
                        Sql.json(session.proofs()),
                        (int) session.idle().toSeconds(),
                        browser == null ? null : browser.address(),
                        browser == null ? null : SessionContext.cut(browser.userAgent()));
    }

    /** When a session ends if nobody uses it any more. */
    static Instant until(Session session) {
        var idle = session.lastUsed().plus(session.idle());
        return idle.isAfter(session.expires()) ? session.expires() : idle;
    }

    private static Instant latest(List<Proof> proofs, Instant now) {
        return proofs.stream().map(Proof::at).max(Instant::compareTo).orElse(now);
    }

    static Optional<Session> find(Tx tx, String id) {
        return tx.find(Session.SELECT + " and s.id = ?", Session::read, tx.org(), id)
                .filter(session -> alive(session, tx.now()));
    }

    /** How a session stands now, if it does. */
    public static Optional<Session> find(Tx tx, Session session) {
        return find(tx, session.id());
    }

    /** The session whose cookie came with a request. */
    public static Optional<Session> current(Tx tx, Request request) {
        var secret = request.cookie(COOKIE);
        if (secret == null || secret.isEmpty()) {
            return Optional.empty();
        }
        return tx.find(
                        Session.SELECT + " and s.hash = ?",
                        Session::read,
                        tx.org(),
                        Digest.sha256(secret))
                .filter(session -> alive(session, tx.now()));
    }

    private static boolean alive(Session session, Instant now) {
        return until(session).isAfter(now);
    }

    /** Notes that a session was used, at most once a minute. */
    public static void touch(Db db, Principal by, Session session) {
        if (session.lastUsed().plus(TOUCH_EVERY).isBefore(db.world().now())) {
            db.once(
                    by,
                    tx ->
                            tx.unlogged(Unlogged.SESSION_TOUCHED)
                                    .execute(
                                            "update session set last_used = ?"
                                                    + " where org_id = ? and id = ?",
                                            tx.now(),
                                            tx.org(),
                                            session.id()));
        }
    }

    /** Ends the session of the browser that sent a request. */
    public static void end(Tx tx, Request request) {
        current(tx, request).ifPresent(session -> end(tx, session));
    }

    /** Ends a session. */
    public static void end(Tx tx, Session session) {
        var user = Event.Target.of("User", session.user(), session.login());
        tx.record(Event.of("user.session.end", user).with("externalSessionId", session.id()))
                .execute("delete from session where org_id = ? and id = ?", tx.org(), session.id());
    }

    /** Ends all that a user has, and what was to become one; part of what ended them. */
    public static void endAll(Tx tx, String user) {
        Flows.endAll(tx, user);
        endStarted(tx, user);
    }

    /** The same, but for sign-ins under way; part of what ended them. */
    public static void endStarted(Tx tx, String user) {
        var writer = tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT);
        writer.execute("delete from session where org_id = ? and user_id = ?", tx.org(), user);
        writer.execute(
                "delete from session_token where org_id = ? and user_id = ?", tx.org(), user);
    }

    /** The same where nothing that was theirs may be trusted any more. */
    public static void ended(Tx tx, String user) {
        endAll(tx, user);
        KnownDevice.distrust(tx, user);
    }

    /** Ends all but one that a user has, and what was to become one; part of what ended them. */
    public static void endOthers(Tx tx, String user, String kept) {
        Flows.endAll(tx, user);
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        "delete from session where org_id = ? and user_id = ? and id <> ?",
                        tx.org(),
                        user,
                        kept);
    }

    /** The cookie of a session that has begun. */
    private static String cookie(Started started, Request request, Instant now) {
        var lasting =
                started.session().remembered()
                        ? "; Max-Age="
                                + Duration.between(now, started.session().expires()).toSeconds()
                        : "";
        return COOKIE + "=" + started.secret() + lasting + attributes(request);
    }

    /** The cookie of a session that is over. */
    public static String noCookie(Request request) {
        return COOKIE + "=; Max-Age=0" + attributes(request);
    }

    /**
     * Of every cookie of ours. Applications of other sites renew their tokens in a frame and show
     * the sign-in themselves, so that the cookies must go with what their pages send; browsers have
     * that only over https. Whether such a page may do what it asks for is never left to the
     * cookie.
     */
    public static String attributes(Request request) {
        return "; Path=/; HttpOnly; "
                + (request.scheme().equals("https") ? "SameSite=None; Secure" : "SameSite=Lax");
    }
}
