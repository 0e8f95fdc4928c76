package gatehouse.protocol.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.protocol.authservers.AuthorizationServer.TokenClaim;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Claims that are configured on an authorization server. */
class ClaimsTest {
    private final OAuthOrg org = new OAuthOrg();
    private final String user = org.user("ann@x.test");

    private static TokenClaim claim(String name, String type, String value) {
        return new TokenClaim(name, type, "EXPRESSION", value, null, true, Set.of());
    }

    private static TokenClaim groups(String filter, String value) {
        return new TokenClaim("teams", "RESOURCE", "GROUPS", value, filter, true, Set.of());
    }

    private void configured(TokenClaim... claims) {
        org.servers.put("default", TestServers.server("default", List.of(claims)));
    }

    private JsonNode access() {
        return OAuthOrg.claims(
                org.exchange(org.code(user, "openid")).is(200).text("/access_token"));
    }

    private JsonNode identity() {
        return OAuthOrg.claims(org.exchange(org.code(user, "openid")).is(200).text("/id_token"));
    }

    @Test
    void an_expression_tells_of_the_person_and_the_app() {
        configured(
                claim("who", "RESOURCE", "user.firstName + ' ' + user.lastName"),
                claim("app", "RESOURCE", "app.clientId"),
                claim("absent", "RESOURCE", "user.costCenter"),
                claim("login", "RESOURCE", "(appuser != null) ? appuser.userName : app.clientId"));

        var claims = access();
        assertThat(claims.path("who").asString()).isEqualTo("Ann Lee");
        assertThat(claims.path("app").asString()).isEqualTo("web");
        assertThat(claims.path("login").asString()).isEqualTo("ann@x.test");
        assertThat(claims.has("absent")).isFalse();
        var machine =
                OAuthOrg.claims(
                        org.token("grant_type", "client_credentials", "scope", "sample.read")
                                .is(200)
                                .text("/access_token"));
        assertThat(machine.path("login").asString()).isEqualTo("web");
    }

    @Test
    void a_claim_goes_where_it_is_configured_to_go() {
        configured(
                claim("in_id", "IDENTITY", "user.email"),
                claim("in_access", "RESOURCE", "user.email"),
                new TokenClaim(
                        "later", "IDENTITY", "EXPRESSION", "user.email", null, false, Set.of()),
                new TokenClaim(
                        "scoped",
                        "RESOURCE",
                        "EXPRESSION",
                        "user.email",
                        null,
                        true,
                        Set.of("sample.read")));

        assertThat(access().has("in_access")).isTrue();
        assertThat(access().has("in_id") || access().has("scoped")).isFalse();
        assertThat(identity().has("in_id")).isTrue();
        assertThat(identity().has("in_access") || identity().has("later")).isFalse();
        var token = org.exchange(org.code(user, "openid")).text("/access_token");
        assertThat(org.userinfo(token).text("/later")).isEqualTo("ann@x.test");
    }

    @Test
    void no_claim_replaces_one_of_the_protocol_s_own() {
        configured(claim("sub", "RESOURCE", "'root'"), claim("iss", "IDENTITY", "'evil'"));

        assertThat(access().path("sub").asString()).isEqualTo("ann@x.test");
        assertThat(identity().path("iss").asString()).isEqualTo("https://id.test/oauth2/default");
    }

    @Test
    void groups_are_filtered() {
        configured(groups("STARTS_WITH", "Every"));
        assertThat(access().path("teams").toString()).isEqualTo("[\"Everyone\"]");
        configured(groups("REGEX", ".*one"));
        assertThat(access().path("teams")).hasSize(1);
        configured(groups("EQUALS", "Nobody"));
        assertThat(access().path("teams")).isEmpty();
    }

    @Test
    void more_than_a_hundred_groups_fail_the_request() {
        for (int i = 0; i < 101; i++) {
            var group = org.org.post("/api/v1/groups", "{\"profile\":{\"name\":\"g" + i + "\"}}");
            org.org.put("/api/v1/groups/" + group.id() + "/users/" + user, "").is(204);
        }
        configured(groups("STARTS_WITH", "g"));

        org.exchange(org.code(user, "openid")).isOAuth(400, "server_error");
    }

    @Test
    void an_expression_that_cannot_be_worked_out_fails_the_request() {
        configured(claim("bad", "RESOURCE", "user.firstName +"));
        org.exchange(org.code(user, "openid")).isOAuth(400, "server_error");
        configured(claim("bad", "RESOURCE", "T(java.lang.Runtime).getRuntime()"));
        org.exchange(org.code(user, "openid")).isOAuth(400, "server_error");
    }
}
