package gatehouse.apps.applications;

import gatehouse.kernel.Violations;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What must hold of an application before it is stored. */
public final class AppCheck {
    private static final Set<String> TYPES = Set.of("web", "browser", "native", "service");
    private static final Set<String> AUTH_METHODS =
            Set.of(
                    "none",
                    "client_secret_basic",
                    "client_secret_post",
                    "client_secret_jwt",
                    "private_key_jwt");
    private static final Set<String> RESPONSE_TYPES = Set.of("code", "token", "id_token");

    /** The grants that a client, or a rule of an authorization server, may name. */
    public static final Set<String> GRANTS =
            Set.of(
                    "authorization_code",
                    "implicit",
                    "refresh_token",
                    "password",
                    "client_credentials",
                    "interaction_code",
                    "urn:ietf:params:oauth:grant-type:device_code",
                    "urn:ietf:params:oauth:grant-type:token-exchange",
                    "urn:ietf:params:oauth:grant-type:jwt-bearer",
                    "urn:ietf:params:oauth:grant-type:saml2-bearer",
                    "urn:openid:params:grant-type:ciba",
                    "urn:okta:params:oauth:grant-type:otp",
                    "urn:okta:params:oauth:grant-type:oob",
                    "http://auth0.com/oauth/grant-type/mfa-otp",
                    "http://auth0.com/oauth/grant-type/mfa-oob",
                    "urn:okta:params:oauth:grant-type:webauthn",
                    "urn:okta:params:oauth:grant-type:mfa-webauthn");

    private static final Map<String, List<String>> CHOICES =
            Map.of(
                    "consent_method", List.of("TRUSTED", "REQUIRED"),
                    "issuer_mode", List.of("ORG_URL", "CUSTOM_URL", "DYNAMIC"),
                    "wildcard_redirect", List.of("DISABLED", "SUBDOMAIN"));

    private static final int LONGEST_LEEWAY = 60;

    /** Schemes that a browser would run or read instead of visit (CVE-2024-21637). */
    private static final Set<String> FORBIDDEN_SCHEMES =
            Set.of("javascript", "data", "vbscript", "file", "blob", "about", "view-source");

    private AppCheck() {}

    /**
     * @throws gatehouse.kernel.Problem E0000001 with everything that is wrong
     */
    static void check(String label, ObjectNode body) {
        new Violations().text("label", label, 100).throwIfAny("label");
        if (body.path("signOnMode").asString("").equals("OPENID_CONNECT")) {
            var violations = new Violations();
            client(
                    body.path("settings").path("oauthClient"),
                    body.path("credentials").path("oauthClient"),
                    violations);
            violations.throwIfAny("settings.oauthClient");
        }
    }

    private static void client(JsonNode settings, JsonNode credentials, Violations violations) {
        var type = settings.path("application_type").asString("");
        var grants = settings.path("grant_types");
        var responses = settings.path("response_types");
        var method = credentials.path("token_endpoint_auth_method").asString("");
        violations
                .require(TYPES.contains(type), "application_type", "Invalid application type")
                .require(
                        AUTH_METHODS.contains(method),
                        "token_endpoint_auth_method",
                        "Invalid authentication method");
        known(grants, GRANTS, "grant_types", violations);
        known(responses, RESPONSE_TYPES, "response_types", violations);
        boolean code = AppBody.contains(grants, "authorization_code");
        boolean implicit = AppBody.contains(grants, "implicit");
        violations
                .require(
                        !code || AppBody.contains(responses, "code"),
                        "response_types",
                        "'response_types' must contain 'code' for the grant 'authorization_code'")
                .require(
                        !implicit
                                || AppBody.contains(responses, "token")
                                || AppBody.contains(responses, "id_token"),
                        "response_types",
                        "'response_types' must contain 'token' or 'id_token' for the grant"
                                + " 'implicit'")
                .require(
                        !(code || implicit) || !settings.path("redirect_uris").isEmpty(),
                        "redirect_uris",
                        "'redirect_uris' must not be empty for these grants");
        roles(type, method, grants, violations);
        keys(method, settings, violations);
        addresses(settings, type, violations);
        choices(settings, violations);
    }

    private static void choices(JsonNode settings, Violations violations) {
        CHOICES.forEach((field, all) -> {
            var value = settings.path(field).asString("");
            violations.require(
                    value.isEmpty() || all.contains(value), field, "Must be one of " + all);
        });
        var refresh = settings.path("refresh_token");
        violations
                .require(
                        List.of("STATIC", "ROTATE")
                                .contains(refresh.path("rotation_type").asString("STATIC")),
                        "refresh_token.rotation_type",
                        "Must be STATIC or ROTATE")
                .require(
                        refresh.path("leeway").asInt(0) >= 0
                                && refresh.path("leeway").asInt(0) <= LONGEST_LEEWAY,
                        "refresh_token.leeway",
                        "Must be between 0 and " + LONGEST_LEEWAY + " seconds");
    }

    private static void known(
            JsonNode values, Set<String> all, String field, Violations violations) {
        for (var value : values) {
            violations.require(
                    all.contains(value.asString("")),
                    field,
                    "Invalid value: " + value.asString(""));
        }
    }

    private static void roles(String type, String method, JsonNode grants, Violations violations) {
        if (type.equals("service")) {
            violations.require(
                    !AppBody.contains(grants, "authorization_code")
                            && !AppBody.contains(grants, "password"),
                    "grant_types",
                    "A service has no users: 'client_credentials' is its grant");
        }
        violations.require(
                !(method.equals("none") && AppBody.contains(grants, "client_credentials")),
                "grant_types",
                "'client_credentials' needs a client that authenticates");
    }

    private static void keys(String method, JsonNode settings, Violations violations) {
        violations.require(
                !method.equals("private_key_jwt")
                        || !settings.path("jwks").path("keys").isEmpty()
                        || !settings.path("jwks_uri").asString("").isEmpty(),
                "jwks",
                "'jwks' or 'jwks_uri' is needed for 'private_key_jwt'");
        for (var key : settings.path("jwks").path("keys")) {
            violations.require(
                    !key.has("d") && !key.has("p") && !key.has("k"),
                    "jwks",
                    "A registered key must be public");
        }
    }

    private static void addresses(JsonNode settings, String type, Violations violations) {
        boolean wildcard = settings.path("wildcard_redirect").asString("").equals("SUBDOMAIN");
        for (var uri : settings.path("redirect_uris")) {
            violations.require(
                    isRedirect(uri.asString(""), type, wildcard),
                    "redirect_uris",
                    "Invalid redirect URI: " + uri.asString(""));
        }
        for (var uri : settings.path("post_logout_redirect_uris")) {
            violations.require(
                    isRedirect(uri.asString(""), type, wildcard),
                    "post_logout_redirect_uris",
                    "Invalid redirect URI: " + uri.asString(""));
        }
        for (var field :
                new String[] {
                    "client_uri",
                    "logo_uri",
                    "tos_uri",
                    "policy_uri",
                    "jwks_uri",
                    "initiate_login_uri"
                }) {
            var value = settings.path(field);
            violations.require(
                    !value.isString() || value.asString().isEmpty() || isWeb(value.asString()),
                    field,
                    "Must be an absolute http or https URL");
        }
    }

    private static boolean isWeb(String text) {
        try {
            var uri = new URI(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /**
     * RFC 6749 §3.1.2, RFC 9700 §2.1: absolute, without fragment, of a scheme that leads somewhere;
     * of web applications http or https with a host and without user info. A wildcard stands for
     * the first label of a host alone.
     */
    static boolean isRedirect(String text, String type, boolean wildcard) {
        if (!text.equals(text.strip()) || text.chars().anyMatch(c -> c <= ' ' || c == '\\')) {
            return false;
        }
        try {
            var uri = new URI(wildcard ? text.replaceFirst("://\\*\\.", "://wildcard.") : text);
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (scheme.isEmpty()
                    || uri.getRawFragment() != null
                    || FORBIDDEN_SCHEMES.contains(scheme)
                    || (text.indexOf('*') >= 0 && !wildcard)) {
                return false;
            }
            if (scheme.equals("http") || scheme.equals("https")) {
                return uri.getHost() != null
                        && uri.getRawUserInfo() == null
                        && uri.toString().indexOf('*') < 0;
            }
            return type.equals("native") && uri.toString().indexOf('*') < 0;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
