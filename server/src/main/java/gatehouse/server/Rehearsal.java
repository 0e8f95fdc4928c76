package gatehouse.server;

import gatehouse.server.config.ConfigReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A first start with a few typical requests, in a folder that is thrown away: what the JDK writes
 * its archive from, so that later starts need not find all of it out again.
 */
final class Rehearsal {
    private static final int ROUNDS = 40;

    private Rehearsal() {}

    static void run() throws Exception {
        var folder = Files.createTempDirectory("gatehouse-rehearsal");
        try (var running =
                Running.start(
                        ConfigReader.read(
                                Map.of(
                                        "data-dir", folder.resolve("data").toString(),
                                        "port", "0",
                                        "https-port", "0",
                                        "hash-kibibytes", "64"),
                                Map.of(),
                                null))) {
            var made = running.firstRun();
            int port = Integer.parseInt(running.origin().replaceAll(".*:", ""));
            for (int round = 0; round < ROUNDS; round++) {
                requests(made).forEach(request -> send(port, request));
            }
        } finally {
            delete(folder);
        }
    }

    private static List<String> requests(Map<String, String> made) {
        var token = "Authorization: SSWS " + made.get("OKTA_CLIENT_TOKEN");
        var client =
                made.get("GATEHOUSE_SERVICE_CLIENT_ID")
                        + ":"
                        + made.get("GATEHOUSE_SERVICE_CLIENT_SECRET");
        var basic =
                "Authorization: Basic "
                        + Base64.getEncoder()
                                .encodeToString(client.getBytes(StandardCharsets.UTF_8));
        return List.of(
                request("GET", "/.well-known/openid-configuration", "Accept: */*", ""),
                request("GET", "/oauth2/default/v1/keys", "Accept: */*", ""),
                request("GET", "/api/v1/users", token, ""),
                request("GET", "/api/v1/apps", token, ""),
                request(
                        "POST",
                        "/oauth2/default/v1/token",
                        basic + "\r\nContent-Type: application/x-www-form-urlencoded",
                        "grant_type=client_credentials&scope=sample.read"));
    }

    private static String request(String method, String path, String headers, String body) {
        return "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n\r\n%s"
                .formatted(method, path, body.length(), headers, body);
    }

    private static void send(int port, String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.startsWith("HTTP/1.1 200")) {
                throw new IllegalStateException("rehearsal failed: " + answer);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
