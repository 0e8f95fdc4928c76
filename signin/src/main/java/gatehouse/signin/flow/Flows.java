package gatehouse.signin.flow;

import gatehouse.kernel.Digest;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of sign-ins under way. A handle names one; only its hash is kept. One that began in a
 * browser of ours is nothing without the cookie of that browser.
 *
 * <p>Every change is one statement that holds the version which was seen: of two tabs, a replay and
 * a request out of order, one gets through, and the others look again.
 */
public final class Flows {
    public static final Duration LIFETIME = Duration.ofHours(1);

    /** However often somebody comes back to it. */
    private static final Duration LONGEST = Duration.ofHours(8);

    private static final int SECRET_LENGTH = 43;
    private static final String COLUMNS =
            "select id, version, purpose, path, params, app, began, expires, state from sign_in"
                    + " where org_id = ? and expires > ?";

    /**
     * What a sign-in begins with.
     *
     * @param browser the secret of the browser it is bound to, or null where the handle is enough
     */
    public record Beginning(
            Purpose purpose,
            @Nullable String browser,
            String path,
            String params,
            @Nullable String app) {}

    private Flows() {}

    /**
     * @return the handle, told this once
     */
    public static String begin(Tx tx, Beginning with) {
        return begin(tx, with, State.NEW);
    }

    /**
     * For somebody who is known already.
     *
     * @return the handle, told this once
     */
    public static String begin(Tx tx, Beginning with, State state) {
        var handle = tx.world().secret(SECRET_LENGTH);
        begin(tx, handle, with, state);
        return handle;
    }

    /**
     * For one that a client shows: it knows an interaction handle, of which the state handle is
     * made, so that neither has to be kept.
     *
     * @return the interaction handle, told this once
     */
    public static String interact(Tx tx, Beginning with) {
        var interaction = tx.world().secret(SECRET_LENGTH);
        begin(tx, stateHandle(interaction), with, State.NEW);
        return interaction;
    }

    /** The handle that goes with an interaction handle. */
    public static String stateHandle(String interaction) {
        var digest = Digest.sha256("state handle of " + interaction);
        return "02." + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private static void begin(Tx tx, String handle, Beginning with, State state) {
        var browser = with.browser;
        tx.unlogged(Unlogged.ARTEFACT)
                .execute(
                        """
                        insert into sign_in (org_id, id, hash, browser, purpose, path, params, app,
                            began, expires, state)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """,
                        tx.org(),
                        tx.world().id("sgn"),
                        Digest.sha256(handle),
                        browser == null ? null : Digest.sha256(browser),
                        with.purpose.name(),
                        with.path,
                        with.params,
                        with.app,
                        tx.now(),
                        tx.now().plus(LIFETIME),
                        Sql.json(state));
    }

    /**
     * @param browser the secret in the cookie of the browser that asks, or null
     */
    public static Optional<Flow> find(Tx tx, String handle, @Nullable String browser) {
        return tx.find(
                COLUMNS + " and hash = ? and (browser is null or browser = ?)",
                Flow::read,
                tx.org(),
                tx.now(),
                Digest.sha256(handle),
                Digest.sha256(browser == null ? "" : browser));
    }

    /**
     * Has it last an hour from now, and no longer than eight in all; nothing where it is over. What
     * was seen of it stays what it is.
     */
    public static Optional<Flow> prolong(Tx tx, Flow flow) {
        tx.unlogged(Unlogged.ARTEFACT)
                .execute(
                        "update sign_in set expires = least(?, began + ? * interval '1 second')"
                                + " where org_id = ? and id = ? and expires > ?",
                        tx.now().plus(LIFETIME),
                        LONGEST.toSeconds(),
                        tx.org(),
                        flow.id(),
                        tx.now());
        return again(tx, flow);
    }

    /** As it is now. */
    public static Optional<Flow> again(Tx tx, Flow flow) {
        return byId(tx, flow.id());
    }

    /** An id is no secret: whoever asks must have found it by one. */
    public static Optional<Flow> byId(Tx tx, String id) {
        return tx.find(COLUMNS + " and id = ?", Flow::read, tx.org(), tx.now(), id);
    }

    /**
     * Says what it is for, once; nothing where somebody else did, or moved it, since this was read.
     *
     * @param query of the request that waits for it
     * @param app that the person wants to use
     */
    public static Optional<Flow> bind(Tx tx, Flow flow, String query, String app) {
        int bound =
                tx.unlogged(Unlogged.ARTEFACT)
                        .execute(
                                "update sign_in set params = ?, app = ? where org_id = ?"
                                        + " and id = ? and version = ? and params = ''"
                                        + " and expires > ?",
                                query,
                                app,
                                tx.org(),
                                flow.id(),
                                flow.version(),
                                tx.now());
        return bound == 1 ? Optional.of(flow.binding(query, app)) : Optional.empty();
    }

    /** Moves on; nothing where somebody else did so since this was read. */
    public static Optional<Flow> move(Tx tx, Flow flow, State next) {
        return move(tx, flow, next, null);
    }

    /** Moves on, and binds it to a browser, as far as it is not. */
    public static Optional<Flow> leave(Tx tx, Flow flow, State next, String browser) {
        return move(tx, flow, next, Digest.sha256(browser));
    }

    private static Optional<Flow> move(Tx tx, Flow flow, State next, byte @Nullable [] browser) {
        int moved =
                tx.unlogged(Unlogged.ARTEFACT)
                        .execute(
                                "update sign_in set state = ?, version = version + 1,"
                                        + " browser = coalesce(browser, ?) where org_id = ?"
                                        + " and id = ? and version = ? and expires > ?",
                                Sql.json(next),
                                browser,
                                tx.org(),
                                flow.id(),
                                flow.version(),
                                tx.now());
        return moved == 1 ? Optional.of(flow.with(flow.version() + 1, next)) : Optional.empty();
    }

    /** Ends it, once: nobody else gets what this version of it leads to. */
    public static boolean over(Tx tx, Flow flow) {
        return tx.unlogged(Unlogged.ARTEFACT)
                        .execute(
                                "delete from sign_in where org_id = ? and id = ? and version = ?"
                                        + " and expires > ?",
                                tx.org(),
                                flow.id(),
                                flow.version(),
                                tx.now())
                == 1;
    }

    /**
     * Ends those of a person in which something was proved already; part of what ended them. What
     * is being proved this very moment counts for nothing either, and has to be proved again.
     */
    public static void endAll(Tx tx, String user) {
        var writer = tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT);
        writer.execute(
                "update sign_in set version = version + 1 where org_id = ? and user_id = ?",
                tx.org(),
                user);
        writer.execute(
                "delete from sign_in where org_id = ? and user_id = ?"
                        + " and state -> 'proofs' <> '[]'",
                tx.org(),
                user);
    }
}
