package gatehouse.kernel.db;

import gatehouse.kernel.Event;
import gatehouse.kernel.Principal;
import gatehouse.kernel.World;
import gatehouse.kernel.db.SystemLog.LogRow;
import gatehouse.kernel.db.Tx.Extent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The only door to the database. It opens onto one org at a time.
 *
 * <p>Entering an org costs no journey of its own: the setting that row-level security reads travels
 * with the first statement and ends with the transaction, so any pooler may stand between.
 */
public final class Db {
    /** What the org setting says while a part of ours works across all of them. */
    private static final String EVERY_ORG = "*";

    /**
     * Hears which tables an org's transaction changed, as soon as that is durable.
     *
     * @param watches whether other nodes must hear of a table, too
     */
    public record Watcher(Predicate<String> watches, BiConsumer<String, Set<String>> changed) {}

    /** Why something has to see more than one org. */
    public enum Across {
        /** A host names the org: before that there is none. */
        RESOLVE_HOST,
        /** An org that is not there yet is made. */
        CREATE_ORG,
        /** Workers look for jobs wherever there are some. */
        CLAIM_JOBS,
        /** The journal writes the events of many orgs at once. */
        JOURNAL,
        /** What has expired is swept everywhere. */
        SWEEP,
        /** The first start looks whether there is anything yet. */
        FIRST_START
    }

    private final Connections connections;
    private final World world;
    private final Watcher watcher;
    private final Journal journal;
    private final String node;

    public Db(Connections connections, World world, Watcher watcher) {
        this.connections = connections;
        this.world = world;
        this.watcher = watcher;
        this.journal = new Journal(this::writeBatch);
        this.node = world.id("nod");
    }

    public World world() {
        return world;
    }

    /** What this one of the nodes calls itself in its {@link News}. */
    public String node() {
        return node;
    }

    /**
     * Runs {@code work} in one transaction that can see and touch nothing outside the actor's org,
     * and writes the events it recorded before it commits.
     */
    public <R> R as(Principal actor, Function<Tx, R> work) {
        return transaction(actor, actor.org(), work);
    }

    /**
     * Lets {@code work} look at the actor's org. Each statement sees what is committed when it
     * runs, in one journey; nothing can be written.
     */
    public <R> R reading(Principal actor, Function<Tx, R> work) {
        try {
            return connections.use(connection ->
                    work.apply(new Tx(connection, actor, world, Extent.READING, actor.org())));
        } catch (SQLException e) {
            throw Sql.translate(e);
        }
    }

    /**
     * Runs {@code work} that is one unlogged statement: a transaction by itself, whose beginning
     * and end cost no journeys.
     *
     * @throws IllegalStateException where it is more than that
     */
    public <R> R once(Principal actor, Function<Tx, R> work) {
        return done(
                actor,
                connection -> {
                    var tx = new Tx(connection, actor, world, Extent.ONCE, actor.org());
                    var result = work.apply(tx);
                    if (news(actor.org(), tx.touched()) != null) {
                        throw new IllegalStateException("other nodes must hear of it");
                    }
                    return new Done<>(tx, result);
                });
    }

    /** Runs {@code work} in a transaction that sees every org. The reason is there to be found. */
    public <R> R acrossOrgs(Across reason, Function<Tx, R> work) {
        if (reason == null) {
            throw new IllegalArgumentException("seeing every org needs a reason");
        }
        return transaction(Principal.system(EVERY_ORG), EVERY_ORG, work);
    }

    /**
     * Writes one event by group commit and returns when it is durable: for what changes nothing
     * else, such as a grant or a refusal.
     */
    public void tell(Principal actor, Event event) {
        journal.append(SystemLog.row(actor, world, event));
    }

    private void writeBatch(List<LogRow> rows) {
        Connections.onBehalf(() ->
                acrossOrgs(
                        Across.JOURNAL,
                        tx -> {
                            tx.writeRows(rows);
                            return rows.size();
                        }));
    }

    private record Done<R>(Tx tx, R result) {}

    private <R> R transaction(Principal actor, String scope, Function<Tx, R> work) {
        return done(actor, connection -> committed(connection, actor, scope, work));
    }

    private <R> R done(Principal actor, Connections.Work<Done<R>> work) {
        try {
            var done = connections.use(work);
            var touched = done.tx().touched();
            if (!touched.isEmpty()) {
                watcher.changed.accept(actor.org(), touched);
            }
            done.tx().committed();
            return done.result();
        } catch (SQLException e) {
            throw Sql.translate(e);
        }
    }

    private <R> Done<R> committed(
            Connection connection, Principal actor, String scope, Function<Tx, R> work)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            var tx = new Tx(connection, actor, world, Extent.WHOLE, scope);
            var result = work.apply(tx);
            tx.finish(news(actor.org(), tx.touched()));
            connection.commit();
            return new Done<>(tx, result);
        } catch (RuntimeException | Error e) {
            rollback(connection, e);
            throw e;
        }
    }

    private @Nullable News news(String org, Set<String> touched) {
        return touched.stream().anyMatch(watcher.watches) ? new News(node, org, touched) : null;
    }

    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
