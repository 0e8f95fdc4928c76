package gatehouse.kernel.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.kernel.Json;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Db.Across;
import gatehouse.testkit.TestOrg;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Each test has a kind of its own, so that no other's worker does its jobs. */
class JobsTest {
    private final TestOrg org = TestOrg.fresh();
    private final Db db = org.composition().db();
    private final AtomicInteger done = new AtomicInteger();
    private final String kind = "test." + org.id();

    private Jobs jobs(JobKind.Work work) {
        return new Jobs(List.of(JobKind.ordered(kind, work)));
    }

    private void order(Jobs jobs) {
        org.inTx(tx -> {
            jobs.order(tx, kind, Json.object().put("of", tx.org()));
            return true;
        });
    }

    @Test
    void a_job_is_done_once() {
        var jobs =
                jobs((_, job) -> {
                    assertThat(job.org()).isEqualTo(org.id());
                    assertThat(job.body().path("of").asString()).isEqualTo(org.id());
                    done.incrementAndGet();
                });
        order(jobs);
        assertThat(jobs.work(db)).isOne();
        assertThat(jobs.work(db)).isZero();
        assertThat(done).hasValue(1);
    }

    @Test
    void a_job_goes_with_the_transaction_that_ordered_it() {
        var jobs = jobs((_, _) -> done.incrementAndGet());
        assertThatThrownBy(() ->
                        org.inTx(tx -> {
                            jobs.order(tx, kind, Json.object());
                            throw new IllegalStateException("rolled back");
                        }))
                .hasMessage("rolled back");
        assertThat(jobs.work(db)).isZero();
    }

    @Test
    void what_fails_is_tried_again_ever_less_often_and_given_up_at_last() {
        var pauses = new ArrayList<Duration>();
        var jobs =
                jobs((_, _) -> {
                    done.incrementAndGet();
                    throw new IllegalStateException("no luck");
                });
        order(jobs);
        for (int tries = 1; tries <= 30; tries++) {
            assertThat(jobs.work(db)).as("try %d", tries).isOne();
            assertThat(jobs.work(db)).as("not yet after try %d", tries).isZero();
            pauses.add(Jobs.pause(tries));
            org.passes(Jobs.pause(tries));
        }
        assertThat(pauses).isSorted().last().isEqualTo(Duration.ofHours(1));
        assertThat(jobs.work(db)).isZero();
        assertThat(done).hasValue(30);
        assertThat(why()).contains("no luck");
    }

    private String why() {
        return org.inTx(tx ->
                tx.find(
                                "select why from job where org_id = ? and dead",
                                row -> row.text("why"),
                                tx.org())
                        .orElse(""));
    }

    @Test
    void what_a_dead_worker_held_is_taken_over_and_can_then_not_be_settled_by_it() {
        var jobs = jobs((_, _) -> done.incrementAndGet());
        order(jobs);
        var slow = db.acrossOrgs(Across.CLAIM_JOBS, tx -> jobs.claim(tx, null)).getFirst();
        assertThat(jobs.work(db)).isZero();

        org.passes(Jobs.LEASE.plusSeconds(1));
        var quick = db.acrossOrgs(Across.CLAIM_JOBS, tx -> jobs.claim(tx, null)).getFirst();
        assertThat(quick.id()).isEqualTo(slow.id());
        assertThat(jobs.settle(db, slow)).isFalse();
        assertThat(jobs.settle(db, quick)).isTrue();
        assertThat(jobs.settle(db, quick)).isFalse();
    }

    @Test
    void many_workers_do_each_job_once() throws InterruptedException {
        var jobs = jobs((_, _) -> done.incrementAndGet());
        for (int i = 0; i < 40; i++) {
            order(jobs);
        }
        var go = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 8; i++) {
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    go.await();
                                } catch (InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                                while (jobs.work(db) > 0) {
                                    Thread.onSpinWait();
                                }
                            }));
        }
        go.countDown();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(done).hasValue(40);
    }

    @Test
    void what_is_done_of_itself_is_done_again_when_its_time_has_come() {
        var hourly =
                new Jobs(
                        List.of(
                                JobKind.every(
                                        Duration.ofHours(1),
                                        kind,
                                        (_, _) -> done.incrementAndGet())));
        hourly.plan(db);
        hourly.plan(db);
        assertThat(hourly.work(db)).isOne();
        assertThat(hourly.work(db)).isZero();
        org.passes(Duration.ofHours(1));
        assertThat(hourly.work(db)).isOne();
        assertThat(done).hasValue(2);
    }

    @Test
    void the_work_of_one_organization_can_be_done_alone() {
        var jobs = jobs((_, _) -> done.incrementAndGet());
        order(jobs);
        assertThat(jobs.work(db, TestOrg.fresh().id())).isZero();
        assertThat(jobs.work(db, org.id())).isOne();
        assertThat(done).hasValue(1);
    }

    @Test
    void workers_do_what_is_ordered_and_stop_when_told() throws InterruptedException {
        var seen = new CountDownLatch(1);
        var jobs = jobs((_, _) -> seen.countDown());
        var workers = Workers.start(jobs, db);
        order(jobs);
        seen.await();
        workers.close();
        order(jobs);
        assertThat(jobs.work(db)).isOne();
    }
}
