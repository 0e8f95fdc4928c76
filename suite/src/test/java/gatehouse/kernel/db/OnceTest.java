package gatehouse.kernel.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.kernel.Event;
import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.testkit.TestOrg;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** One statement that is a transaction by itself. */
class OnceTest {
    private static final String NOTE = "update org set settings = ? where org_id = ?";
    private static final String JOB =
            "insert into job (org_id, id, kind, body, due) values (?, ?, 'none', '{}', 'infinity')";

    private final TestOrg org = TestOrg.fresh();
    private final TestOrg other = TestOrg.fresh();
    private final Db db = org.composition().db();

    private <R> R once(Function<Tx, R> work) {
        return db.once(Principal.system(org.id()), work);
    }

    private boolean made(String job) {
        return org.inTx(
                tx -> tx.exists("select 1 from job where org_id = ? and id = ?", org.id(), job));
    }

    private static int make(Tx tx, String in, String job) {
        return tx.unlogged(Unlogged.JOB).execute(JOB, in, job);
    }

    @Test
    void it_is_done_in_the_org_and_stays() {
        int changed = once(tx -> make(tx, org.id(), "one"));
        assertThat(changed).isEqualTo(1);
        assertThat(made("one")).isTrue();
    }

    @Test
    void it_reaches_no_other_org() {
        assertThatThrownBy(() -> once(tx -> make(tx, other.id(), "two")))
                .isInstanceOf(Sql.DatabaseFailure.class)
                .hasMessageContaining("row-level security");
    }

    @Test
    void a_second_statement_is_one_too_many() {
        assertThatThrownBy(
                        () -> once(tx -> make(tx, org.id(), "three") + make(tx, org.id(), "four")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(made("four")).isFalse();
    }

    @Test
    void an_event_would_be_a_second_statement() {
        assertThatThrownBy(() -> once(tx -> tx.record(Event.of("user.session.start"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void other_nodes_would_not_hear_of_it() {
        assertThatThrownBy(() ->
                        once(tx ->
                                tx.unlogged(Unlogged.ORG_SEED)
                                        .execute(NOTE, Sql.json("{}"), org.id())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("other nodes");
    }
}
