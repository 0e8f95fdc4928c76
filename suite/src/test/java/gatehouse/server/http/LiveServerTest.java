package gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.server.config.ConfigReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a server on sockets can show. */
@TestInstance(Lifecycle.PER_CLASS)
class LiveServerTest {
    private static final String METADATA = "/.well-known/okta-organization";
    private Path folder;
    private LiveServer server;

    @BeforeAll
    void starts(@TempDir Path fresh) throws Exception {
        folder = fresh;
        server = new LiveServer(folder, Map.of("trusted-proxies", "10.1.0.0/16"));
    }

    @AfterAll
    void stops() {
        server.close();
    }

    @Test
    void the_first_start_tells_all_there_is_and_keeps_it_for_its_owner() throws IOException {
        var file = folder.resolve("first-run.env");

        assertThat(server.facts.keySet())
                .containsExactlyInAnyOrder(
                        "OKTA_CLIENT_ORGURL",
                        "OKTA_CLIENT_TOKEN",
                        "GATEHOUSE_ADMIN_LOGIN",
                        "GATEHOUSE_ADMIN_PASSWORD",
                        "GATEHOUSE_CLIENT_ID",
                        "GATEHOUSE_CLIENT_SECRET",
                        "GATEHOUSE_SERVICE_CLIENT_ID",
                        "GATEHOUSE_SERVICE_CLIENT_SECRET",
                        "GATEHOUSE_HTTPS_URL",
                        "GATEHOUSE_CA");
        assertThat(Files.readAllLines(file))
                .containsExactlyInAnyOrderElementsOf(
                        server.facts.entrySet().stream()
                                .map(fact -> fact.getKey() + "=" + fact.getValue())
                                .toList());
        for (var kept : List.of("first-run.env", "master.key", "ca.p12")) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(folder.resolve(kept))))
                    .as(kept)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void who_took_over_what_the_first_start_told_may_start_again() {
        ConfigReader.read(Map.of(), server.facts, null);
    }

    @Test
    void https_is_vouched_for_by_the_local_authority() throws Exception {
        assertThat(server.getSecurely("localhost", METADATA))
                .startsWith("HTTP/1.1 200")
                .contains("\"https://localhost\"");
    }

    @Test
    void a_body_that_is_too_large_is_refused_in_okta_s_words() throws IOException {
        var much = "x".repeat(3 << 20);
        var head =
                List.of(
                        "POST /api/v1/users HTTP/1.1",
                        "Host: localhost",
                        "Content-Type: text/plain");
        var sized = List.of("Content-Length: " + much.length());
        var chunked = List.of("Transfer-Encoding: chunked");
        var chunk = Integer.toHexString(much.length()) + "\r\n" + much + "\r\n0\r\n\r\n";

        for (var answer :
                List.of(
                        tooLarge(concat(head, sized), much),
                        tooLarge(concat(head, chunked), chunk))) {
            assertThat(answer)
                    .startsWith("HTTP/1.1 413")
                    .contains("E0000003", "X-Okta-Request-Id: ", "X-Rate-Limit-Remaining: ");
        }
    }

    private static List<String> concat(List<String> head, List<String> more) {
        return java.util.stream.Stream.of(head, more).flatMap(List::stream).toList();
    }

    /** The server may hang up before all was sent; what it said before is there to be read. */
    private String tooLarge(List<String> head, String body) throws IOException {
        var text = String.join("\r\n", head) + "\r\n" + server.token() + "\r\n\r\n" + body;
        try (var socket = server.connect()) {
            var _ =
                    CompletableFuture.runAsync(() -> {
                        try {
                            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                        } catch (IOException e) {
                            assertThat(e).hasMessageMatching(".*(reset|pipe|closed|abort).*");
                        }
                    });
            var first = socket.getInputStream().readNBytes(1_000);
            return new String(first, StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nHost: other\r\n\r\n",
                "POST /api/v1/users HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n"
                        + "Content-Length: 3\r\n\r\n{}",
                "POST /api/v1/users HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n{}",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked,x\r\n\r\n",
                "GET /\u0000 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nBad Header: 1\r\n\r\n",
            })
    void what_is_no_http_is_refused_and_the_connection_closed(String request) throws IOException {
        var answer = server.send(request.getBytes(StandardCharsets.UTF_8));

        assertThat(answer).matches("(?s)HTTP/1.1 (400|431|501|505).*");
        assertThat(answer.split("\r\n\r\n", 2)[1]).contains("E000000");
    }

    @Test
    void headers_have_a_limit() throws IOException {
        assertThat(server.get(METADATA, "X-Long: " + "x".repeat(100_000)))
                .startsWith("HTTP/1.1 431")
                .contains("E0000003");
    }

    @Test
    void a_doubled_first_slash_is_one() throws IOException {
        assertThat(server.get("//api/v1/users/me", server.token())).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.test", "localhost.evil.test", "a.b.localhost", "nobody.localhost", ""})
    void a_host_that_names_no_org_is_not_answered(String host) throws IOException {
        assertThat(server.get(METADATA, "Host: " + host)).matches("(?s)HTTP/1.1 40[04].*");
    }

    @Test
    void nobody_forwards_who_is_not_a_proxy_of_ours() throws IOException {
        var answer =
                server.get(
                        METADATA,
                        "Host: localhost",
                        "X-Forwarded-Host: evil.test",
                        "X-Forwarded-Proto: https",
                        "Forwarded: host=evil.test");

        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("evil.test", "https://");
    }

    @Test
    void its_health_is_told_whatever_the_host() throws IOException {
        assertThat(server.get("/health/live", "Host: 10.0.0.7")).contains("200", "UP");
        assertThat(server.get("/health/ready", "Host: 10.0.0.7")).contains("200", "UP");
    }

    @Test
    void what_it_counts_is_told_to_those_who_run_it() throws IOException {
        server.get("/api/v1/users/me", server.token());
        server.get("/no/such/path/as/this");

        assertThat(server.get("/metrics"))
                .contains(
                        "gatehouse_requests_seconds_count{method=\"GET\",operation=\"getUser\",status=\"200\"}",
                        "operation=\"none\",status=\"404\"",
                        "gatehouse_database_connections{state=\"active\"}",
                        "jvm_memory_used_bytes")
                .doesNotContain("/no/such");
        assertThat(server.get("/metrics", "X-Forwarded-For: 203.0.113.9")).contains("404");
    }

    @Test
    void each_answer_has_a_line_in_the_access_log_without_what_is_secret() throws Exception {
        server.get("/api/v1/users/me?secret=of-the-query", server.token());
        server.get("/reset_password/token-of-a-letter");
        var head =
                List.of(
                        "DELETE /api/v1/users/000nobody HTTP/1.1",
                        "Host: localhost",
                        server.token());
        var id = server.send(head, "").replaceAll("(?s).*X-Okta-Request-Id: (\\S+).*", "$1");

        var line = awaited(id);
        assertThat(line)
                .contains(
                        " 127.0.0.1 DELETE /api/v1/users/000nobody 404 ",
                        " deleteUser 00o",
                        " 00u");
        assertThat(String.join("\n", server.accessLog()))
                .contains("GET /api/v1/users/me 200")
                .contains("GET /reset_password/{token} ")
                .doesNotContain("of-the-query", "of-a-letter", "SSWS");
    }

    /** The line of a request, which is written a moment after the answer. */
    private String awaited(String id) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (System.nanoTime() < end) {
            var line = server.accessLog().stream().filter(text -> text.endsWith(id)).findFirst();
            if (line.isPresent()) {
                return line.get();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no line for " + id + " in " + server.accessLog());
    }

    @Test
    void a_head_is_a_get_without_its_body() throws IOException {
        var head = List.of("HEAD " + METADATA + " HTTP/1.1", "Host: localhost");
        var answer = server.send(head, "");

        assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
        assertThat(Arrays.stream(answer.split("\r\n")))
                .anyMatch(line -> line.matches("Content-Length: [1-9]\\d+"));
    }
}
