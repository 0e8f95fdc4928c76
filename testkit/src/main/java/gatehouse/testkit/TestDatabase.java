package gatehouse.testkit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import gatehouse.kernel.db.Connections;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** One real PostgreSQL for the whole run. Tests share it because each brings its own org. */
public final class TestDatabase {
    private static final int SIZE = 16;
    private static final EmbeddedPostgres POSTGRES = postgres();
    private static final HikariDataSource POOL = migrated(another("gatehouse"));
    static final Connections CONNECTIONS = new Connections(POOL, SIZE);

    private TestDatabase() {}

    private static EmbeddedPostgres postgres() {
        try {
            var postgres =
                    EmbeddedPostgres.builder()
                            .setLocaleConfig("locale", "C")
                            .setLocaleConfig("locale-provider", "builtin")
                            .setLocaleConfig("builtin-locale", "C.UTF-8")
                            .setServerConfig("fsync", "off")
                            .setServerConfig("synchronous_commit", "off")
                            .setServerConfig("max_connections", "60")
                            .start();
            execute(postgres, "create role gatehouse login");
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) {
        try (var admin = postgres.getPostgresDatabase().getConnection();
                var statement = admin.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * An empty database beside that of the tests: for a server with a clock and workers of its own,
     * which would do the jobs of the tests' orgs and sweep what they still need.
     *
     * @return where it is
     */
    public static String another(String name) {
        execute(POSTGRES, "create database " + name + " owner gatehouse");
        return POSTGRES.getJdbcUrl("gatehouse", name);
    }

    private static HikariDataSource migrated(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(SIZE);
        var pool = new HikariDataSource(config);
        Flyway.configure().dataSource(pool).locations("classpath:db").load().migrate();
        return pool;
    }

    /** Where it is, for those who bring connections of their own. */
    public static String url() {
        return POOL.getJdbcUrl();
    }

    /** A connection in no org: row-level security shows it nothing. */
    public static Connection connection() throws SQLException {
        return POOL.getConnection();
    }
}
