package gatehouse.server.firstrun;

import gatehouse.kernel.Json;
import gatehouse.kernel.World;
import gatehouse.kernel.http.Request;
import gatehouse.kernel.http.Response;
import gatehouse.server.Composition;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What there is after the first start: the default org with an administrator, an API token and two
 * sample applications, told once and written to {@code first-run.env}.
 *
 * <p>The file is written last. Where it is missing, whatever an interrupted first start left is
 * used, and the secrets that nobody heard are made anew.
 */
public final class FirstRun {
    private static final String FILE = "first-run.env";
    private static final String LOGIN = "admin@gatehouse.localhost";
    private static final String SUBDOMAIN = "default";
    private static final String SAMPLE_REDIRECT =
            "http://localhost:3000/authorization-code/callback";

    private final Composition composition;
    private final World world;
    private final Path dataDir;
    private final Origins origins;

    /**
     * Under which URLs the default org is known.
     *
     * @param main such as {@code http://localhost:8080}
     * @param https the same for clients that refuse plain http; null where https is switched off
     */
    public record Origins(String main, @Nullable String https) {}

    public FirstRun(Composition composition, World world, Path dataDir, Origins origins) {
        this.composition = composition;
        this.world = world;
        this.dataDir = dataDir;
        this.origins = origins;
    }

    /** What was made, by the names of the file's variables; empty where nothing had to be. */
    public Map<String, String> run() throws IOException {
        if (Files.exists(dataDir.resolve(FILE))) {
            return Map.of();
        }
        var made = new LinkedHashMap<String, String>();
        var password = "Gh1-" + world.secret(20);
        var token = founded(password);
        made.put("OKTA_CLIENT_ORGURL", origins.main());
        made.put("OKTA_CLIENT_TOKEN", token);
        made.put("GATEHOUSE_ADMIN_LOGIN", LOGIN);
        made.put("GATEHOUSE_ADMIN_PASSWORD", password);
        samples(token, made);
        if (origins.https() != null) {
            made.put("GATEHOUSE_HTTPS_URL", origins.https());
        }
        made.put("GATEHOUSE_CA", dataDir.resolve("ca.pem").toAbsolutePath().toString());
        write(made);
        return made;
    }

    private String founded(String password) {
        var there = composition.orgs().byDefault();
        if (there.isPresent()) {
            return composition.orgRoutes().recovered(there.get().id(), LOGIN, password);
        }
        var profile =
                Json.object()
                        .put("login", LOGIN)
                        .put("email", LOGIN)
                        .put("firstName", "Gatehouse")
                        .put("lastName", "Administrator");
        var settings = Json.object().put("companyName", "Gatehouse");
        return composition.orgRoutes().found(SUBDOMAIN, true, settings, profile, password).token();
    }

    private void samples(String token, Map<String, String> made) {
        var web = app(token, "Sample web app", webApp());
        made.put("GATEHOUSE_CLIENT_ID", web.at("/credentials/oauthClient/client_id").asString());
        made.put(
                "GATEHOUSE_CLIENT_SECRET",
                web.at("/credentials/oauthClient/client_secret").asString());
        var everyone = send(token, "GET", "/api/v1/groups", "q=Everyone", null).at("/0/id");
        send(
                token,
                "PUT",
                "/api/v1/apps/" + web.path("id").asString() + "/groups/" + everyone.asString(),
                null,
                Json.object());
        scope(token);
        var service = app(token, "Sample service app", serviceApp());
        made.put(
                "GATEHOUSE_SERVICE_CLIENT_ID",
                service.at("/credentials/oauthClient/client_id").asString());
        made.put(
                "GATEHOUSE_SERVICE_CLIENT_SECRET",
                service.at("/credentials/oauthClient/client_secret").asString());
    }

    private void scope(String token) {
        var scopes = "/api/v1/authorizationServers/default/scopes";
        for (var scope : send(token, "GET", scopes, null, null)) {
            if (scope.path("name").asString("").equals("sample.read")) {
                return;
            }
        }
        send(
                token,
                "POST",
                scopes,
                null,
                Json.object()
                        .put("name", "sample.read")
                        .put("description", "Read the sample's data"));
    }

    private static ObjectNode webApp() {
        var client = Json.object().put("application_type", "web");
        client.putArray("redirect_uris").add(SAMPLE_REDIRECT);
        client.putArray("post_logout_redirect_uris").add("http://localhost:3000");
        client.putArray("response_types").add("code");
        client.putArray("grant_types").add("authorization_code").add("refresh_token");
        return client;
    }

    private static ObjectNode serviceApp() {
        var client = Json.object().put("application_type", "service");
        client.putArray("response_types").add("token");
        client.putArray("grant_types").add("client_credentials");
        return client;
    }

    /** The application of that label, made where there is none. */
    private JsonNode app(String token, String label, ObjectNode client) {
        var query = "q=" + label.replace(" ", "%20");
        for (var app : send(token, "GET", "/api/v1/apps", query, null)) {
            if (app.path("label").asString("").equals(label)) {
                return app;
            }
        }
        var body =
                Json.object()
                        .put("name", "oidc_client")
                        .put("label", label)
                        .put("signOnMode", "OPENID_CONNECT");
        body.putObject("credentials")
                .putObject("oauthClient")
                .put("token_endpoint_auth_method", "client_secret_basic");
        body.putObject("settings").set("oauthClient", client);
        return send(token, "POST", "/api/v1/apps", null, body);
    }

    /** A request as any client would send it, answered in process. */
    private JsonNode send(
            String token,
            String method,
            String path,
            @Nullable String query,
            @Nullable ObjectNode body) {
        var url = URI.create(origins.main());
        Response response =
                composition
                        .gatehouse()
                        .handle(
                                new Request(
                                        world.secret(22),
                                        method,
                                        url.getScheme(),
                                        url.getAuthority(),
                                        path,
                                        query,
                                        Map.of(
                                                "authorization",
                                                List.of("SSWS " + token),
                                                "content-type",
                                                List.of("application/json")),
                                        body == null ? new byte[0] : Json.bytes(body),
                                        "127.0.0.1"));
        var text = new String(response.body(), StandardCharsets.UTF_8);
        if (response.status() >= 300) {
            throw new IllegalStateException(
                    "the first start could not " + method + " " + path + ": " + text);
        }
        return text.isEmpty() ? Json.object() : Json.MAPPER.readTree(text);
    }

    private void write(Map<String, String> made) throws IOException {
        var text =
                made.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining());
        var owner = PosixFilePermissions.fromString("rw-------");
        var draft =
                Files.createTempFile(
                        dataDir, "first-run", ".env", PosixFilePermissions.asFileAttribute(owner));
        Files.writeString(draft, text);
        Files.move(draft, dataDir.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }
}
