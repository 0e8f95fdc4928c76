package gatehouse.policy.trustedorigins;

import gatehouse.kernel.Json;
import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.resource.Stored;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an administrator may say of a web origin that is trusted. */
final class TrustedOrigin {
    private static final int LONGEST = 255;
    private static final Set<String> SCHEMES = Set.of("http", "https", "ftp", "ionic", "capacitor");
    private static final Set<String> APPS = Set.of("OKTA_ENDUSER");

    private TrustedOrigin() {}

    static ObjectNode complete(Tx tx, ObjectNode sent, @Nullable Stored before) {
        var body = Json.object();
        body.put("name", sent.path("name").asString(null));
        body.put("origin", sent.path("origin").asString(null));
        body.set("scopes", sent.path("scopes").isArray() ? sent.get("scopes") : Json.array());
        var actor = tx.actor().id();
        body.put(
                "createdBy",
                before == null ? actor : before.body().path("createdBy").asString(actor));
        body.put("lastUpdatedBy", actor);
        return body;
    }

    static void check(ObjectNode body, Violations violations) {
        var origin = body.path("origin").asString("");
        violations
                .text("name", body.path("name").asString(""), LONGEST)
                .text("origin", origin, LONGEST)
                .require(
                        origin.isBlank() || !normal(origin).isEmpty(),
                        "origin",
                        "The origin must be a scheme and a host, with a port where it has one,"
                                + " such as https://example.com");
        checkScopes(body.path("scopes"), violations);
    }

    private static void checkScopes(JsonNode scopes, Violations violations) {
        violations.require(!scopes.isEmpty(), "scopes", "The field cannot be left blank");
        var seen = new HashSet<String>();
        for (var scope : scopes) {
            var type = scope.path("type").asString("");
            violations
                    .require(
                            Scope.names().contains(type),
                            "scopes",
                            "The scope type must be one of " + Scope.names())
                    .require(seen.add(type), "scopes", "A scope type may stand there once");
            var apps = scope.path("allowedOktaApps");
            violations.require(
                    apps.isMissingNode() || apps.isNull() || isEmbedding(type, apps),
                    "scopes",
                    "allowedOktaApps is for IFRAME_EMBED alone, and holds " + APPS);
        }
    }

    private static boolean isEmbedding(String type, JsonNode apps) {
        return apps.isArray()
                && (apps.isEmpty() || type.equals(Scope.IFRAME_EMBED.name()))
                && apps.valueStream().allMatch(app -> APPS.contains(app.asString("")));
    }

    /**
     * An origin as browsers send it (RFC 6454 §6.2): in lower case, without the port that its
     * scheme has anyway. Empty where it is none: with a path, a user, a wildcard or anything else.
     */
    static String normal(String text) {
        try {
            var url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            boolean bare =
                    url.getHost() != null
                            && url.getRawUserInfo() == null
                            && url.getRawPath().isEmpty()
                            && url.getRawQuery() == null
                            && url.getRawFragment() == null;
            return SCHEMES.contains(scheme) && bare ? written(scheme, url) : "";
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static String written(String scheme, URI url) {
        int usual = scheme.equals("https") ? 443 : scheme.equals("http") ? 80 : -1;
        var port = url.getPort() < 0 || url.getPort() == usual ? "" : ":" + url.getPort();
        return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + port;
    }
}
