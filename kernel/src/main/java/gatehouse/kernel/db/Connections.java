package gatehouse.kernel.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The pool, and who may have of it how much.
 *
 * <p>Work that holds a connection may need a second one, such as for configuration that nobody
 * remembers yet. Were all of them held by work that waits for its second, none would ever come
 * free. So some are kept back for that, and nothing may wait for a third.
 */
public final class Connections {
    /** How many connections the work that runs holds already. */
    private static final ScopedValue<Integer> HELD = ScopedValue.newInstance();

    private static final int MOST_HELD = 2;
    private static final int KEPT_BACK = 4;
    private static final int PATIENCE_SECONDS = 30;

    private final DataSource pool;
    private final Semaphore first;

    /** What needs a connection. */
    @FunctionalInterface
    interface Work<R> {
        R with(Connection connection) throws SQLException;
    }

    /**
     * @param size of the pool, more than four
     */
    public Connections(DataSource pool, int size) {
        if (size <= KEPT_BACK) {
            throw new IllegalArgumentException("a pool of at least " + (KEPT_BACK + 1));
        }
        this.pool = pool;
        this.first = new Semaphore(size - KEPT_BACK, true);
    }

    /**
     * @throws SQLTransientConnectionException where none came free in half a minute
     */
    <R> R use(Work<R> work) throws SQLException {
        int held = HELD.orElse(0);
        if (held == MOST_HELD) {
            throw new IllegalStateException("work that holds two connections may not want a third");
        }
        if (held > 0) {
            return another(held, work);
        }
        await();
        try {
            return another(0, work);
        } finally {
            first.release();
        }
    }

    /** Runs what others wait for while they hold a connection: it counts as their second. */
    static void onBehalf(Runnable work) {
        ScopedValue.where(HELD, MOST_HELD - 1).run(work);
    }

    private void await() throws SQLException {
        try {
            if (!first.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new SQLTransientConnectionException("no connection came free");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted", e);
        }
    }

    private <R> R another(int held, Work<R> work) throws SQLException {
        try (var connection = pool.getConnection()) {
            return ScopedValue.where(HELD, held + 1).call(() -> work.with(connection));
        }
    }
}
