package gatehouse.kernel.job;

import gatehouse.kernel.Json;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Db.Across;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Work behind the scenes: ordered in the transaction that causes it, so that neither is without the
 * other; done by whichever server comes first; tried again while it fails, ever less often, for
 * about a day.
 */
public final class Jobs {
    /** How long a worker may be silent before another takes its job over. */
    public static final Duration LEASE = Duration.ofMinutes(5);

    private static final Logger LOG = Logger.getLogger(Jobs.class.getName());
    private static final String EVERYWHERE = "*";
    private static final int AT_ONCE = 8;
    private static final int MOST_TRIES = 30;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Map<String, JobKind> kinds;
    private final Semaphore ordered = new Semaphore(0);
    private final LongAdder placed = new LongAdder();

    public Jobs(List<JobKind> kinds) {
        this.kinds = kinds.stream().collect(Collectors.toMap(JobKind::name, Function.identity()));
    }

    /** Orders a job, to be done as soon as the transaction is durable. */
    public void order(Tx tx, String kind, ObjectNode body) {
        insert(tx, tx.org(), tx.world().id("job"), kind, body);
        tx.afterCommit(() -> {
            placed.increment();
            ordered.release();
        });
    }

    /** How many jobs were ordered here so far, done or not. */
    public long placed() {
        return placed.sum();
    }

    /** Sees to it that what is done of itself stands in the table, once. */
    public void plan(Db db) {
        db.acrossOrgs(
                Across.CLAIM_JOBS,
                tx -> {
                    kinds.values().stream()
                            .filter(kind -> kind.every() != null)
                            .forEach(kind ->
                                    insert(
                                            tx,
                                            EVERYWHERE,
                                            kind.name(),
                                            kind.name(),
                                            Json.object()));
                    return true;
                });
    }

    private static void insert(Tx tx, String org, String id, String kind, ObjectNode body) {
        tx.unlogged(Unlogged.JOB)
                .execute(
                        "insert into job (org_id, id, kind, body, due) values (?, ?, ?, ?, ?)"
                                + " on conflict do nothing",
                        org,
                        id,
                        kind,
                        Sql.json(body),
                        tx.now());
    }

    /** Waits until a job is ordered here, or for so long. */
    void await(Duration atMost) throws InterruptedException {
        if (ordered.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            ordered.drainPermits();
        }
    }

    void wake() {
        ordered.release();
    }

    /** Does what is due now, each job on a thread of its own: how many there were. */
    public int work(Db db) {
        return work(db, null);
    }

    /** Does what is due now in one organization, or in all of them: how many jobs there were. */
    public int work(Db db, @Nullable String org) {
        var claimed = db.acrossOrgs(Across.CLAIM_JOBS, tx -> claim(tx, org));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            claimed.forEach(job -> threads.execute(() -> run(db, job)));
        }
        return claimed.size();
    }

    /** Takes jobs that are due, and those of workers that fell silent. */
    List<Job> claim(Tx tx, @Nullable String org) {
        return tx.unlogged(Unlogged.JOB)
                .returning(
                        """
                        update job set lease = ?, fence = fence + 1, tries = tries + 1
                        where (org_id, id) in (
                            select org_id, id from job
                            where not dead and due <= ? and (lease is null or lease < ?)
                              and kind = any (?) and org_id = coalesce(?, org_id)
                            order by due limit ? for update skip locked)
                        returning org_id, id, kind, body, tries, fence\
                        """,
                        row ->
                                new Job(
                                        row.text("org_id"),
                                        row.text("id"),
                                        row.text("kind"),
                                        row.json("body"),
                                        row.integer("tries"),
                                        row.number("fence")),
                        tx.now().plus(LEASE),
                        tx.now(),
                        tx.now(),
                        List.copyOf(kinds.keySet()),
                        org,
                        AT_ONCE);
    }

    private void run(Db db, Job job) {
        var kind = Objects.requireNonNull(kinds.get(job.kind()));
        try {
            kind.work().run(db, job);
        } catch (RuntimeException e) {
            putOff(db, job, e);
            return;
        }
        settle(db, job);
    }

    /** Notes that a job is done: whether that was still this worker's to say. */
    boolean settle(Db db, Job job) {
        var every = Objects.requireNonNull(kinds.get(job.kind())).every();
        return db.acrossOrgs(
                        Across.CLAIM_JOBS,
                        tx ->
                                every == null
                                        ? tx.unlogged(Unlogged.JOB)
                                                .execute(
                                                        "delete from job where org_id = ?"
                                                                + " and id = ? and fence = ?",
                                                        job.org(),
                                                        job.id(),
                                                        job.fence())
                                        : again(tx, job, every, null, false, 0))
                > 0;
    }

    private void putOff(Db db, Job job, RuntimeException why) {
        boolean dead = job.tries() >= MOST_TRIES;
        if (dead) {
            LOG.log(Level.SEVERE, "gave a job up: " + job.kind(), why);
        } else {
            LOG.warning(() -> "will try a job again: " + job.kind() + ": " + why);
        }
        db.acrossOrgs(
                Across.CLAIM_JOBS,
                tx -> again(tx, job, pause(job.tries()), why.toString(), dead, job.tries()));
    }

    private static int again(
            Tx tx, Job job, Duration pause, @Nullable String why, boolean dead, int tries) {
        return tx.unlogged(Unlogged.JOB)
                .execute(
                        "update job set lease = null, due = ?, why = ?, dead = ?, tries = ?"
                                + " where org_id = ? and id = ? and fence = ?",
                        tx.now().plus(pause),
                        why,
                        dead,
                        tries,
                        job.org(),
                        job.id(),
                        job.fence());
    }

    static Duration pause(int tries) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
