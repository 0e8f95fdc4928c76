package gatehouse.protocol.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.protocol.authservers.Decision;
import gatehouse.protocol.jose.SigningKey;
import gatehouse.testkit.Wire;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientCredentialsTest {
    private final OAuthOrg org = new OAuthOrg();

    @Test
    void a_client_gets_a_token_that_speaks_for_itself() {
        var reply = org.token("grant_type", "client_credentials", "scope", "sample.read").is(200);

        assertThat(reply.text("/token_type")).isEqualTo("Bearer");
        assertThat(reply.text("/scope")).isEqualTo("sample.read");
        assertThat(reply.json().path("expires_in").asInt()).isEqualTo(3600);
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(reply.json().has("refresh_token")).isFalse();
        var claims = OAuthOrg.claims(reply.text("/access_token"));
        assertThat(claims.propertyNames())
                .containsExactly("ver", "jti", "iss", "aud", "iat", "exp", "cid", "scp", "sub");
        assertThat(claims.path("jti").asString()).matches("AT\\.[A-Za-z0-9_-]{43}");
        assertThat(claims.path("iss").asString()).isEqualTo("https://id.test/oauth2/default");
        assertThat(claims.path("aud").asString()).isEqualTo("api://default");
        assertThat(claims.path("sub").asString()).isEqualTo("web");
        assertThat(org.org.events()).endsWith("app.oauth2.as.token.grant.access_token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sample.unknown|invalid_scope",
                "openid|invalid_scope",
                "sample.read offline_access|invalid_scope",
                "''|invalid_scope",
                "sample.read \"x|invalid_scope",
                "okta.users.read|invalid_scope",
            })
    void scopes_that_cannot_be_had_are_refused(String scope, String error) {
        org.token("grant_type", "client_credentials", "scope", scope).isOAuth(400, error);
        assertThat(org.org.events()).endsWith("app.oauth2.as.token.grant");
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=client_credentials&grant_type=client_credentials,invalid_request",
        "scope=sample.read,invalid_request",
        "grant_type=,invalid_request",
        "grant_type=implicit,unsupported_grant_type",
        "grant_type=CLIENT_CREDENTIALS,unsupported_grant_type",
        "grant_type=authorization_code,invalid_request",
        "grant_type=refresh_token,invalid_request",
        "grant_type=password&username=a,invalid_request"
    })
    void a_malformed_request_is_told_what_is_wrong(String form, String error) {
        var pairs = form.split("[=&]", -1);

        org.token(pairs).isOAuth(400, error);
    }

    @Test
    void a_grant_the_client_does_not_have_is_not_used() {
        org.clients.put("web", new ClientMaker("web").grants("authorization_code").make());

        org.token("grant_type", "client_credentials", "scope", "sample.read")
                .isOAuth(400, "unauthorized_client");
    }

    @Test
    void a_policy_that_says_no_is_obeyed() {
        org.servers.put(
                "default",
                TestServers.server(
                        "default", List.of(), true, (_, _, _, _, _) -> new Decision.Denied()));

        org.token("grant_type", "client_credentials", "scope", "sample.read")
                .isOAuth(400, "access_denied");
    }

    @Test
    void a_scope_that_wants_consent_is_not_for_a_client_that_must_ask() {
        org.clients.put("web", new ClientMaker("web").consent().make());

        org.token("grant_type", "client_credentials", "scope", "sample.write")
                .isOAuth(400, "consent_required");
        org.token("grant_type", "client_credentials", "scope", "sample.read").is(200);
    }

    @Test
    void a_server_that_is_off_or_unknown_is_not_there() {
        org.servers.put(
                "off",
                TestServers.server(
                        "off", List.of(), false, (_, _, _, _, _) -> TestServers.LIFETIMES));
        for (var id : List.of("off", "nothing", "org")) {
            for (var path : List.of("token", "introspect", "revoke")) {
                org.post("/oauth2/" + id + "/v1/" + path, Wire.basic("web", OAuthOrg.SECRET))
                        .is(404, "E0000007");
            }
            org.get("/oauth2/" + id + "/v1/keys", Map.of()).is(404, "E0000007");
            org.get("/oauth2/" + id + "/v1/userinfo", OAuthOrg.bearer("a.b.c")).is(404, "E0000007");
        }
    }

    @Test
    void the_org_s_own_server_wants_a_service_a_private_key_and_a_grant() {
        var key =
                SigningKey.generate(
                        SigningKey.Algorithm.ES256, org.world().now(), SigningKey.Status.ACTIVE);
        var assertions = new Assertions(org, key);
        org.clients.put("web", new ClientMaker("web").keys(key.publicJwk()).make());
        assertions.ask("okta.users.read").isOAuth(401, "invalid_client");

        org.clients.put("web", new ClientMaker("web").type("service").make());
        org.post(
                        "/oauth2/v1/token",
                        Wire.basic("web", OAuthOrg.SECRET),
                        "grant_type",
                        "client_credentials",
                        "scope",
                        "okta.users.read")
                .isOAuth(401, "invalid_client");

        org.clients.put("web", new ClientMaker("web").type("service").keys(key.publicJwk()).make());
        assertions.ask("okta.users.read").isOAuth(400, "consent_required");
        org.granted.add("okta.users.read");
        assertions.ask("okta.users.read okta.groups.read").isOAuth(400, "invalid_scope");
        assertions
                .ask("okta.users.read.self")
                .isOAuth(400, "client_credentials_self_scope_requested");
        var token = assertions.ask("okta.users.read").is(200).text("/access_token");

        assertThat(OAuthOrg.claims(token).path("aud").asString()).isEqualTo("https://id.test");
        assertThat(org.org.events()).endsWith("app.oauth2.token.grant.access_token");
    }
}
