package gatehouse.kernel.db;

import gatehouse.kernel.Event;
import gatehouse.kernel.Principal;
import gatehouse.kernel.World;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work inside one org.
 *
 * <p>Anyone holding a {@code Tx} may read. To write they must first say what is happening: {@link
 * #record} takes the event and only then hands out the {@link Writer}. So a change that is missing
 * from the System Log does not compile, and an event whose change was rolled back is never seen.
 */
public final class Tx {
    private final Connection connection;
    private final Principal actor;
    private final World world;
    private final Extent extent;
    private final String scope;
    private final List<Event> events = new ArrayList<>();
    private final Set<String> touched = new TreeSet<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private boolean entered;

    /** How far the work reaches. */
    enum Extent {
        /** Any number of queries, each by itself. */
        READING,
        /** One statement, which is a transaction by itself. */
        ONCE,
        WHOLE
    }

    Tx(Connection connection, Principal actor, World world, Extent extent, String scope) {
        this.connection = connection;
        this.actor = actor;
        this.world = world;
        this.extent = extent;
        this.scope = scope;
    }

    public Principal actor() {
        return actor;
    }

    /** The org that is worked in: the first argument of nearly every statement. */
    public String org() {
        return actor.org();
    }

    public World world() {
        return world;
    }

    public Instant now() {
        return world.now();
    }

    /** All rows a query finds. */
    public <R> List<R> list(String sql, Row.Reader<R> reader, @Nullable Object... args) {
        return Sql.query(connection, entering(), sql, reader, args);
    }

    /** The first row a query finds, if any. */
    public <R> Optional<R> find(String sql, Row.Reader<R> reader, @Nullable Object... args) {
        return list(sql, reader, args).stream().findFirst();
    }

    /** Whether a query finds anything. */
    public boolean exists(String sql, @Nullable Object... args) {
        return !list(sql, _ -> Boolean.TRUE, args).isEmpty();
    }

    /** Says what is happening, and gets the right to do it. */
    public Writer record(Event event) {
        must(extent == Extent.WHOLE);
        events.add(event);
        return new Writer();
    }

    /**
     * For the few writes nobody would call an event. Every reason is listed, so every exception can
     * be found.
     */
    public Writer unlogged(Unlogged reason) {
        must(extent != Extent.READING);
        if (reason == null) {
            throw new IllegalArgumentException("an unlogged write needs its reason");
        }
        return new Writer();
    }

    /** Why a write leaves no trace in the System Log. */
    public enum Unlogged {
        /** A session was used. */
        SESSION_TOUCHED,
        /** An API token was used. */
        TOKEN_LAST_USED,
        /** The event of the request tells of it already. */
        PART_OF_RECORDED_EVENT,
        /** A failed try was counted; the refusal itself is an event. */
        TRIES_COUNTED,
        /** A short-lived artefact of a sign-in or a grant: a code, a handle, a nonce. */
        ARTEFACT,
        /** A job was claimed, finished or put off. */
        JOB,
        /** What an org starts with. */
        ORG_SEED,
        /** What has expired was swept. */
        SWEEP,
        /** A password hash was renewed with the same password. */
        HASH_UPGRADED,
        /** A key that seals other secrets. */
        DATA_KEY
    }

    private static void must(boolean reaches) {
        if (!reaches) {
            throw new IllegalStateException("more than what this view of the org is for");
        }
    }

    /** Runs once the transaction is durable; not at all where it is rolled back. */
    public void afterCommit(Runnable then) {
        afterCommit.add(then);
    }

    /** The org to enter with the next statement, or null where that is done. */
    private @Nullable String entering() {
        if (extent == Extent.READING) {
            return scope;
        }
        boolean first = !entered;
        must(first || extent == Extent.WHOLE);
        entered = true;
        return first ? scope : null;
    }

    /**
     * Writes the events.
     *
     * @param news for the other nodes, or null where there is none
     */
    void finish(@Nullable News news) {
        var rows = SystemLog.rows(actor, world, events);
        if (news == null && !rows.isEmpty()) {
            SystemLog.write(connection, entering(), rows);
        } else if (news != null && rows.isEmpty()) {
            list(News.TELL, _ -> news, news.payload());
        } else if (news != null) {
            SystemLog.write(connection, entering(), rows, news);
        }
    }

    void writeRows(List<SystemLog.LogRow> rows) {
        SystemLog.write(connection, entering(), rows);
    }

    Set<String> touched() {
        return touched;
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }

    /** The right to change rows, lent for one recorded event. */
    public final class Writer {
        private Writer() {}

        /** Runs a statement and tells how many rows it changed. */
        public int execute(String sql, @Nullable Object... args) {
            touched.add(Touched.table(sql));
            return Sql.execute(connection, entering(), sql, args);
        }

        /** Runs a statement with {@code returning}. */
        public <R> List<R> returning(String sql, Row.Reader<R> reader, @Nullable Object... args) {
            touched.add(Touched.table(sql));
            return Sql.query(connection, entering(), sql, reader, args);
        }
    }
}
