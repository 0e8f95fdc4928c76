package gatehouse.protocol.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.jose.SigningKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataTest {
    private final OAuthOrg org = new OAuthOrg();

    @ParameterizedTest
    @CsvSource({
        "/.well-known/openid-configuration,'',/oauth2",
        "/.well-known/oauth-authorization-server,'',/oauth2",
        "/oauth2/default/.well-known/openid-configuration,/oauth2/default,/oauth2/default",
        "/oauth2/default/.well-known/oauth-authorization-server,/oauth2/default,/oauth2/default",
        "/.well-known/oauth-authorization-server/oauth2/default,/oauth2/default,/oauth2/default"
    })
    void each_document_names_its_issuer_and_endpoints(String path, String issuer, String base) {
        var reply = org.get(path, Map.of()).is(200);

        assertThat(reply.text("/issuer")).isEqualTo("https://id.test" + issuer);
        assertThat(reply.text("/jwks_uri")).isEqualTo("https://id.test" + base + "/v1/keys");
        assertThat(reply.text("/token_endpoint")).isEqualTo("https://id.test" + base + "/v1/token");
        assertThat(reply.text("/end_session_endpoint"))
                .isEqualTo("https://id.test" + base + "/v1/logout");
        assertThat(reply.json().path("code_challenge_methods_supported").path(0).asString())
                .isEqualTo("S256");
        assertThat(org.get(path, Map.of()).body()).isEqualTo(reply.body());
    }

    @Test
    void only_published_scopes_are_named() {
        var reply = org.get("/oauth2/default/.well-known/openid-configuration", Map.of());

        assertThat(reply.json().path("scopes_supported").toString()).contains("sample.read");
    }

    /** From here on the default server has another key, and only that. */
    private SigningKey rotated() {
        var old = TestServers.server("default", List.of());
        var key =
                SigningKey.generate(
                        SigningKey.Algorithm.ES256, org.world().now(), SigningKey.Status.ACTIVE);
        org.servers.put(
                "default",
                new AuthorizationServer(
                        old.id(),
                        old.name(),
                        old.issuerPath(),
                        true,
                        old.audiences(),
                        old.scopes(),
                        old.claims(),
                        key,
                        List.of(key),
                        old.access()));
        return key;
    }

    @Test
    void keys_are_public_and_a_new_one_is_seen_at_once() {
        var before = org.get("/oauth2/default/v1/keys", Map.of()).is(200);
        assertThat(before.json().path("keys").path(0).propertyNames())
                .containsExactlyInAnyOrder("kty", "alg", "kid", "use", "e", "n");
        var key = rotated();

        var after = org.get("/oauth2/default/v1/keys", Map.of()).is(200);
        assertThat(after.text("/keys/0/kid")).isEqualTo(key.kid());
    }

    @Test
    void a_key_that_is_not_published_any_more_is_not_believed() {
        var token = org.exchange(org.code(org.user("ann@x.test"), "openid")).text("/access_token");
        org.userinfo(token).is(200);
        rotated();

        org.userinfo(token).isOAuth(401, "invalid_token");
        assertThat(org.introspect(token).body()).isEqualTo("{\"active\":false}");
    }
}
