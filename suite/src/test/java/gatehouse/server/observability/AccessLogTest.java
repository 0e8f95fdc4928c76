package gatehouse.server.observability;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class AccessLogTest {
    private static Answered answered(String path) {
        return new Answered(
                Instant.parse("2026-01-01T00:00:00Z"),
                "the-id",
                "203.0.113.9",
                "GET",
                path,
                200,
                "listUsers",
                "00oorg",
                "",
                Duration.ofNanos(1_250_000));
    }

    @Test
    void a_line_is_written_for_each_answer_before_the_log_is_closed() {
        var out = new ByteArrayOutputStream();
        try (var log = AccessLog.start(out, false)) {
            for (int i = 0; i < 1_000; i++) {
                log.note(answered("/api/v1/users"));
            }
        }
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(1_000)
                .containsOnly(
                        "2026-01-01T00:00:00.000Z 203.0.113.9 GET /api/v1/users 200 1.3 ms"
                                + " listUsers 00oorg - the-id");
    }

    @Test
    void nobody_writes_a_line_of_their_own() {
        var nasty = answered("/a\r\n203.0.113.1 GET /forged 200\u2028\u0085\t\u001b[2J");

        assertThat(AccessLog.text(nasty).strip().lines()).hasSize(1);
        assertThat(AccessLog.text(nasty)).doesNotContain("\r", "\u001b", "\t");
        assertThat(AccessLog.json(nasty).strip().lines()).hasSize(1);
    }

    @Test
    void a_line_may_be_json() {
        var line = Json.MAPPER.readTree(AccessLog.json(answered("/x\"y")));

        assertThat(line.path("path").asString()).isEqualTo("/x\"y");
        assertThat(line.path("status").asInt()).isEqualTo(200);
        assertThat(line.path("milliseconds").asDouble()).isEqualTo(1.3);
        assertThat(line.path("org").asString()).isEqualTo("00oorg");
    }

    @Test
    void a_reader_who_stops_keeps_nobody_waiting() {
        var free = new CountDownLatch(1);
        var stuck =
                new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        try {
                            free.await();
                        } catch (InterruptedException e) {
                            throw new IOException(e);
                        }
                    }
                };
        try (var log = AccessLog.start(stuck, false)) {
            for (int i = 0; i < 20_000; i++) {
                log.note(answered("/"));
            }
            assertThat(log.leftOut()).isGreaterThan(1_000);
            free.countDown();
        }
    }

    @Test
    void what_the_server_says_of_itself_may_be_json_too() {
        var said = new LogRecord(Level.WARNING, "two\nlines of {0}");
        said.setParameters(new Object[] {"text"});
        said.setThrown(new IllegalStateException("why"));
        said.setLoggerName("gatehouse");

        var line = new LogLines().format(said);

        assertThat(line.strip().lines()).hasSize(1);
        var json = Json.MAPPER.readTree(line);
        assertThat(json.path("message").asString()).isEqualTo("two\nlines of text");
        assertThat(json.path("error").asString()).contains("IllegalStateException: why");
        assertThat(json.path("level").asString()).isEqualTo("WARNING");
    }
}
