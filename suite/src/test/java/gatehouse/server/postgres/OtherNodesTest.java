package gatehouse.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.kernel.db.News;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.testkit.Await;
import gatehouse.testkit.TestDatabase;
import gatehouse.testkit.TestOrg;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class OtherNodesTest {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String NOWHERE = "jdbc:postgresql://127.0.0.1:1/none";
    private final TestOrg here = TestOrg.fresh();
    private final TestOrg there = here.elsewhere();

    private OtherNodes listening(String url) {
        var composition = there.composition();
        return OtherNodes.listen(url, composition.db().node(), composition.snapshots());
    }

    /** Changes the org on one node. */
    private void limit(boolean on) {
        here.post("/api/v1/org", "{\"rateLimited\": " + on + "}").is(200);
    }

    /** Whether the other one knows; it remembers the org since the request before. */
    private boolean knowsOfLimit() {
        return there.get("/api/v1/logs?limit=0").header("X-Rate-Limit-Limit").equals("60");
    }

    @Test
    void what_one_node_writes_the_others_see_within_a_second() throws Exception {
        try (var nodes = listening(TestDatabase.url())) {
            assertThat(nodes.heardWithin(PATIENCE)).isTrue();
            assertThat(knowsOfLimit()).isFalse();

            limit(true);

            Await.within(SOON, this::knowsOfLimit);
        }
    }

    @Test
    void while_nothing_can_be_heard_nothing_is_remembered_for_long() {
        try (var _ = listening(NOWHERE)) {
            assertThat(knowsOfLimit()).isFalse();

            limit(true);

            Await.within(SOON.multipliedBy(2), this::knowsOfLimit);
        }
    }

    @Test
    void a_channel_that_is_cut_is_opened_again() throws Exception {
        try (var nodes = listening(TestDatabase.url())) {
            assertThat(nodes.heardWithin(PATIENCE)).isTrue();
            assertThat(knowsOfLimit()).isFalse();

            cut();
            limit(true);

            Await.within(SOON.multipliedBy(2), this::knowsOfLimit);
            Await.within(PATIENCE, () -> channels() == 1);
            limit(false);
            Await.within(SOON.multipliedBy(2), () -> !knowsOfLimit());
        }
    }

    private void cut() {
        assertThat(count("select count(pg_terminate_backend(pid))")).isEqualTo(1);
    }

    private int channels() {
        return count("select count(*)");
    }

    private int count(String select) {
        var name = "gatehouse " + there.composition().db().node();
        try (var connection = TestDatabase.connection();
                var statement =
                        connection.prepareStatement(
                                select + " from pg_stat_activity where application_name = ?")) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void only_what_nodes_remember_is_told_and_only_once_it_is_there() throws SQLException {
        try (var connection = TestDatabase.connection()) {
            try (var statement = connection.createStatement()) {
                statement.execute("listen " + News.CHANNEL);
            }
            here.post("/api/v1/groups", "{\"profile\": {\"name\": \"Nobody listens\"}}").is(200);
            assertThatThrownBy(() -> here.inTx(tx -> changedAndRegretted(tx)))
                    .hasMessage("regretted");
            limit(true);

            var news = heard(connection).stream().filter(told -> told.org().equals(here.id()));

            assertThat(news)
                    .singleElement()
                    .satisfies(told -> {
                        assertThat(told.node()).isEqualTo(here.composition().db().node());
                        assertThat(told.tables()).contains("org");
                    });
        }
    }

    private static int changedAndRegretted(gatehouse.kernel.db.Tx tx) {
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute("update org set subdomain = 'gone' where org_id = ?", tx.org());
        throw new IllegalStateException("regretted");
    }

    private static List<News> heard(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select 1");
            statement.execute("unlisten " + News.CHANNEL);
        }
        var channel = connection.unwrap(PGConnection.class);
        return Arrays.stream(channel.getNotifications())
                .map(told -> News.of(told.getParameter()))
                .toList();
    }
}
