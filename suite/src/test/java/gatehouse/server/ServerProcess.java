package gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A server in a process of its own, as an operator starts it, for tests that end it badly. */
final class ServerProcess implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final int port = freePort();
    private final Process process;

    private ServerProcess(Path folder, List<String> options) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        this.process =
                new ProcessBuilder(command(folder, port, options))
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        folder.resolve("server.log").toFile()))
                        .start();
    }

    private static List<String> command(Path folder, int port, List<String> options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of("gatehouse.server.Main", "serve", "--hash-kibibytes", "64"));
        command.addAll(List.of("--https-port", "0"));
        if (!options.contains("--port")) {
            command.addAll(List.of("--port", "" + port));
        }
        command.addAll(List.of("--data-dir", folder.resolve("data").toString()));
        command.addAll(options);
        return command;
    }

    /** Starts it, and does not wait. */
    static ServerProcess launch(Path folder, String... options) throws IOException {
        return new ServerProcess(folder, List.of(options));
    }

    /** Starts it, and waits until it is ready. */
    static ServerProcess start(Path folder, String... options) throws IOException {
        var server = launch(folder, options);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!server.isReady()) {
            assertThat(server.process.isAlive()).as(server.said()).isTrue();
            assertThat(System.nanoTime()).as(server.said()).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return server;
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isReady() {
        try {
            return send("GET", "/health/ready", Map.of(), "").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    String said() throws IOException {
        return Files.readString(folder.resolve("server.log"));
    }

    Map<String, String> facts() throws IOException {
        return Files.readAllLines(folder.resolve("data/first-run.env")).stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(fact -> fact[0], fact -> fact[1]));
    }

    /**
     * @throws IOException where the server does not answer
     */
    HttpResponse<String> send(String method, String path, Map<String, String> headers, String body)
            throws IOException {
        var request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .timeout(PATIENCE)
                        .method(method, BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** As the administrator. */
    HttpResponse<String> api(String method, String path, String body) throws IOException {
        var headers =
                Map.of(
                        "Authorization",
                        "SSWS " + facts().get("OKTA_CLIENT_TOKEN"),
                        "Content-Type",
                        "application/json");
        return send(method, path, headers, body);
    }

    static JsonNode json(HttpResponse<String> response) {
        return Json.MAPPER.readTree(response.body());
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /** Waits until it ends by itself: its exit status. */
    int ends() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** {@code kill}: waits until it has stopped gracefully. */
    @Override
    public void close() {
        process.destroy();
        assertThat(process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join())
                .isNotNull();
    }
}
