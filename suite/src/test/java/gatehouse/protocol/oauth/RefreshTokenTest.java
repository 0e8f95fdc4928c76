package gatehouse.protocol.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Catalogue D4.4: rotation, reuse, and the end of a family. */
class RefreshTokenTest {
    private static final String ALL = "openid profile offline_access sample.read";
    private final OAuthOrg org = new OAuthOrg();
    private final String user = org.user("ann@x.test");

    private Reply first() {
        return org.exchange(org.code(user, ALL)).is(200);
    }

    private boolean active(String token) {
        return org.introspect(token).is(200).json().path("active").asBoolean();
    }

    @Test
    void a_refresh_token_is_good_once_and_brings_its_successor() {
        var one = first();
        var two = org.refresh(one.text("/refresh_token")).is(200);
        var three = org.refresh(two.text("/refresh_token")).is(200);

        assertThat(three.text("/refresh_token")).isNotEqualTo(two.text("/refresh_token"));
        assertThat(three.text("/scope")).isEqualTo(one.text("/scope"));
        var id = OAuthOrg.claims(three.text("/id_token"));
        assertThat(id.path("sub").asString()).isEqualTo(user);
        assertThat(active(three.text("/access_token"))).isTrue();
    }

    @Test
    void a_token_used_twice_ends_its_whole_family() {
        var one = first();
        var two = org.refresh(one.text("/refresh_token")).is(200);

        org.refresh(one.text("/refresh_token")).isOAuth(400, "invalid_grant");

        assertThat(org.org.events()).contains("app.oauth2.as.token.detect_reuse");
        org.refresh(two.text("/refresh_token")).isOAuth(400, "invalid_grant");
        assertThat(active(one.text("/access_token"))).isFalse();
        assertThat(active(two.text("/access_token"))).isFalse();
        org.userinfo(two.text("/access_token")).isOAuth(401, "invalid_token");
    }

    @Test
    void of_sixty_four_at_once_one_wins_and_the_family_ends() {
        var token = first().text("/refresh_token");

        var replies = AuthorizationCodeTest.atOnce(64, () -> org.refresh(token));

        var won = replies.stream().filter(r -> r.response().status() == 200).toList();
        assertThat(won).hasSize(1);
        org.refresh(won.getFirst().text("/refresh_token")).isOAuth(400, "invalid_grant");
    }

    @Test
    void within_the_leeway_a_token_may_be_sent_again() {
        org.clients.put("web", new ClientMaker("web").refresh("ROTATE", 30).make());
        var token = first().text("/refresh_token");
        AuthorizationCodeTest.atOnce(64, () -> org.refresh(token)).forEach(r -> r.is(200));
        org.org.passes(Duration.ofSeconds(29));
        var last = org.refresh(token).is(200).text("/refresh_token");
        org.org.passes(Duration.ofSeconds(2));

        org.refresh(token).isOAuth(400, "invalid_grant");
        org.refresh(last).isOAuth(400, "invalid_grant");
    }

    @Test
    void a_static_token_stays_as_it_is() {
        org.clients.put("web", new ClientMaker("web").refresh("STATIC", 0).make());
        var token = first().text("/refresh_token");

        for (int times = 0; times < 3; times++) {
            org.org.passes(Duration.ofDays(6));
            assertThat(org.refresh(token).is(200).text("/refresh_token")).isEqualTo(token);
        }
    }

    @Test
    void a_token_that_lies_unused_for_a_week_is_dead() {
        var token = first().text("/refresh_token");
        org.org.passes(Duration.ofDays(7));

        org.refresh(token).isOAuth(400, "invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROTATE", "STATIC"})
    void no_use_carries_a_family_over_its_end(String rotation) {
        org.clients.put("web", new ClientMaker("web").refresh(rotation, 0).make());
        var token = first().text("/refresh_token");
        for (int week = 0; week < 15; week++) {
            org.org.passes(Duration.ofDays(6).minusSeconds(1));
            var reply = org.refresh(token);
            if (week == 14) {
                token = reply.is(200).text("/refresh_token");
                org.org.passes(Duration.ofSeconds(15));
            } else {
                token = reply.is(200).text("/refresh_token");
            }
        }

        org.refresh(token).isOAuth(400, "invalid_grant");
    }

    @Test
    void a_refresh_may_ask_for_less_and_never_for_more() {
        var token = first().text("/refresh_token");
        org.clients.put("web", new ClientMaker("web").refresh("STATIC", 0).make());

        var less =
                org.token("grant_type", "refresh_token", "refresh_token", token, "scope", "openid");
        assertThat(less.is(200).text("/scope")).isEqualTo("openid");
        org.token(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        token,
                        "scope",
                        "openid sample.write")
                .isOAuth(400, "invalid_scope");
    }

    @Test
    void a_scope_the_server_has_lost_is_not_granted_again() {
        var token = first().text("/refresh_token");
        var server = TestServers.server("default", List.of());
        server.scopes().removeIf(scope -> scope.name().equals("sample.read"));
        org.servers.put("default", server);

        assertThat(org.refresh(token).is(200).text("/scope"))
                .isEqualTo("openid profile offline_access");
    }

    @Test
    void a_grant_type_taken_from_the_client_is_not_used_again() {
        var token = first().text("/refresh_token");
        org.clients.put("web", new ClientMaker("web").grants("authorization_code").make());

        org.refresh(token).isOAuth(400, "unauthorized_client");
    }

    @Test
    void a_token_is_no_other_client_s() {
        var token = first().text("/refresh_token");
        org.clients.put("other", new ClientMaker("other").make());

        org.post(
                        "/oauth2/default/v1/token",
                        Wire.basic("other", OAuthOrg.SECRET),
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        token)
                .isOAuth(400, "invalid_grant");
        org.refresh(token).is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"suspend", "deactivate"})
    void a_person_switched_off_gets_no_more_tokens(String lifecycle) {
        var tokens = first();
        org.org.post("/api/v1/users/" + user + "/lifecycle/" + lifecycle, "");

        org.refresh(tokens.text("/refresh_token")).isOAuth(400, "invalid_grant");
        assertThat(active(tokens.text("/access_token"))).isFalse();
        assertThat(active(tokens.text("/id_token"))).isFalse();
        assertThat(active(tokens.text("/refresh_token"))).isFalse();
        org.userinfo(tokens.text("/access_token")).isOAuth(401, "invalid_token");
    }

    @Test
    void what_died_with_a_suspension_does_not_come_back() {
        var tokens = first();
        var code = org.code(user, ALL);
        org.org.passes(Duration.ofSeconds(2));
        org.org.post("/api/v1/users/" + user + "/lifecycle/suspend", "").is(200);
        org.org.post("/api/v1/users/" + user + "/lifecycle/unsuspend", "").is(200);

        org.refresh(tokens.text("/refresh_token")).isOAuth(400, "invalid_grant");
        org.exchange(code).isOAuth(400, "invalid_grant");
        assertThat(active(tokens.text("/access_token"))).isFalse();
        assertThat(active(first().text("/access_token"))).isTrue();
    }

    @Test
    void an_assignment_taken_away_ends_it() {
        var tokens = first();
        org.forAll("0oaweb", false);

        org.refresh(tokens.text("/refresh_token")).isOAuth(400, "access_denied");
        assertThat(active(tokens.text("/access_token"))).isFalse();
        org.userinfo(tokens.text("/access_token")).isOAuth(401, "invalid_token");
    }

    @Test
    void no_character_of_a_token_may_change() {
        org.clients.put("web", new ClientMaker("web").refresh("STATIC", 0).make());
        var token = first().text("/refresh_token");

        for (var wrong :
                List.of(
                        token.substring(1),
                        token.substring(0, token.length() - 1),
                        token + "A",
                        token.toLowerCase(Locale.ROOT),
                        "A" + token.substring(1) + "")) {
            if (!wrong.equals(token)) {
                org.refresh(wrong).isOAuth(400, "invalid_grant");
                assertThat(active(wrong)).isFalse();
            }
        }
    }
}
