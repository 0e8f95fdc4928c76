package gatehouse.protocol.authservers;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import gatehouse.apps.applications.OidcApps;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import gatehouse.testkit.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the policies, scopes and keys of a server do to tokens. */
class AccessTest {
    private final TestOrg org = TestOrg.fresh();
    private final Reply app = OidcApps.service(org, "Sample");
    private final String id = server();
    private final String server = "/api/v1/authorizationServers/" + id;

    private String server() {
        return org.post(
                        "/api/v1/authorizationServers",
                        """
                        {"name": "own", "audiences": ["api://own"],
                         "credentials": {"signing": {"alg": "ES256"}}}\
                        """)
                .is(201)
                .id();
    }

    private void scope(String name, String more) {
        org.post(server + "/scopes", "{\"name\": \"" + name + "\"" + more + "}").is(201);
    }

    private String policy(String client) {
        return server
                + "/policies/"
                + org.post(
                                server + "/policies",
                                """
                                {"name": "for %1$s", "type": "OAUTH_AUTHORIZATION_POLICY",
                                 "conditions": {"clients": {"include": ["%1$s"]}}}\
                                """
                                        .formatted(client))
                        .is(201)
                        .id();
    }

    private String rule(String policy, String grant, String scope, int minutes) {
        var rules = policy + "/rules";
        return rules
                + "/"
                + org.post(
                                rules,
                                """
                                {"name": "%1$s %2$s", "type": "RESOURCE_ACCESS", "conditions": {
                                   "people": {"groups": {"include": ["EVERYONE"]}},
                                   "grantTypes": {"include": ["%1$s"]},
                                   "scopes": {"include": ["%2$s"]}},
                                 "actions": {"token": {"accessTokenLifetimeMinutes": %3$d}}}\
                                """
                                        .formatted(grant, scope, minutes))
                        .is(201)
                        .id();
    }

    private Reply ask(Reply client, String more) {
        return org.form(
                "/oauth2/" + id + "/v1/token",
                Wire.basic(client),
                "grant_type=client_credentials" + more);
    }

    private int lifetime(String scope) {
        return ask(app, "&scope=" + scope).is(200).json().path("expires_in").asInt();
    }

    @Test
    void the_first_rule_that_matches_says_how_long_a_token_lives() {
        scope("read", "");
        scope("write", "");
        ask(app, "&scope=read").isOAuth(400, "access_denied");
        var policy = policy(app.text("/credentials/oauthClient/client_id"));
        rule(policy, "authorization_code", "*", 5);
        var reading = rule(policy, "client_credentials", "read", 10);
        rule(policy, "client_credentials", "*", 20);

        assertThat(lifetime("read")).isEqualTo(600);
        assertThat(lifetime("read+write")).isEqualTo(1200);
        ask(OidcApps.service(org, "Other"), "&scope=read").isOAuth(400, "access_denied");

        org.post(reading + "/lifecycle/deactivate", "").is(204);
        assertThat(lifetime("read")).isEqualTo(1200);
        org.post(policy + "/lifecycle/deactivate", "").is(204);
        ask(app, "&scope=read").isOAuth(400, "access_denied");
    }

    @Test
    void scopes_may_come_by_themselves_and_some_only_people_can_give() {
        scope("usual", ", \"default\": true");
        scope("people", ", \"consent\": \"REQUIRED\"");
        scope("either", ", \"consent\": \"FLEXIBLE\"");
        rule(policy("ALL_CLIENTS"), "client_credentials", "*", 10);

        assertThat(ask(app, "").is(200).text("/scope")).isEqualTo("usual");
        assertThat(ask(app, "&scope=either").is(200).text("/scope")).isEqualTo("either");
        ask(app, "&scope=people").isOAuth(400, "consent_required");
        ask(app, "&scope=unknown").isOAuth(400, "invalid_scope");
        ask(app, "&resource=https%3A%2F%2Fa.test&resource=https%3A%2F%2Fb.test").is(200);
        ask(app, "&scope=usual&scope=either").isOAuth(400, "invalid_request");
    }

    @Test
    void a_server_signs_with_the_algorithm_it_says_it_signs_with() throws Exception {
        scope("read", "");
        rule(policy("ALL_CLIENTS"), "client_credentials", "*", 10);

        var token = SignedJWT.parse(ask(app, "&scope=read").is(200).text("/access_token"));

        var at = "/oauth2/" + id;
        var metadata = org.get(at + "/.well-known/openid-configuration").is(200).json();
        assertThat(metadata.path("id_token_signing_alg_values_supported").toString())
                .isEqualTo("[\"ES256\"]");
        var keys = JWKSet.parse(org.get(at + "/v1/keys").is(200).body());
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey();
        assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
        org.post(server + "/credentials/lifecycle/keyRotate", "{\"use\": \"sig\"}").is(200);
        var after = SignedJWT.parse(ask(app, "&scope=read").is(200).text("/access_token"));
        assertThat(after.getHeader().getKeyID()).isNotEqualTo(key.getKeyID());
    }

    @Test
    void another_algorithm_is_signed_with_from_the_next_token_on() throws Exception {
        scope("read", "");
        rule(policy("ALL_CLIENTS"), "client_credentials", "*", 10);
        var before = ask(app, "&scope=read").is(200).text("/access_token");

        var body = org.get(server).is(200).body();
        org.put(server, body.replace("\"ES256\"", "\"RS256\"")).is(200);

        var after = ask(app, "&scope=read").is(200).text("/access_token");
        assertThat(SignedJWT.parse(after).getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        var keys = JWKSet.parse(org.get("/oauth2/" + id + "/v1/keys").is(200).body());
        for (var token : List.of(before, after)) {
            var kid = SignedJWT.parse(token).getHeader().getKeyID();
            assertThat(keys.getKeyByKeyId(kid)).as("what verifies " + token).isNotNull();
        }
        org.post(server + "/credentials/lifecycle/keyRotate", "{\"use\": \"sig\"}").is(200);
        var next = SignedJWT.parse(ask(app, "&scope=read").is(200).text("/access_token"));
        assertThat(next.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
    }

    @Test
    void an_administrator_may_say_whom_a_token_is_about() throws Exception {
        scope("read", "");
        rule(policy("ALL_CLIENTS"), "client_credentials", "*", 10);
        var claims = org.get(server + "/claims").is(200);
        var sub = claims.all("/id").get(claims.all("/name").indexOf("sub"));

        org.put(
                        server + "/claims/" + sub,
                        """
                        {"name": "sub", "claimType": "RESOURCE", "valueType": "EXPRESSION",
                         "value": "'service ' + app.clientId", "status": "ACTIVE"}\
                        """)
                .is(200);

        var token = SignedJWT.parse(ask(app, "&scope=read").is(200).text("/access_token"));
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("service " + app.id());
    }

    @Test
    void a_stranger_with_a_password_hears_how_to_come_in() {
        var reply =
                org.form(
                        "/oauth2/" + id + "/v1/token",
                        Wire.basic("nobody", "secret"),
                        "grant_type=client_credentials");

        assertThat(reply.isOAuth(401, "invalid_client").header("WWW-Authenticate"))
                .startsWith("Basic ");
        assertThat(reply.header("Cache-Control")).contains("no-store");
    }
}
