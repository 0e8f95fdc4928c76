package gatehouse.apps.registration;

import gatehouse.apps.applications.App;
import gatehouse.apps.applications.credentials.ClientKeys;
import gatehouse.kernel.Json;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An application in the words of RFC 7591 §2: flat, and only that of it which makes it an OAuth
 * client.
 */
final class ClientMetadata {
    private static final String METHOD = "token_endpoint_auth_method";

    /** What stands in the metadata under the same name as in the application's settings. */
    private static final List<String> SETTINGS =
            List.of(
                    "client_uri",
                    "logo_uri",
                    "application_type",
                    "redirect_uris",
                    "post_logout_redirect_uris",
                    "response_types",
                    "grant_types",
                    "initiate_login_uri",
                    "tos_uri",
                    "policy_uri",
                    "jwks",
                    "jwks_uri",
                    "request_object_signing_alg",
                    "id_token_encrypted_response_alg",
                    "dpop_bound_access_tokens",
                    "frontchannel_logout_uri",
                    "frontchannel_logout_session_required");

    /** Shown even where nothing was said of them. */
    private static final Set<String> ALWAYS = Set.of("client_uri", "logo_uri");

    private ClientMetadata() {}

    /** The application that new metadata asks for; people are asked for their consent. */
    static ObjectNode application(ObjectNode metadata) {
        var app = Json.object().put("signOnMode", "OPENID_CONNECT");
        app.putObject("credentials").putObject("oauthClient");
        app.putObject("settings").putObject("oauthClient").put("consent_method", "REQUIRED");
        describe(app, metadata);
        return app;
    }

    /** A known application after its metadata was replaced; what metadata cannot say stays. */
    static ObjectNode application(App before, ObjectNode metadata) {
        var app = before.body().deepCopy();
        var settings = (ObjectNode) app.path("settings").path("oauthClient");
        settings.remove(SETTINGS);
        settings.remove("refresh_token");
        ((ObjectNode) app.path("credentials").path("oauthClient")).remove(METHOD);
        describe(app, metadata);
        return app;
    }

    private static void describe(ObjectNode app, ObjectNode metadata) {
        app.put("label", metadata.path("client_name").asString(""));
        var settings = (ObjectNode) app.path("settings").path("oauthClient");
        for (var name : SETTINGS) {
            if (metadata.hasNonNull(name)) {
                settings.set(name, metadata.path(name));
            }
        }
        if (metadata.hasNonNull(METHOD)) {
            ((ObjectNode) app.path("credentials").path("oauthClient"))
                    .set(METHOD, metadata.path(METHOD));
        }
    }

    /**
     * @param secret shown this once, or null
     */
    static ObjectNode of(App app, @Nullable String secret) {
        var metadata = Json.object().put("client_id", app.clientId());
        if (secret != null) {
            metadata.put("client_secret", secret);
        }
        metadata.put("client_id_issued_at", app.created().getEpochSecond());
        if (hasSecret(app)) {
            metadata.put("client_secret_expires_at", 0);
        }
        metadata.put("client_name", app.label());
        ClientKeys.show(app.settings());
        for (var name : SETTINGS) {
            var value = app.settings().path(name);
            if (!value.isMissingNode() && (!value.isNull() || ALWAYS.contains(name))) {
                metadata.set(name, value);
            }
        }
        metadata.set(METHOD, app.credentials().path(METHOD));
        return metadata;
    }

    /** Whether the client proves itself with a secret. */
    static boolean hasSecret(App app) {
        return app.credentials().path(METHOD).asString("").startsWith("client_secret");
    }
}
