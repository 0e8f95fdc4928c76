package gatehouse.protocol.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Catalogue D4.4 and D4.5: what is still believed of a token. */
class InspectTest {
    private static final String ALL = "openid profile email offline_access";
    private final OAuthOrg org = new OAuthOrg();
    private final String user = org.user("ann@x.test");
    private final Reply tokens = org.exchange(org.code(user, ALL)).is(200);
    private final String access = tokens.text("/access_token");

    private boolean active(String token) {
        return org.introspect(token).is(200).json().path("active").asBoolean();
    }

    @Test
    void a_good_token_is_told_of() {
        var reply = org.introspect(access).is(200);

        assertThat(reply.json().propertyNames())
                .containsExactlyInAnyOrder(
                        "active",
                        "token_type",
                        "scope",
                        "username",
                        "exp",
                        "iat",
                        "sub",
                        "aud",
                        "iss",
                        "jti",
                        "client_id",
                        "uid");
        assertThat(reply.text("/username")).isEqualTo("ann@x.test");
        assertThat(reply.text("/client_id")).isEqualTo("web");
        assertThat(reply.text("/scope")).isEqualTo(ALL);
    }

    @Test
    void refresh_and_id_tokens_are_told_of_too() {
        assertThat(org.introspect(tokens.text("/refresh_token")).text("/uid")).isEqualTo(user);
        assertThat(org.introspect(tokens.text("/id_token")).text("/username"))
                .isEqualTo("ann@x.test");
    }

    @Test
    void of_a_bad_one_nothing_is_said() {
        var other = "/oauth2/other/v1/introspect";
        var inactive = "{\"active\":false}";

        assertThat(org.introspect("nothing").is(200).body()).isEqualTo(inactive);
        assertThat(org.introspect("a.b.c").is(200).body()).isEqualTo(inactive);
        for (var token :
                new String[] {access, tokens.text("/refresh_token"), tokens.text("/id_token")}) {
            assertThat(
                            org.post(other, Wire.basic("web", OAuthOrg.SECRET), "token", token)
                                    .is(200)
                                    .body())
                    .isEqualTo(inactive);
        }
        org.org.passes(Duration.ofHours(1));
        assertThat(org.introspect(access).is(200).body()).isEqualTo(inactive);
    }

    @Test
    void who_can_keep_no_secret_asks_of_its_own_tokens_only() {
        org.clients.put("spa", new ClientMaker("spa").method("none").make());

        assertThat(
                        org.post(
                                        "/oauth2/default/v1/introspect",
                                        "client_id",
                                        "spa",
                                        "token",
                                        access)
                                .is(200)
                                .body())
                .isEqualTo("{\"active\":false}");
    }

    @Test
    void a_stranger_is_told_nothing() {
        org.post("/oauth2/default/v1/introspect", "token", access).isOAuth(401, "invalid_client");
        org.post("/oauth2/default/v1/revoke", "token", access).isOAuth(401, "invalid_client");
        org.post("/oauth2/default/v1/introspect", Wire.basic("web", OAuthOrg.SECRET))
                .isOAuth(400, "invalid_request");
    }

    private Reply revoke(String client, String token) {
        return org.post(
                "/oauth2/default/v1/revoke", Wire.basic(client, OAuthOrg.SECRET), "token", token);
    }

    @Test
    void an_access_token_is_revoked_alone() {
        assertThat(revoke("web", access).is(200).body()).isEmpty();

        assertThat(active(access)).isFalse();
        org.userinfo(access).isOAuth(401, "invalid_token");
        var next = org.refresh(tokens.text("/refresh_token")).is(200);
        assertThat(active(next.text("/access_token"))).isTrue();
        assertThat(org.org.events()).contains("app.oauth2.as.token.revoke");
    }

    @Test
    void a_refresh_token_takes_its_family_with_it() {
        revoke("web", tokens.text("/refresh_token")).is(200);

        assertThat(active(access)).isFalse();
        org.refresh(tokens.text("/refresh_token")).isOAuth(400, "invalid_grant");
    }

    @Test
    void nobody_revokes_what_is_another_s_and_nothing_is_revoked_already() {
        org.clients.put("other", new ClientMaker("other").make());

        revoke("other", access).isOAuth(400, "invalid_grant");
        revoke("other", tokens.text("/refresh_token")).isOAuth(400, "invalid_grant");
        revoke("other", "nothing").is(200);
        revoke("other", "a.b.c").is(200);
        assertThat(active(access)).isTrue();
    }

    @Test
    void userinfo_tells_what_the_scopes_allow() {
        var reply = org.userinfo(access).is(200);

        assertThat(reply.text("/sub")).isEqualTo(user);
        assertThat(reply.text("/given_name")).isEqualTo("Ann");
        assertThat(reply.text("/email")).isEqualTo("ann@x.test");
        assertThat(reply.json().path("email_verified").asBoolean()).isTrue();
        assertThat(reply.json().has("phone_number")).isFalse();
        var posted = org.post("/oauth2/default/v1/userinfo", "access_token", access).is(200);
        assertThat(posted.body()).isEqualTo(reply.body());
    }

    @Test
    void userinfo_refuses_in_rfc_words() {
        var path = "/oauth2/default/v1/userinfo";
        var bearer = OAuthOrg.bearer(access);

        org.get(path, Map.of()).isOAuth(401, "invalid_request");
        org.get(path + "?access_token=" + access, Map.of()).isOAuth(400, "invalid_request");
        org.post(path, bearer, "access_token", access).isOAuth(400, "invalid_request");
        org.get(path, Map.of("authorization", "Basic x")).isOAuth(401, "invalid_request");
        assertThat(org.userinfo("x.y.z").isOAuth(401, "invalid_token").header("WWW-Authenticate"))
                .startsWith("Bearer error=\"invalid_token\"");
        org.userinfo(tokens.text("/id_token")).isOAuth(401, "invalid_token");
        org.userinfo(tokens.text("/refresh_token")).isOAuth(401, "invalid_token");
        org.get("/oauth2/other/v1/userinfo", bearer).isOAuth(401, "invalid_token");
        org.get("/oauth2/v1/userinfo", bearer).isOAuth(401, "invalid_token");
        var machine =
                org.token("grant_type", "client_credentials", "scope", "sample.read")
                        .text("/access_token");
        org.userinfo(machine).isOAuth(403, "insufficient_scope");
    }

    @Test
    void a_client_switched_off_takes_its_tokens_with_it() {
        org.clients.put("asker", new ClientMaker("asker").make());
        org.clients.put("web", new ClientMaker("web").inactive().make());

        org.userinfo(access).isOAuth(401, "invalid_token");
        assertThat(
                        org.post(
                                        "/oauth2/default/v1/introspect",
                                        Wire.basic("asker", OAuthOrg.SECRET),
                                        "token",
                                        access)
                                .body())
                .isEqualTo("{\"active\":false}");
        org.introspect(access).isOAuth(401, "invalid_client");
    }

    @Test
    void no_byte_of_an_access_token_may_change() {
        for (int at = 0; at < access.length(); at += 7) {
            var wrong =
                    access.substring(0, at)
                            + (access.charAt(at) == 'A' ? 'B' : 'A')
                            + access.substring(at + 1);
            if (!wrong.equals(access)) {
                org.userinfo(wrong).isOAuth(401, "invalid_token");
            }
        }
    }
}
