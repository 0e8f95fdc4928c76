package gatehouse.protocol.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import gatehouse.protocol.jose.Signer;
import gatehouse.protocol.jose.SigningKey;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import gatehouse.testkit.Wire;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Everything made through the public API, and then asked for tokens. */
class FirstTokensTest {
    private static final String PASSWORD = "Correct9horse";
    private static final String DEFAULT = "/oauth2/default/v1/";
    private final TestOrg org = TestOrg.fresh();

    private Reply app(String type, String method, String grants, String more) {
        return org.post(
                        "/api/v1/apps",
                        """
                        {"name": "oidc_client", "label": "Sample %1$s",
                         "signOnMode": "OPENID_CONNECT",
                         "credentials": {"oauthClient": {"token_endpoint_auth_method": "%2$s"}},
                         "settings": {"oauthClient": {
                           "application_type": "%1$s", "grant_types": [%3$s],
                           "redirect_uris": ["https://app.test/callback"]%4$s}}}\
                        """
                                .formatted(type, method, grants, more))
                .is(200);
    }

    private static Map<String, String> basic(Reply app) {
        var client = app.json().at("/credentials/oauthClient");
        return Wire.basic(
                client.path("client_id").asString(), client.path("client_secret").asString());
    }

    private void scope(String name) {
        var servers = org.get("/api/v1/authorizationServers").is(200);
        var id = servers.all("/id").getFirst();
        org.post("/api/v1/authorizationServers/" + id + "/scopes", "{\"name\": \"" + name + "\"}")
                .is(201);
    }

    private String user() {
        return org.post(
                        "/api/v1/users",
                        """
                        {"profile": {"firstName": "Ann", "lastName": "Lee",
                                     "login": "ann@x.test", "email": "ann@x.test"},
                         "credentials": {"password": {"value": "%s"}}}\
                        """
                                .formatted(PASSWORD))
                .is(200)
                .id();
    }

    private Reply form(String path, Reply app, String... pairs) {
        return org.form(path, basic(app), Wire.form(pairs));
    }

    @Test
    void a_service_gets_a_token_that_others_can_verify() throws Exception {
        scope("sample.read");
        var app = app("service", "client_secret_basic", "\"client_credentials\"", service());

        var token =
                form(
                                DEFAULT + "token",
                                app,
                                "grant_type",
                                "client_credentials",
                                "scope",
                                "sample.read")
                        .is(200)
                        .text("/access_token");

        var jwt = SignedJWT.parse(token);
        var keys = JWKSet.parse(org.asAnyone().get(DEFAULT + "keys").is(200).body());
        var key = keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey();
        assertThat(jwt.verify(new RSASSAVerifier(key))).isTrue();
        var metadata = org.get("/oauth2/default/.well-known/openid-configuration").is(200);
        assertThat(metadata.text("/issuer")).isEqualTo(jwt.getJWTClaimsSet().getIssuer());
        assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly("api://default");
        assertThat(form(DEFAULT + "introspect", app, "token", token).text("/client_id"))
                .isEqualTo(app.text("/credentials/oauthClient/client_id"));
    }

    private static String service() {
        return ", \"response_types\": [\"token\"]";
    }

    @Test
    void a_client_switched_off_is_refused_by_the_next_request() {
        scope("sample.read");
        var app = app("service", "client_secret_basic", "\"client_credentials\"", service());
        String[] ask = {"grant_type", "client_credentials", "scope", "sample.read"};
        form(DEFAULT + "token", app, ask).is(200);

        org.post("/api/v1/apps/" + app.id() + "/lifecycle/deactivate", "").is(200);
        form(DEFAULT + "token", app, ask).isOAuth(401, "invalid_client");
        org.post("/api/v1/apps/" + app.id() + "/lifecycle/activate", "").is(200);
        form(DEFAULT + "token", app, ask).is(200);

        var server = org.get("/api/v1/authorizationServers").all("/id").getFirst();
        var path = "/api/v1/authorizationServers/" + server + "/lifecycle/";
        org.post(path + "deactivate", "").is(204);
        form(DEFAULT + "token", app, ask).is(404, "E0000007");
        org.post(path + "activate", "").is(204);
        form(DEFAULT + "token", app, ask).is(200);
    }

    @Test
    void a_person_s_tokens_live_as_long_as_their_bond_with_the_app() {
        var app =
                app(
                        "native",
                        "client_secret_basic",
                        "\"authorization_code\", \"password\", \"refresh_token\"",
                        ", \"response_types\": [\"code\"]");
        var user = user();
        String[] ask = {
            "grant_type",
            "password",
            "username",
            "ann@x.test",
            "password",
            PASSWORD,
            "scope",
            "openid profile offline_access"
        };
        form(DEFAULT + "token", app, ask).isOAuth(400, "access_denied");
        var users = "/api/v1/apps/" + app.id() + "/users";
        org.post(users, "{\"id\": \"" + user + "\"}").is(200);

        var tokens = form(DEFAULT + "token", app, ask).is(200);
        var bearer = OAuthOrg.bearer(tokens.text("/access_token"));
        var info = org.send("GET", DEFAULT + "userinfo", bearer, "").is(200);
        assertThat(info.text("/preferred_username")).isEqualTo("ann@x.test");
        refresh(app, tokens).is(200);
        seenByAdministrators(app, user);
        var next = form(DEFAULT + "token", app, ask).is(200);
        org.delete(users + "/" + user).is(204);
        refresh(app, next).isOAuth(400, "access_denied");
        org.send("GET", DEFAULT + "userinfo", bearer, "").isOAuth(401, "invalid_token");
        org.post(users, "{\"id\": \"" + user + "\"}").is(200);
        form(DEFAULT + "token", app, "grant_type", "password", "username", "ann@x.test")
                .isOAuth(400, "invalid_request");
        ask[5] = "wrong";
        form(DEFAULT + "token", app, ask).isOAuth(400, "invalid_grant");
    }

    /** One token, from three sides; and then it is gone. */
    private void seenByAdministrators(Reply app, String user) {
        var client = app.text("/credentials/oauthClient/client_id");
        var server = org.get("/api/v1/authorizationServers").all("/id").getFirst();
        var ofApp = "/api/v1/apps/" + app.id() + "/tokens";
        var token = org.get(ofApp).is(200).all("/id").getFirst();
        for (var path :
                List.of(
                        ofApp,
                        "/api/v1/users/" + user + "/clients/" + client + "/tokens",
                        "/api/v1/authorizationServers/"
                                + server
                                + "/clients/"
                                + client
                                + "/tokens")) {
            assertThat(org.get(path).is(200).all("/id")).containsExactly(token);
            assertThat(org.get(path + "/" + token).is(200).text("/issuer"))
                    .isEqualTo("http://" + org.host() + "/oauth2/default");
            org.get(path + "/oarnothing").is(404, "E0000007");
        }
        org.delete(ofApp + "/" + token).is(204);
        assertThat(org.get(ofApp).is(200).all("/id")).isEmpty();
        org.get("/api/v1/apps/nothing/tokens").is(404, "E0000007");
    }

    private Reply refresh(Reply app, Reply tokens) {
        return form(
                DEFAULT + "token",
                app,
                "grant_type",
                "refresh_token",
                "refresh_token",
                tokens.text("/refresh_token"));
    }

    @Test
    void a_service_with_a_private_key_and_a_grant_calls_the_management_api() {
        var key =
                SigningKey.generate(
                        SigningKey.Algorithm.ES256,
                        org.composition().db().world().now(),
                        SigningKey.Status.ACTIVE);
        var app =
                app(
                        "service",
                        "private_key_jwt",
                        "\"client_credentials\"",
                        service() + ", \"jwks\": {\"keys\": [" + key.publicJwk() + "]}");
        org.post(
                        "/api/v1/apps/" + app.id() + "/grants",
                        """
                        {"scopeId": "okta.users.read", "issuer": "http://%s"}\
                        """
                                .formatted(org.host()))
                .is(200);
        var client = app.text("/credentials/oauthClient/client_id");

        var reply =
                org.form(
                        "/oauth2/v1/token",
                        Map.of(),
                        Wire.form(
                                "grant_type",
                                "client_credentials",
                                "scope",
                                "okta.users.read",
                                "client_assertion_type",
                                Assertions.TYPE,
                                "client_assertion",
                                assertion(key, client)));

        var bearer = OAuthOrg.bearer(reply.is(200).text("/access_token"));
        org.send("GET", "/api/v1/users", bearer, "").is(200);
        org.send("GET", "/api/v1/groups", bearer, "").is(403, "E0000006");
        org.send("POST", "/api/v1/users", bearer, "{}").is(403, "E0000006");
        org.send("GET", "/api/v1/users", OAuthOrg.bearer("x.y.z"), "").is(401, "E0000011");
    }

    private String assertion(SigningKey key, String client) {
        long now = org.composition().db().world().now().getEpochSecond();
        var claims = new HashMap<String, Object>();
        claims.put("iss", client);
        claims.put("sub", client);
        claims.put("aud", "http://" + org.host() + "/oauth2/v1/token");
        claims.put("exp", now + 300);
        claims.put("jti", "once");
        return new Signer(key).sign(claims);
    }
}
