package gatehouse.testkit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import gatehouse.kernel.db.Connections;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/**
 * One real PostgreSQL for the whole run. Tests share it because each brings its own org. It is one
 * of our own, unless the system property {@code gatehouse.test.database} names another: the JDBC
 * URL of somebody who may make roles and databases there.
 */
public final class TestDatabase {
    private static final int SIZE = 16;
    private static final String ADMIN = admin();
    private static final HikariDataSource POOL = migrated(another("gatehouse"));
    static final Connections CONNECTIONS = new Connections(POOL, SIZE);

    private TestDatabase() {}

    private static String admin() {
        var named = System.getProperty("gatehouse.test.database");
        var url = named == null ? embedded().getJdbcUrl("postgres", "postgres") : named;
        execute(url, "create role gatehouse login");
        return url;
    }

    private static EmbeddedPostgres embedded() {
        try {
            return EmbeddedPostgres.builder()
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("max_connections", "60")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(String url, String sql) {
        try (var admin = DriverManager.getConnection(url);
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
        execute(ADMIN, "create database " + name + " owner gatehouse");
        return ADMIN.replaceFirst("/[^/?]*\\?", "/" + name + "?")
                .replaceFirst("([?&]user=)[^&]*", "$1gatehouse");
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
