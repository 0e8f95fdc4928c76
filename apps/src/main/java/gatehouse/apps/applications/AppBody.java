package gatehouse.apps.applications;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Completes what a client sent of an application with what Okta fills in. What was sent stays as it
 * was sent, to the order of its lists.
 */
final class AppBody {
    private static final Map<String, ObjectNode> DEFAULTS =
            Map.of("OPENID_CONNECT", read("oidc.json"), "BOOKMARK", read("bookmark.json"));
    private static final Set<String> OURS =
            Set.of(
                    "id",
                    "orn",
                    "name",
                    "label",
                    "status",
                    "created",
                    "lastUpdated",
                    "_links",
                    "_embedded");

    private AppBody() {}

    private static ObjectNode read(String name) {
        try (var in = Objects.requireNonNull(AppBody.class.getResourceAsStream(name))) {
            return (ObjectNode) Json.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param sent what the client wrote
     * @throws Problem E0000001 where we know no such kind of application
     */
    static ObjectNode complete(ObjectNode sent) {
        var mode = sent.path("signOnMode").asString("");
        var defaults = DEFAULTS.get(mode);
        if (defaults == null) {
            throw Problem.invalid(
                    "signOnMode", "signOnMode: The sign-on mode is not supported: " + mode);
        }
        var body = defaults.deepCopy();
        for (var entry : sent.properties()) {
            if (!OURS.contains(entry.getKey())) {
                merge(body, entry.getKey(), entry.getValue());
            }
        }
        if (mode.equals("OPENID_CONNECT")) {
            completeClient(body, sent);
        }
        return body;
    }

    private static void merge(ObjectNode into, String name, JsonNode value) {
        if (value instanceof ObjectNode sent && into.get(name) instanceof ObjectNode known) {
            sent.properties().forEach(entry -> merge(known, entry.getKey(), entry.getValue()));
        } else if (!value.isNull() || !into.has(name)) {
            into.set(name, value.deepCopy());
        }
    }

    /** Defaults that depend on what else was said. */
    private static void completeClient(ObjectNode body, ObjectNode sent) {
        var settings = (ObjectNode) body.path("settings").path("oauthClient");
        var credentials = (ObjectNode) body.path("credentials").path("oauthClient");
        var type = settings.path("application_type").asString("");
        boolean isPublic = type.equals("browser") || type.equals("native");
        if (!sent.at("/credentials/oauthClient/token_endpoint_auth_method").isString()) {
            credentials.put(
                    "token_endpoint_auth_method", isPublic ? "none" : "client_secret_basic");
        }
        if (!credentials.path("pkce_required").isBoolean()) {
            credentials.put("pkce_required", isPublic);
        }
        if (type.equals("service")) {
            completeService(settings, sent.at("/settings/oauthClient"));
        }
        if (contains(settings.path("grant_types"), "refresh_token")
                && !settings.hasNonNull("refresh_token")) {
            boolean browser = type.equals("browser");
            settings.putObject("refresh_token")
                    .put("rotation_type", browser ? "ROTATE" : "STATIC")
                    .put("leeway", browser ? 30 : 0);
        }
        if (settings.hasNonNull("frontchannel_logout_uri")
                && !settings.hasNonNull("frontchannel_logout_session_required")) {
            settings.put("frontchannel_logout_session_required", false);
        }
        credentials.remove("client_secret");
    }

    private static void completeService(ObjectNode settings, JsonNode sent) {
        if (!sent.path("grant_types").isArray()) {
            settings.putArray("grant_types").add("client_credentials");
        }
        if (!sent.path("response_types").isArray()) {
            settings.putArray("response_types").add("token");
        }
    }

    static boolean contains(JsonNode list, String text) {
        for (var item : list) {
            if (item.asString("").equals(text)) {
                return true;
            }
        }
        return false;
    }
}
