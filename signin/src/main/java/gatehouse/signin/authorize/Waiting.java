package gatehouse.signin.authorize;

import gatehouse.kernel.Digest;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.http.Request;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/**
 * A request that waits while a person signs in. The handle in the URL names it; it is nothing
 * without the cookie of the browser that began it.
 *
 * @param path of the endpoint that was asked
 * @param params of the request, as a query
 * @param user who has proved a password that must be changed, or null
 */
record Waiting(String id, String path, String params, @Nullable String user) {
    static final String BROWSER = "gh_browser";
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final int SECRET_LENGTH = 43;

    private static Waiting read(Row row) {
        return new Waiting(
                row.text("id"), row.text("path"), row.text("params"), row.textOrNull("user_id"));
    }

    /**
     * @param browser the secret of the browser's cookie
     * @return the handle
     */
    static String begin(Tx tx, String browser, String path, String params) {
        var handle = tx.world().secret(SECRET_LENGTH);
        tx.unlogged(Unlogged.ARTEFACT)
                .execute(
                        "insert into sign_in (org_id, id, hash, browser, path, params, expires)"
                                + " values (?, ?, ?, ?, ?, ?, ?)",
                        tx.org(),
                        tx.world().id("sgn"),
                        Digest.sha256(handle),
                        Digest.sha256(browser),
                        path,
                        params,
                        tx.now().plus(LIFETIME));
        return handle;
    }

    static Optional<Waiting> find(Tx tx, String handle, Request request) {
        var browser = request.cookie(BROWSER);
        if (browser == null) {
            return Optional.empty();
        }
        return tx.find(
                "select id, path, params, user_id from sign_in"
                        + " where org_id = ? and hash = ? and browser = ? and expires > ?",
                Waiting::read,
                tx.org(),
                Digest.sha256(handle),
                Digest.sha256(browser),
                tx.now());
    }

    /** Whether a page of ours is waited for, rather than an application. */
    boolean local() {
        return !path.endsWith("/v1/authorize");
    }

    /** Remembers who has yet to change their password. */
    void mustChange(Tx tx, String userId) {
        tx.unlogged(Unlogged.ARTEFACT)
                .execute(
                        "update sign_in set user_id = ? where org_id = ? and id = ?",
                        userId,
                        tx.org(),
                        id);
    }

    /** Ends the wait: nobody else gets what this leads to. */
    boolean over(Tx tx) {
        return tx.unlogged(Unlogged.ARTEFACT)
                        .execute("delete from sign_in where org_id = ? and id = ?", tx.org(), id)
                == 1;
    }

    /** The secret of a browser, new where it has none. */
    static String browser(Request request, gatehouse.kernel.World world) {
        var known = request.cookie(BROWSER);
        return known == null || known.length() != SECRET_LENGTH
                ? world.secret(SECRET_LENGTH)
                : known;
    }
}
