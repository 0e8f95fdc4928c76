package gatehouse.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starts that cannot succeed say why in a line, and starts that can do not care how. */
@Tag("slow")
class StartTest {
    private static final Path LAUNCHER = Path.of("../gatehouse").toAbsolutePath().normalize();
    private @TempDir Path folder;

    private String refused(String... options) throws Exception {
        var server = ServerProcess.launch(folder, options);
        assertThat(server.ends()).isEqualTo(2);
        assertThat(server.said()).doesNotContain("\tat ");
        return server.said();
    }

    @Test
    void a_database_that_is_not_there_is_told() throws Exception {
        var nowhere = "postgresql://gatehouse:secret-word@127.0.0.1:1/gatehouse";

        assertThat(refused("--database-url", nowhere))
                .contains("The database cannot be used: ", "refused")
                .doesNotContain("secret-word");
    }

    @Test
    void a_database_of_another_name_is_told() throws Exception {
        var other = TestDatabase.url().replace("/gatehouse?", "/nothing?");

        assertThat(refused("--database-url", other)).contains("\"nothing\" does not exist");
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense, 'database-url must be'",
        "mysql://localhost/x, 'database-url must be'",
        "jdbc:mysql://localhost/x, 'database-url must be'"
    })
    void what_is_no_database_at_all_is_told(String url, String told) throws Exception {
        assertThat(refused("--database-url", url)).contains(told);
    }

    @Test
    void a_setting_that_does_not_exist_is_told() throws Exception {
        assertThat(refused("--prot", "1")).contains("--prot");
    }

    @Test
    void a_database_that_may_not_be_used_is_told() throws Exception {
        var admin = TestDatabase.url().replace("user=gatehouse", "user=postgres");
        try (var connection = DriverManager.getConnection(admin);
                var statement = connection.createStatement()) {
            statement.execute("create database others");
            statement.execute(
                    "create database bytes encoding 'SQL_ASCII' locale_provider libc locale 'C'"
                            + " template template0");
        }

        assertThat(refused("--database-url", TestDatabase.url().replace("/gatehouse?", "/others?")))
                .contains("The database cannot be used", "permission denied for schema public");
        assertThat(refused("--database-url", TestDatabase.url().replace("/gatehouse?", "/bytes?")))
                .contains("its encoding is not UTF8");
    }

    @ParameterizedTest
    @CsvSource({
        "env:GH_NO_SUCH_KEY, GH_NO_SUCH_KEY is not set",
        "env:HOME, base64",
        "vault:secret, must be file:PATH or env:NAME"
    })
    void a_master_key_that_is_none_is_told(String reference, String told) throws Exception {
        assertThat(refused("--database-url", TestDatabase.url(), "--master-key", reference))
                .contains(told);
    }

    @Test
    void a_file_of_breached_passwords_that_is_none_is_told() throws Exception {
        var file = Files.writeString(folder.resolve("passwords.txt"), "hunter2\n");

        assertThat(
                        refused(
                                "--database-url",
                                TestDatabase.url(),
                                "--breached-passwords",
                                file.toString()))
                .contains("passwords.txt has no SHA-1 hash at byte 0");
    }

    @Test
    void a_master_key_that_opens_nothing_is_told() throws Exception {
        var database = TestDatabase.another("sealed");
        ServerProcess.start(folder.resolve("one"), "--database-url", database).close();

        var other = ServerProcess.launch(folder.resolve("two"), "--database-url", database);

        assertThat(other.ends()).isEqualTo(2);
        assertThat(other.said()).contains("master-key is not the one").doesNotContain("\tat ");
    }

    @Test
    void a_port_that_is_taken_is_told() throws Exception {
        try (var taken = new java.net.ServerSocket(0)) {
            var server = ServerProcess.launch(folder, "--port", "" + taken.getLocalPort());

            assertThat(server.ends()).isNotZero();
            assertThat(server.said()).contains("in use");
        }
    }

    /** A superuser stands above row-level security, so the server works as a lesser role. */
    @Test
    void it_works_as_a_lesser_role_where_the_named_one_stands_above_the_walls() throws Exception {
        var admin = TestDatabase.url().replace("user=gatehouse", "user=postgres");
        try (var connection = DriverManager.getConnection(admin);
                var statement = connection.createStatement()) {
            statement.execute("create database mighty");
        }
        var mighty = admin.replace("/gatehouse?", "/mighty?");
        try (var server = ServerProcess.start(folder, "--database-url", mighty)) {
            assertThat(server.api("GET", "/api/v1/users/me", "").statusCode()).isEqualTo(200);
        }
        try (var connection = DriverManager.getConnection(mighty);
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select count(*) from pg_class c join pg_roles r on r.oid ="
                                        + " c.relowner where c.relname = 'users' and r.rolsuper")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
        try (var again = ServerProcess.start(folder, "--database-url", mighty)) {
            assertThat(again.api("GET", "/api/v1/users/me", "").statusCode()).isEqualTo(200);
        }
    }

    private static String launched(String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(java.util.List.of(LAUNCHER.toString()));
        command.addAll(java.util.List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + " " + said;
    }

    @Test
    void the_launcher_tells_what_it_can_do_and_which_version_it_is() throws Exception {
        var pom = Files.readString(LAUNCHER.resolveSibling("pom.xml"));
        var version = pom.replaceAll("(?s).*?<version>([^<]*)</version>.*", "$1");

        assertThat(launched("--help")).startsWith("0 Usage: ").contains("serve", "test");
        assertThat(launched("--version")).isEqualTo("0 gatehouse " + version + "\n");
        assertThat(launched("nonsense")).startsWith("2 Usage: ");
    }
}
