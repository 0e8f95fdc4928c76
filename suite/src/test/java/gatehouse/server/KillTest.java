package gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Await;
import gatehouse.testkit.Wire;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** {@code kill -9} at any moment, and a start after it: nothing that was acknowledged is lost. */
@Tag("slow")
@Execution(ExecutionMode.SAME_THREAD)
class KillTest {
    private static final int WRITERS = 4;
    private static final String DEFAULT = "/oauth2/default/v1/";
    private static final String REDIRECT = "http://localhost:3000/authorization-code/callback";

    private @TempDir Path folder;
    private final AtomicInteger number = new AtomicInteger();

    private void create(ServerProcess server, Queue<String> acknowledged) {
        try {
            while (true) {
                int n = number.getAndIncrement();
                var body =
                        """
                        {"profile": {"firstName": "Ann", "lastName": "Lee",
                         "login": "ann%1$d@x.test", "email": "ann%1$d@x.test"}}\
                        """
                                .formatted(n);
                var reply = server.api("POST", "/api/v1/users?activate=false", body);
                assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
                acknowledged.add(ServerProcess.json(reply).path("id").asString());
            }
        } catch (IOException e) {
            assertThat(e).as("the server was killed").isNotNull();
        }
    }

    @Test
    void what_was_acknowledged_is_there_after_a_kill() throws Exception {
        var acknowledged = new ConcurrentLinkedQueue<String>();
        for (int many : List.of(20, 35, 60)) {
            var server = ServerProcess.start(folder);
            int enough = acknowledged.size() + many;
            try (var threads = Executors.newFixedThreadPool(WRITERS)) {
                for (int i = 0; i < WRITERS; i++) {
                    threads.execute(() -> create(server, acknowledged));
                }
                try {
                    Await.within(ServerProcess.PATIENCE, () -> acknowledged.size() >= enough);
                } finally {
                    server.kill();
                }
            }
        }
        try (var server = ServerProcess.start(folder)) {
            for (var id : acknowledged) {
                assertThat(server.api("GET", "/api/v1/users/" + id, "").statusCode())
                        .isEqualTo(200);
                assertThat(created(server, id)).as("events of " + id).isEqualTo(1);
            }
        }
    }

    private static long created(ServerProcess server, String user) throws IOException {
        var filter = "eventType+eq+%22user.lifecycle.create%22+and+target.id+eq+%22" + user + "%22";
        var events = ServerProcess.json(server.api("GET", "/api/v1/logs?filter=" + filter, ""));
        return StreamSupport.stream(events.spliterator(), false).count();
    }

    /** What makes the database is a process of its own, and goes on when its server is killed. */
    @ParameterizedTest
    @ValueSource(strings = {"global", "base/1", "base/4", "postmaster.pid"})
    void a_database_that_was_half_made_is_made_anew(String file) throws Exception {
        var half = folder.resolve("data/postgres.new").resolve(file);
        var whole = folder.resolve("data/postgres");
        var server = ServerProcess.launch(folder);
        // What is there for a moment may be missed; then one is killed that was just made.
        Await.within(ServerProcess.PATIENCE, () -> Files.exists(half) || Files.exists(whole));
        server.kill();
        try (var next = ServerProcess.start(folder)) {
            assertThat(next.api("GET", "/api/v1/users/me", "").statusCode()).isEqualTo(200);
            assertThat(folder.resolve("data/postgres.new")).doesNotExist();
        }
    }

    @Test
    void a_first_start_that_was_killed_is_made_whole() throws Exception {
        for (int millis : List.of(300, 1_200, 2_500, 4_000, 6_000)) {
            var server = ServerProcess.launch(folder);
            LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
            server.kill();
        }
        try (var server = ServerProcess.start(folder)) {
            assertThat(server.facts()).containsKeys("OKTA_CLIENT_TOKEN", "GATEHOUSE_CLIENT_SECRET");
            assertThat(server.api("GET", "/api/v1/users/me", "").statusCode()).isEqualTo(200);
            assertThat(serviceToken(server).statusCode()).isEqualTo(200);
            assertThat(Files.readString(folder.resolve("data/first-run.env"))).endsWith("\n");
        }
    }

    private static Map<String, String> basic(ServerProcess server, String client)
            throws IOException {
        var facts = server.facts();
        var headers =
                new HashMap<>(
                        Wire.basic(
                                Objects.requireNonNull(facts.get(client + "_ID")),
                                Objects.requireNonNull(facts.get(client + "_SECRET"))));
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        return headers;
    }

    private static HttpResponse<String> serviceToken(ServerProcess server) throws IOException {
        var client = basic(server, "GATEHOUSE_SERVICE_CLIENT");
        var form = "grant_type=client_credentials&scope=sample.read";
        return server.send("POST", DEFAULT + "token", client, form);
    }

    /** Catalogue D4.4, CVE-2026-9802: a restart let rotated refresh tokens be used again. */
    @Test
    void a_refresh_token_that_was_used_stays_used() throws Exception {
        String first;
        String second;
        var killed = ServerProcess.start(folder);
        withoutLeeway(killed);
        first =
                refreshToken(
                        token(
                                killed,
                                "grant_type=authorization_code&code="
                                        + code(killed)
                                        + "&code_verifier="
                                        + Wire.VERIFIER
                                        + "&redirect_uri="
                                        + REDIRECT));
        second = refreshToken(refresh(killed, first));
        killed.kill();

        try (var server = ServerProcess.start(folder)) {
            assertThat(refresh(server, first).body()).contains("invalid_grant");
            assertThat(refresh(server, second).body()).as("its family").contains("invalid_grant");
        }
    }

    /** By itself a token may be sent again within half a minute, which a restart may be within. */
    private static void withoutLeeway(ServerProcess server) throws IOException {
        var path = "/api/v1/apps/" + server.facts().get("GATEHOUSE_CLIENT_ID");
        var app = ServerProcess.json(server.api("GET", path, ""));
        ((ObjectNode) app.at("/settings/oauthClient"))
                .putObject("refresh_token")
                .put("rotation_type", "ROTATE")
                .put("leeway", 0);
        assertThat(server.api("PUT", path, app.toString()).statusCode()).isEqualTo(200);
    }

    private static String code(ServerProcess server) throws IOException {
        var facts = server.facts();
        var person =
                "{\"username\": \"%s\", \"password\": \"%s\"}"
                        .formatted(
                                facts.get("GATEHOUSE_ADMIN_LOGIN"),
                                facts.get("GATEHOUSE_ADMIN_PASSWORD"));
        var proof =
                ServerProcess.json(server.api("POST", "/api/v1/authn", person))
                        .path("sessionToken")
                        .asString();
        var authorize =
                DEFAULT
                        + "authorize?response_type=code&state=s&scope=openid%20offline_access"
                        + "&code_challenge_method=S256&code_challenge="
                        + Wire.CHALLENGE
                        + "&client_id="
                        + facts.get("GATEHOUSE_CLIENT_ID")
                        + "&redirect_uri="
                        + REDIRECT
                        + "&sessionToken="
                        + proof;
        var location = server.send("GET", authorize, Map.of(), "").headers().firstValue("location");
        return location.orElseThrow().replaceAll(".*[?&]code=([^&]*).*", "$1");
    }

    private static HttpResponse<String> token(ServerProcess server, String form)
            throws IOException {
        return server.send("POST", DEFAULT + "token", basic(server, "GATEHOUSE_CLIENT"), form);
    }

    private static HttpResponse<String> refresh(ServerProcess server, String token)
            throws IOException {
        return token(server, "grant_type=refresh_token&refresh_token=" + token);
    }

    private static String refreshToken(HttpResponse<String> reply) {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return ServerProcess.json(reply).path("refresh_token").asString();
    }
}
