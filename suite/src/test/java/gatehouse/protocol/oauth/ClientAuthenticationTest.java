package gatehouse.protocol.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.protocol.jose.SigningKey;
import gatehouse.protocol.jose.SigningKey.Algorithm;
import gatehouse.protocol.jose.SigningKey.Status;
import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Catalogue D4.3: the ways to say who one is, and those that only look like it. */
class ClientAuthenticationTest {
    private static final String TOKEN = "/oauth2/default/v1/token";
    private final OAuthOrg org = new OAuthOrg();
    private final SigningKey key =
            SigningKey.generate(Algorithm.ES256, org.world().now(), Status.ACTIVE);
    private final Assertions assertions = new Assertions(org, key);

    private Reply ask(Map<String, String> headers, String... more) {
        var form = new ArrayList<>(List.of("grant_type", "client_credentials"));
        form.addAll(List.of("scope", "sample.read"));
        form.addAll(List.of(more));
        return org.post(TOKEN, headers, form.toArray(String[]::new));
    }

    private Reply ask(String... more) {
        return ask(Map.of(), more);
    }

    @Test
    void a_secret_is_taken_from_the_header_or_the_form() {
        ask(Wire.basic("web", OAuthOrg.SECRET)).is(200);
        ask("client_id", "web", "client_secret", OAuthOrg.SECRET).is(200);
        ask(Wire.basic("web", OAuthOrg.SECRET), "client_id", "web").is(200);
    }

    @Test
    void a_wrong_one_is_refused_with_a_challenge() {
        var reply = ask(Wire.basic("web", "wrong")).isOAuth(401, "invalid_client");

        assertThat(reply.header("WWW-Authenticate")).startsWith("Basic");
        ask("client_id", "web", "client_secret", "wrong").isOAuth(401, "invalid_client");
        ask("client_id", "nobody", "client_secret", "x").isOAuth(401, "invalid_client");
        ask("client_id", "web").isOAuth(401, "invalid_client");
        ask().isOAuth(401, "invalid_client");
        org.clients.put("web", new ClientMaker("web").inactive().make());
        ask(Wire.basic("web", OAuthOrg.SECRET)).isOAuth(401, "invalid_client");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic",
                "Basic ",
                "Basic !!!",
                "Basic d2Vi",
                "Basic OnNlY3JldA==",
                "Basic /w==",
                "Basic d2ViOiV6eg==",
                "Bearer abc",
                "Digest username=\"web\"",
                "d2ViOnNlY3JldA=="
            })
    void a_malformed_header_is_no_header(String header) {
        ask(Map.of("authorization", header)).isOAuth(401, "invalid_client");
    }

    @Test
    void one_way_at_a_time() {
        var basic = Wire.basic("web", OAuthOrg.SECRET);

        ask(basic, "client_secret", OAuthOrg.SECRET).isOAuth(401, "invalid_request");
        ask(basic, "client_id", "other").isOAuth(401, "invalid_request");
        ask(basic, "client_assertion", "a.b.c").isOAuth(401, "invalid_request");
        ask("client_id", "web", "client_secret", OAuthOrg.SECRET, "client_secret", "x")
                .isOAuth(400, "invalid_request");
        org.post(TOKEN + "?client_secret=x&client_id=web", "grant_type", "client_credentials")
                .isOAuth(400, "invalid_request");
    }

    @Test
    void who_keeps_no_secret_needs_none_and_others_cannot_pretend() {
        org.clients.put("spa", new ClientMaker("spa").method("none").make());

        ask("client_id", "spa").isOAuth(400, "unauthorized_client");
        org.forAll("0oaspa", true);
        org.user("ann@x.test");
        org.post(
                        TOKEN,
                        "client_id",
                        "spa",
                        "grant_type",
                        "password",
                        "scope",
                        "openid",
                        "username",
                        "ann@x.test",
                        "password",
                        OAuthOrg.PASSWORD)
                .is(200);
        ask("client_id", "spa", "client_secret", OAuthOrg.SECRET).isOAuth(401, "invalid_client");
        org.clients.put("web", new ClientMaker("web").keys(key.publicJwk()).make());
        ask(Wire.basic("web", OAuthOrg.SECRET)).isOAuth(401, "invalid_client");
    }

    private Reply asserted(String assertion) {
        return assertions.send(TOKEN, assertion, "sample.read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://id.test/oauth2/default/v1/token", "https://id.test/oauth2/default"})
    void an_assertion_for_us_proves_the_client_once(String audience) {
        org.clients.put("web", new ClientMaker("web").keys(key.publicJwk()).make());
        var claims = assertions.claims();
        claims.put("aud", audience);
        var assertion = assertions.signed(claims);

        var replies = AuthorizationCodeTest.atOnce(16, () -> asserted(assertion));

        assertThat(replies).filteredOn(r -> r.response().status() == 200).hasSize(1);
        asserted(assertion).isOAuth(401, "invalid_client");
        assertThat(asserted(assertion).text("/error_description")).contains("already been used");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iss|\"other\"",
                "sub|\"other\"",
                "aud|\"https://evil.test\"",
                "aud|null",
                "aud|[]",
                "exp|null",
                "exp|1767225600",
                "exp|1767235600",
                "iat|1767235600",
                "sub|null",
                "iss|null"
            })
    void an_assertion_that_says_something_else_proves_nothing(String name, String value) {
        org.clients.put("web", new ClientMaker("web").keys(key.publicJwk()).make());
        var claims = assertions.claims();
        claims.put("aud", "https://id.test/oauth2/default/v1/token");
        claims.remove(name);
        if (!value.equals("null")) {
            claims.put(name, Json.MAPPER.readTree(value));
        }

        asserted(assertions.signed(claims)).isOAuth(401, "invalid_client");
    }

    private String good() {
        var claims = assertions.claims();
        claims.put("aud", "https://id.test/oauth2/default/v1/token");
        return assertions.signed(claims);
    }

    @Test
    void the_key_must_be_the_client_s_own_and_alive() {
        var other = SigningKey.generate(Algorithm.ES256, org.world().now(), Status.ACTIVE);
        org.clients.put("web", new ClientMaker("web").keys(other.publicJwk()).make());
        asserted(good()).isOAuth(401, "invalid_client");

        var off = key.publicJwk().put("status", "INACTIVE");
        org.clients.put("web", new ClientMaker("web").keys(off).make());
        asserted(good()).isOAuth(401, "invalid_client");

        org.clients.put("web", new ClientMaker("web").method("private_key_jwt").make());
        asserted(good()).isOAuth(401, "invalid_client");

        org.clients.put("web", new ClientMaker("web").make());
        asserted(good()).isOAuth(401, "invalid_client");

        org.clients.put(
                "web", new ClientMaker("web").keys(other.publicJwk(), key.publicJwk()).make());
        asserted(good()).is(200);
    }

    @Test
    void keys_are_fetched_where_the_client_publishes_them() {
        var uri = "https://client.test/keys";
        org.clients.put("web", new ClientMaker("web").keysAt(uri).make());
        asserted(good()).isOAuth(401, "invalid_client");

        var set = Json.object();
        set.putArray("keys").add(key.publicJwk());
        org.published.put(uri, Json.bytes(set));
        asserted(good()).is(200);
        org.published.clear();
        asserted(good()).is(200);
        org.org.passes(Duration.ofMinutes(11));
        asserted(good()).isOAuth(401, "invalid_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer"})
    void an_assertion_needs_its_type(String type) {
        org.clients.put("web", new ClientMaker("web").keys(key.publicJwk()).make());

        ask("client_assertion", good(), "client_assertion_type", type)
                .isOAuth(400, "invalid_request");
    }

    @Test
    void an_assertion_may_be_made_with_the_secret_where_that_is_registered() {
        var claims = Json.object().put("iss", "web").put("sub", "web").put("jti", "1");
        claims.put("aud", "https://id.test/oauth2/default/v1/token");
        claims.put("exp", org.world().now().getEpochSecond() + 60);
        asserted(Assertions.maced(claims)).isOAuth(401, "invalid_client");

        org.clients.put("web", new ClientMaker("web").method("client_secret_jwt").make());
        asserted(Assertions.maced(claims)).is(200);
        asserted(Assertions.maced(claims)).isOAuth(401, "invalid_client");

        org.clients.put("web", new ClientMaker("web").keys(key.publicJwk()).make());
        asserted(Assertions.maced(claims.put("jti", "2"))).isOAuth(401, "invalid_client");
    }
}
