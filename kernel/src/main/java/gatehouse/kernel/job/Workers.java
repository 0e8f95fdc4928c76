package gatehouse.kernel.job;

import gatehouse.kernel.db.Db;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Does jobs for as long as the server runs. */
public final class Workers implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Workers.class.getName());
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration LAST_WORK = Duration.ofSeconds(20);

    private final Jobs jobs;
    private final Db db;
    private final Thread thread;
    private volatile boolean stopping;

    private Workers(Jobs jobs, Db db) {
        this.jobs = jobs;
        this.db = db;
        this.thread = Thread.ofVirtual().name("jobs").unstarted(this::untilStopped);
    }

    public static Workers start(Jobs jobs, Db db) {
        jobs.plan(db);
        var workers = new Workers(jobs, db);
        workers.thread.start();
        return workers;
    }

    private void untilStopped() {
        try {
            while (!stopping) {
                if (worked() == 0) {
                    jobs.await(POLL);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int worked() {
        try {
            return jobs.work(db);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "cannot look for jobs", e);
            return 0;
        }
    }

    /** What has begun is finished; what has not stays in the table. */
    @Override
    public void close() {
        stopping = true;
        jobs.wake();
        try {
            if (thread.join(LAST_WORK)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
