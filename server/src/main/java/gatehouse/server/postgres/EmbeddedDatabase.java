package gatehouse.server.postgres;

import gatehouse.kernel.World;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;

/**
 * A PostgreSQL of our own under the data directory, durable as any other: it answers on the
 * loopback address alone, and asks for a password.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final String RULES =
            """
            local all all scram-sha-256
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128 scram-sha-256
            """;
    private static final String UNPACKED = ".exists";
    private static final int PASSWORD_LENGTH = 32;
    private static final long PATIENCE_SECONDS = 20;

    private final EmbeddedPostgres postgres;
    private final String password;

    private EmbeddedDatabase(EmbeddedPostgres postgres, String password) {
        this.postgres = postgres;
        this.password = password;
    }

    /**
     * Starts it. At the first start it is made in a folder beside, which takes its name only once
     * it is whole: a first start may be cut off at any moment.
     */
    public static EmbeddedDatabase start(Path dataDir, World world)
            throws IOException, SQLException {
        var folder = dataDir.resolve("postgres").toAbsolutePath();
        var password = password(dataDir.resolve("postgres.password"), world);
        var binaries = dataDir.resolve("postgres-bin").toAbsolutePath();
        deleteHalves(binaries);
        if (!Files.exists(folder)) {
            var draft = dataDir.resolve("postgres.new").toAbsolutePath();
            Orphans.end(draft);
            delete(draft);
            launch(draft, binaries, password).close();
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        Orphans.end(folder);
        return launch(folder, binaries, password);
    }

    private static EmbeddedDatabase launch(Path folder, Path binaries, String password)
            throws IOException, SQLException {
        var postgres =
                EmbeddedPostgres.builder()
                        .setDataDirectory(folder)
                        .setCleanDataDirectory(false)
                        .setOverrideWorkingDirectory(binaries.toFile())
                        .setRegisterShutdownHook(false)
                        .setPGStartupWait(Duration.ofSeconds(PATIENCE_SECONDS))
                        .setConnectConfig("password", password)
                        .setLocaleConfig("locale", "C")
                        .setLocaleConfig("locale-provider", "builtin")
                        .setLocaleConfig("builtin-locale", "C.UTF-8")
                        .setLocaleConfig("encoding", "UTF8")
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("max_connections", "50")
                        .setServerConfig("shared_buffers", "64MB")
                        .setServerConfig("wal_compression", "on")
                        .setServerConfig("jit", "off")
                        // Of a table it believes empty, PostgreSQL may read whole another index
                        // than the one that finds a row; a new org fills faster than by the minute.
                        .setServerConfig("autovacuum_naptime", "10s")
                        .start();
        // They were unpacked where everybody may write.
        Files.setPosixFilePermissions(binaries, PosixFilePermissions.fromString("rwx------"));
        var database = new EmbeddedDatabase(postgres, password);
        database.prepare(folder);
        return database;
    }

    /** What was unpacked to its end has a mark; the rest keeps it from being unpacked again. */
    private static void deleteHalves(Path binaries) throws IOException {
        if (!Files.exists(binaries)) {
            return;
        }
        try (var unpacked = Files.list(binaries)) {
            for (var folder : unpacked.filter(Files::isDirectory).toList()) {
                if (!Files.exists(folder.resolve(UNPACKED))) {
                    delete(folder);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var all = Files.walk(folder)) {
                for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static String password(Path file, World world) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var owner = PosixFilePermissions.fromString("rw-------");
            Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
        }
        if (Files.readString(file).isBlank()) {
            Files.writeString(file, world.secret(PASSWORD_LENGTH) + "\n");
        }
        return Files.readString(file).strip();
    }

    /** Done again with each start, so that a first start that was cut off is made whole. */
    private void prepare(Path folder) throws IOException, SQLException {
        var rules = folder.resolve("pg_hba.conf");
        try (var admin =
                postgres.getPostgresDatabase(java.util.Map.of("password", password))
                        .getConnection()) {
            if (!exists(admin, "select 1 from pg_roles where rolname = 'gatehouse'")) {
                run(admin, "create role gatehouse login");
            }
            if (!exists(admin, "select 1 from pg_database where datname = 'gatehouse'")) {
                run(admin, "create database gatehouse owner gatehouse");
            }
            if (!Files.readString(rules).equals(RULES)) {
                run(admin, "alter role postgres password '" + password + "'");
                run(admin, "alter role gatehouse password '" + password + "'");
                Files.writeString(rules, RULES);
                run(admin, "select pg_reload_conf()");
            }
        }
    }

    private static boolean exists(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Where it is, for a role that sees nothing past its org. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:"
                + postgres.getPort()
                + "/gatehouse?user=gatehouse&password="
                + password;
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
