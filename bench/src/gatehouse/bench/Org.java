package gatehouse.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The default org of a server, through its management API. */
final class Org {
    static final String PASSWORD = "Correct9horse";
    private static final JsonMapper JSON = new JsonMapper();

    private final Server server;
    private final Map<String, String> admin;
    private final Map<String, String> facts;

    Org(Server server) throws IOException {
        this.server = server;
        this.facts = server.facts();
        this.admin = Map.of("Authorization", "SSWS " + facts.get("OKTA_CLIENT_TOKEN"));
    }

    Map<String, String> admin() {
        return admin;
    }

    String fact(String name) {
        return facts.get(name);
    }

    /** The header by which a sample application says who it is. */
    Map<String, String> client(String name) {
        return basic(facts.get("GATEHOUSE_" + name + "_ID"), facts.get("GATEHOUSE_" + name + "_SECRET"));
    }

    static Map<String, String> basic(String id, String secret) {
        var both = (id + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
    }

    JsonNode get(String path) throws IOException {
        try (var connection = server.connect()) {
            return read(connection.get(path, admin).expect(200));
        }
    }

    JsonNode post(String path, String body) throws IOException {
        return send("POST", path, body);
    }

    JsonNode put(String path, String body) throws IOException {
        return send("PUT", path, body);
    }

    private JsonNode send(String method, String path, String body) throws IOException {
        try (var connection = server.connect()) {
            return read(connection.json(method, path, admin, body).success());
        }
    }

    static JsonNode read(Connection.Answer answer) {
        return JSON.readTree(answer.body());
    }

    /** The body that registers a person; each number is another. */
    static String person(int number, String credentials) {
        return """
        {"profile":{"firstName":"Ann%1$d","lastName":"Lee%2$d","email":"ann%1$d@example.com",\
        "login":"ann%1$d@example.com","department":"d%2$d"}%3$s}\
        """
                .formatted(number, number % 1_000, credentials);
    }

    static String password() {
        return ",\"credentials\":{\"password\":{\"value\":\"" + PASSWORD + "\"}}";
    }
}
