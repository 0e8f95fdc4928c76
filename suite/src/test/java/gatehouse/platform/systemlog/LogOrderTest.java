package gatehouse.platform.systemlog;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.testkit.TestOrg;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogOrderTest {
    private final TestOrg org = TestOrg.fresh();

    @Test
    void transactions_are_ordered_as_numbers() {
        org.inTx(tx -> {
            var writer = tx.unlogged(Unlogged.ORG_SEED);
            for (var xact : List.of("10", "9", "100")) {
                writer.execute(
                        """
                        insert into system_log (org_id, xact, id, published, event_type, actor_id,
                            severity, outcome, body)
                        values (?, ?::xid8, ?, ?, 'test.order', '', 'INFO', 'SUCCESS',
                            jsonb_build_object('target', jsonb_build_array(
                                jsonb_build_object('displayName', ?::text))))\
                        """,
                        tx.org(),
                        xact,
                        "evt" + xact,
                        tx.now(),
                        xact);
            }
            return true;
        });
        var filter =
                "&filter=eventType%20eq%20%22test.order%22&since="
                        + Json.time(org.now().minus(Duration.ofDays(1)));

        assertThat(names("/api/v1/logs?until=2100-01-01T00:00:00Z" + filter))
                .containsExactly("9", "10", "100");
        assertThat(names("/api/v1/logs?sortOrder=ASCENDING" + filter))
                .containsExactly("9", "10", "100");
    }

    private List<String> names(String path) {
        return org.get(path).is(200).all("/target/0/displayName");
    }
}
