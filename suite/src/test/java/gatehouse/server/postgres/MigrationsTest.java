package gatehouse.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.TestOrg;
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
}
