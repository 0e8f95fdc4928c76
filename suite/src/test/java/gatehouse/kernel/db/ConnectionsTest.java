package gatehouse.kernel.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import gatehouse.kernel.Event;
import gatehouse.kernel.Principal;
import gatehouse.testkit.TestDatabase;
import gatehouse.testkit.TestOrg;
import java.util.ArrayList;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever holds a connection and needs another must not have to wait for others like itself. */
class ConnectionsTest {
    private static final int SIZE = 6;

    /** Four are kept back. */
    private static final int MOST_AT_ONCE = 2;

    private final TestOrg org = TestOrg.fresh();
    private final Principal system = Principal.system(org.id());
    private final HikariDataSource pool = new HikariDataSource();
    private Db db;

    @BeforeEach
    void a_pool_of_our_own() {
        pool.setJdbcUrl(TestDatabase.url());
        pool.setMaximumPoolSize(SIZE);
        var world = org.composition().db().world();
        db = new Db(new Connections(pool, SIZE), world, new Db.Watcher(_ -> false, (_, _) -> {}));
    }

    @AfterEach
    void is_given_back() {
        pool.close();
    }

    /** Does something in as many transactions as there can be at once, when all have begun. */
    private void whileAllAreHeld(Supplier<Integer> work) throws Exception {
        var barrier = new CyclicBarrier(MOST_AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<Integer>>();
            for (int i = 0; i < MOST_AT_ONCE; i++) {
                all.add(threads.submit(() -> db.as(system, _ -> met(barrier, work))));
            }
            for (var one : all) {
                assertThat(one.get()).isOne();
            }
        }
    }

    private static int met(CyclicBarrier barrier, Supplier<Integer> work) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
        return work.get();
    }

    private int one() {
        return db.reading(
                system, tx -> tx.list("select 1 as one", row -> row.integer("one")).getFirst());
    }

    @Test
    void all_who_are_in_a_transaction_can_read_what_they_do_not_know_yet() throws Exception {
        whileAllAreHeld(this::one);
    }

    @Test
    void all_who_are_in_a_transaction_can_tell_the_journal() throws Exception {
        whileAllAreHeld(() -> {
            db.tell(system, Event.of("user.session.start"));
            return 1;
        });
    }

    @Test
    void nobody_waits_for_a_third() {
        assertThatThrownBy(() -> db.as(system, _ -> db.reading(system, _ -> one())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a third");
    }
}
