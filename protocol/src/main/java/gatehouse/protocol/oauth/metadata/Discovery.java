package gatehouse.protocol.oauth.metadata;

import gatehouse.kernel.Json;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.authservers.AuthorizationServer.Scope;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The metadata of an authorization server (RFC 8414, OpenID Connect Discovery §3), with just what
 * is really there.
 */
final class Discovery {
    private static final List<String> RESPONSE_TYPES =
            List.of(
                    "code",
                    "id_token",
                    "code id_token",
                    "code token",
                    "id_token token",
                    "code id_token token");
    private static final List<String> MODES =
            List.of("query", "fragment", "form_post", "okta_post_message");
    private static final List<String> GRANTS =
            List.of(
                    "authorization_code",
                    "implicit",
                    "refresh_token",
                    "password",
                    "interaction_code",
                    "urn:ietf:params:oauth:grant-type:device_code",
                    "urn:okta:params:oauth:grant-type:otp",
                    "urn:okta:params:oauth:grant-type:oob",
                    "urn:okta:params:oauth:grant-type:webauthn",
                    "http://auth0.com/oauth/grant-type/mfa-otp",
                    "http://auth0.com/oauth/grant-type/mfa-oob",
                    "urn:okta:params:oauth:grant-type:mfa-webauthn");
    private static final List<String> METHODS =
            List.of(
                    "client_secret_basic",
                    "client_secret_post",
                    "client_secret_jwt",
                    "private_key_jwt",
                    "none");
    private static final List<String> ORG_SCOPES =
            List.of("openid", "email", "profile", "address", "phone", "offline_access", "groups");
    private static final List<String> TOKEN_CLAIMS =
            List.of("ver", "jti", "iss", "aud", "iat", "exp", "cid", "uid", "scp", "sub");
    private static final List<String> IDENTITY_CLAIMS =
            List.of(
                    "iss",
                    "ver",
                    "sub",
                    "aud",
                    "iat",
                    "exp",
                    "jti",
                    "auth_time",
                    "amr",
                    "idp",
                    "nonce",
                    "name",
                    "nickname",
                    "preferred_username",
                    "given_name",
                    "middle_name",
                    "family_name",
                    "email",
                    "email_verified",
                    "profile",
                    "zoneinfo",
                    "locale",
                    "address",
                    "phone_number",
                    "picture",
                    "website",
                    "gender",
                    "birthdate",
                    "updated_at",
                    "at_hash",
                    "c_hash");

    private Discovery() {}

    /** {@code /.well-known/openid-configuration}. */
    static ObjectNode openid(AuthorizationServer server, String origin) {
        var all = Json.object();
        endpoints(all, server, origin, true);
        list(all, "response_types_supported", RESPONSE_TYPES);
        list(all, "response_modes_supported", MODES);
        list(all, "grant_types_supported", GRANTS);
        list(all, "subject_types_supported", List.of("public"));
        list(
                all,
                "id_token_signing_alg_values_supported",
                List.of(server.signing().algorithm().name()));
        list(all, "scopes_supported", scopes(server));
        list(all, "token_endpoint_auth_methods_supported", METHODS);
        list(all, "claims_supported", IDENTITY_CLAIMS);
        rest(all, server, origin);
        return all;
    }

    /** {@code /.well-known/oauth-authorization-server}. */
    static ObjectNode oauth(AuthorizationServer server, String origin) {
        var all = Json.object();
        endpoints(all, server, origin, false);
        var types = new ArrayList<>(RESPONSE_TYPES);
        types.add(1, "token");
        list(all, "response_types_supported", types);
        list(all, "response_modes_supported", MODES);
        var grants = new ArrayList<>(GRANTS);
        grants.add("client_credentials");
        list(all, "grant_types_supported", grants);
        list(all, "subject_types_supported", List.of("public"));
        list(all, "scopes_supported", scopes(server));
        list(all, "token_endpoint_auth_methods_supported", METHODS);
        list(all, "claims_supported", TOKEN_CLAIMS);
        rest(all, server, origin);
        return all;
    }

    private static String base(AuthorizationServer server, String origin) {
        return origin + (server.org() ? "/oauth2" : server.issuerPath()) + "/v1";
    }

    private static void endpoints(
            ObjectNode all, AuthorizationServer server, String origin, boolean openid) {
        var base = base(server, origin);
        all.put("issuer", server.issuer(origin));
        all.put("authorization_endpoint", base + "/authorize");
        all.put("token_endpoint", base + "/token");
        if (openid) {
            all.put("userinfo_endpoint", base + "/userinfo");
        }
        all.put("registration_endpoint", origin + "/oauth2/v1/clients");
        all.put("jwks_uri", base + "/keys");
    }

    private static void rest(ObjectNode all, AuthorizationServer server, String origin) {
        var base = base(server, origin);
        list(all, "code_challenge_methods_supported", List.of("S256"));
        all.put("introspection_endpoint", base + "/introspect");
        list(all, "introspection_endpoint_auth_methods_supported", METHODS);
        all.put("revocation_endpoint", base + "/revoke");
        list(all, "revocation_endpoint_auth_methods_supported", METHODS);
        all.put("end_session_endpoint", base + "/logout");
        all.put("device_authorization_endpoint", base + "/device/authorize");
        all.put("request_parameter_supported", false);
        all.put("request_uri_parameter_supported", false);
        all.put("authorization_response_iss_parameter_supported", true);
    }

    private static List<String> scopes(AuthorizationServer server) {
        return server.org()
                ? ORG_SCOPES
                : server.scopes().stream().filter(Scope::published).map(Scope::name).toList();
    }

    private static void list(ObjectNode all, String name, List<String> values) {
        var array = all.putArray(name);
        values.forEach(array::add);
    }
}
