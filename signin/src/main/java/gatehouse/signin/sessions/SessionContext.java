package gatehouse.signin.sessions;

import gatehouse.kernel.Digest;
import gatehouse.kernel.Event;
import gatehouse.kernel.Via;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.http.Request;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whence a session was last used, and with what.
 *
 * @param session its id
 * @param address null where it has not been used since a program began it
 * @param userAgent as the client says, cut where it says very much; null where it says nothing
 */
public record SessionContext(String session, @Nullable String address, @Nullable String userAgent) {
    private static final int LONGEST = 500;

    private static SessionContext read(Row row) {
        return new SessionContext(
                row.text("id"), row.textOrNull("address"), row.textOrNull("user_agent"));
    }

    /** Of the session whose cookie came with a request, whatever has become of it. */
    public static Optional<SessionContext> of(Tx tx, Request request) {
        var secret = request.cookie(Sessions.COOKIE);
        return secret == null || secret.isEmpty()
                ? Optional.empty()
                : tx.find(
                        "select id, address, user_agent from session"
                                + " where org_id = ? and hash = ?",
                        SessionContext::read,
                        tx.org(),
                        Digest.sha256(secret));
    }

    /** The same session, used in this way. */
    public SessionContext via(Via via) {
        return new SessionContext(session, via.address(), cut(via.userAgent()));
    }

    static @Nullable String cut(@Nullable String userAgent) {
        return userAgent == null || userAgent.length() <= LONGEST
                ? userAgent
                : userAgent.substring(0, LONGEST);
    }

    /** Whether it has been used at all by whom it was begun for. */
    public boolean known() {
        return address != null;
    }

    /** Notes how a session is used for the first time. */
    public void begin(Tx tx) {
        note(tx.unlogged(Unlogged.SESSION_TOUCHED), tx, null, null);
    }

    /**
     * Notes that a session is used in another way.
     *
     * @return whether nobody else has noted it meanwhile
     */
    public boolean change(Tx tx, SessionContext before, Event event) {
        return note(tx.record(event), tx, before.address, before.userAgent);
    }

    private boolean note(Tx.Writer writer, Tx tx, @Nullable String from, @Nullable String with) {
        return writer.execute(
                        """
                        update session set address = ?, user_agent = ?
                        where org_id = ? and id = ? and address is not distinct from ?
                          and user_agent is not distinct from ?\
                        """,
                        address,
                        userAgent,
                        tx.org(),
                        session,
                        from,
                        with)
                == 1;
    }
}
