package gatehouse.server.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** The connections to PostgreSQL, made for a role that row-level security holds for. */
public final class Database {
    private static final Logger LOG = Logger.getLogger(Database.class.getName());
    private static final int OLDEST = 150_000;
    private static final String APPLICATION_ROLE = "gatehouse_app";

    private Database() {}

    /** The database cannot be used; the message says what to do. */
    public static final class Unusable extends RuntimeException {
        Unusable(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Connects, and brings the schema up to this version.
     *
     * @param url {@code jdbc:postgresql:…} or {@code postgresql://user:password@host:port/name}
     * @throws Unusable where it is not there, too old, or not ours to use
     */
    public static HikariDataSource open(String url, int poolSize) {
        var jdbc = jdbc(url);
        boolean tooMighty = inspect(jdbc);
        var config = new HikariConfig();
        config.setJdbcUrl(jdbc);
        config.setMaximumPoolSize(poolSize);
        config.setMinimumIdle(2);
        config.addDataSourceProperty("prepareThreshold", "3");
        config.addDataSourceProperty("preparedStatementCacheQueries", "512");
        config.addDataSourceProperty("ApplicationName", "gatehouse");
        if (tooMighty) {
            config.setConnectionInitSql("set role " + APPLICATION_ROLE);
        }
        var pool = new HikariDataSource(config);
        migrate(pool);
        return pool;
    }

    static String jdbc(String url) {
        if (url.startsWith("jdbc:")) {
            return url;
        }
        var uri = URI.create(url);
        var user = uri.getUserInfo() == null ? "" : uri.getRawUserInfo();
        var parts = user.split(":", 2);
        var query = uri.getRawQuery() == null ? "" : "&" + uri.getRawQuery();
        return "jdbc:postgresql://%s%s%s?user=%s%s%s"
                .formatted(
                        uri.getHost(),
                        uri.getPort() < 0 ? "" : ":" + uri.getPort(),
                        uri.getPath(),
                        parts[0],
                        parts.length == 1 ? "" : "&password=" + parts[1],
                        query);
    }

    /** Whether the role is one that row-level security does not hold for. */
    private static boolean inspect(String jdbc) {
        try (var connection = DriverManager.getConnection(jdbc)) {
            if (number(connection, "select current_setting('server_version_num')::int") < OLDEST) {
                throw new Unusable("The database is older than PostgreSQL 15.");
            }
            if (number(connection, "select (current_setting('server_encoding') = 'UTF8')::int")
                    == 0) {
                throw new Unusable("The database cannot be used: its encoding is not UTF8.");
            }
            boolean mighty =
                    number(
                                    connection,
                                    "select count(*) from pg_roles where rolname = current_user"
                                            + " and (rolsuper or rolbypassrls)")
                            > 0;
            if (mighty) {
                makeRole(connection);
            }
            if (number(connection, "select (lower('\u00c4') = '\u00e4')::int") == 0) {
                LOG.warning(
                        "The database's locale knows no letters but those of English: lists that are"
                                + " narrowed by a name tell capitals from small letters beyond them.");
            }
            return mighty;
        } catch (SQLException e) {
            throw new Unusable("The database cannot be used: " + e.getMessage());
        }
    }

    private static void makeRole(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            if (number(
                            connection,
                            "select count(*) from pg_roles where rolname = '"
                                    + APPLICATION_ROLE
                                    + "'")
                    == 0) {
                statement.execute("create role " + APPLICATION_ROLE + " nologin");
            }
            statement.execute("grant create, usage on schema public to " + APPLICATION_ROLE);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /**
     * Flyway takes a third of a start to load, so it is not, where nothing is to be done. Each
     * module numbers its own, so a later version may bring a lower number.
     */
    private static void migrate(HikariDataSource pool) {
        var applied = applied(pool);
        if (!applied.containsAll(Migrations.ALL)) {
            try {
                Flyway.configure()
                        .dataSource(pool)
                        .locations("classpath:db")
                        .outOfOrder(!applied.isEmpty())
                        .load()
                        .migrate();
            } catch (FlywayException e) {
                throw new Unusable(
                        "The database cannot be used, its tables cannot be made: " + root(e));
            }
        }
    }

    private static @Nullable String root(Throwable problem) {
        var cause = problem.getCause();
        return cause == null ? problem.getMessage() : root(cause);
    }

    private static Set<String> applied(HikariDataSource pool) {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            var there =
                    statement.executeQuery(
                            "select to_regclass('flyway_schema_history') is not null");
            there.next();
            if (!there.getBoolean(1)) {
                return Set.of();
            }
            var rows =
                    statement.executeQuery(
                            "select version from flyway_schema_history where success");
            var versions = new HashSet<String>();
            while (rows.next()) {
                versions.add(rows.getString(1));
            }
            return versions;
        } catch (SQLException e) {
            throw new Unusable("The database cannot be used: " + e.getMessage());
        }
    }

    /** The versions of the schema, as the files are numbered; a test holds the two together. */
    static final class Migrations {
        static final List<String> ALL =
                List.of(
                        """
                        001 002 003 004
                        010 011 012 013 014
                        020 021
                        030 031 032 039
                        040 041 042 043 046 047 048 049
                        050 051 052 053 054 055 056 057 058
                        060 062 063
                        070
                        080 081 082 086 087 088
                        110 111 112
                        130 131 132 133 134 135 136 138 139
                        140 142
                        """
                                .strip()
                                .split("\\s+"));

        private Migrations() {}
    }
}
