package gatehouse.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.TestDatabase;
import gatehouse.testkit.TestOrg;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    /** The tests' database was migrated by Flyway, which takes whatever files there are. */
    @Test
    void the_server_knows_every_migration_there_is() {
        var files =
                TestOrg.fresh()
                        .inTx(tx ->
                                tx.list(
                                        "select version from flyway_schema_history"
                                                + " where version is not null",
                                        row -> row.text("version")));

        assertThat(Database.Migrations.ALL).containsExactlyInAnyOrderElementsOf(files);
    }

    /** Each module has its own numbers, so what is added later may have a lower one. */
    @Test
    void a_database_that_has_later_numbers_already_gets_an_earlier_one() throws SQLException {
        var url = TestDatabase.another("earlier");
        Database.open(url, 3).close();
        execute(
                url,
                "delete from flyway_schema_history where version = '014'",
                "alter table user_value add foreign key (org_id, user_id) references users");

        Database.open(url, 3).close();

        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select 1 from flyway_schema_history where version = '014'")) {
            assertThat(rows.next()).isTrue();
        }
    }

    private static void execute(String url, String... all) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            for (var sql : all) {
                statement.execute(sql);
            }
        }
    }
}
