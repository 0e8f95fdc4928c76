package gatehouse.protocol.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.protocol.authservers.Decision;
import gatehouse.protocol.jose.TokenHash;
import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Catalogue D4.2: codes, PKCE, and what they are bound to. */
class AuthorizationCodeTest {
    private static final String ALL = "openid profile email offline_access";
    private final OAuthOrg org = new OAuthOrg();
    private final String user = org.user("ann@x.test");

    @Test
    void a_code_becomes_tokens() {
        var reply = org.exchange(org.code(user, ALL)).is(200);

        assertThat(reply.json().propertyNames())
                .containsExactly(
                        "token_type",
                        "expires_in",
                        "access_token",
                        "scope",
                        "refresh_token",
                        "id_token");
        var access = OAuthOrg.claims(reply.text("/access_token"));
        assertThat(access.path("jti").asString())
                .matches("AT\\.[A-Za-z0-9_-]{43}\\.oar[A-Za-z0-9]{17}");
        assertThat(access.path("uid").asString()).isEqualTo(user);
        assertThat(access.path("sub").asString()).isEqualTo("ann@x.test");
        assertThat(access.path("auth_time").asLong()).isEqualTo(access.path("iat").asLong());
        assertThat(access.path("scp")).hasSize(4);
        var id = OAuthOrg.claims(reply.text("/id_token"));
        assertThat(id.path("sub").asString()).isEqualTo(user);
        assertThat(id.path("aud").asString()).isEqualTo("web");
        assertThat(id.path("name").asString()).isEqualTo("Ann Lee");
        assertThat(id.path("preferred_username").asString()).isEqualTo("ann@x.test");
        assertThat(id.path("email").asString()).isEqualTo("ann@x.test");
        assertThat(id.path("jti").asString()).startsWith("ID.");
        assertThat(id.path("idp").asString()).isEqualTo(org.org.id());
        assertThat(id.path("amr").path(0).asString()).isEqualTo("pwd");
        assertThat(id.path("at_hash").asString())
                .isEqualTo(TokenHash.half(reply.text("/access_token")));
        assertThat(id.has("nonce") || id.has("given_name")).isFalse();
        assertThat(org.org.events())
                .endsWith(
                        "app.oauth2.as.authorize.code",
                        "app.oauth2.as.token.grant.access_token",
                        "app.oauth2.as.token.grant.id_token",
                        "app.oauth2.as.token.grant.refresh_token");
    }

    @Test
    void of_sixty_four_who_try_one_code_one_gets_tokens_and_they_are_taken_back() {
        var code = org.code(user, ALL);

        var replies = atOnce(64, () -> org.exchange(code));

        var won = replies.stream().filter(r -> r.response().status() == 200).toList();
        assertThat(won).hasSize(1);
        replies.stream()
                .filter(r -> r.response().status() != 200)
                .forEach(r -> r.isOAuth(400, "invalid_grant"));
        var token = won.getFirst().text("/access_token");
        assertThat(org.introspect(token).json().path("active").asBoolean()).isFalse();
        org.refresh(won.getFirst().text("/refresh_token")).isOAuth(400, "invalid_grant");
    }

    static List<Reply> atOnce(int times, Callable<Reply> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads
                    .invokeAll(IntStream.range(0, times).mapToObj(_ -> work).toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_code_is_good_for_five_minutes() {
        var code = org.code(user, ALL);
        var other = org.code(user, ALL);
        org.org.passes(Duration.ofSeconds(299));
        org.exchange(code).is(200);
        org.org.passes(Duration.ofSeconds(1));

        org.exchange(other).isOAuth(400, "invalid_grant");
    }

    private Reply exchangedBy(String client, String server, String code) {
        return org.post(
                "/oauth2/" + server + "/v1/token",
                Wire.basic(client, OAuthOrg.SECRET),
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                OAuthOrg.REDIRECT,
                "code_verifier",
                Wire.VERIFIER);
    }

    @Test
    void a_code_is_no_other_client_s() {
        var code = org.code(user, ALL);
        org.clients.put("other", new ClientMaker("other").make());

        exchangedBy("other", "default", code).isOAuth(400, "invalid_grant");
        org.exchange(code).is(200);
    }

    @Test
    void a_code_is_no_other_server_s() {
        var code = org.code(user, ALL);

        exchangedBy("web", "other", code).isOAuth(400, "invalid_grant");
    }

    private Reply exchanged(String code, String redirect, String... more) {
        var form = new ArrayList<>(List.of("grant_type", "authorization_code"));
        form.addAll(List.of("code", code, "redirect_uri", redirect));
        form.addAll(List.of(more));
        return org.token(form.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.test/callback/",
                "https://app.test/other",
                "https://APP.test/callback",
                "https://app.test/callback?x=1"
            })
    void a_code_belongs_to_its_redirect_uri(String redirect) {
        var code = org.code(user, ALL);

        exchanged(code, redirect, "code_verifier", Wire.VERIFIER).isOAuth(400, "invalid_grant");
        org.exchange(code).isOAuth(400, "invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                "short",
                "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk="
            })
    void a_wrong_verifier_is_refused_and_the_code_is_gone(String verifier) {
        var code = org.code(user, ALL);

        exchanged(code, OAuthOrg.REDIRECT, "code_verifier", verifier).isOAuth(400, "invalid_grant");
        org.exchange(code).isOAuth(400, "invalid_grant");
    }

    @Test
    void a_challenge_cannot_be_left_unanswered() {
        exchanged(org.code(user, ALL), OAuthOrg.REDIRECT).isOAuth(400, "invalid_grant");
        exchanged(org.code(user, ALL), OAuthOrg.REDIRECT, "code_verifier", "")
                .isOAuth(400, "invalid_grant");
    }

    @Test
    void an_answer_without_a_challenge_is_a_downgrade() {
        var code = org.codeWithoutChallenge(user);

        exchanged(code, OAuthOrg.REDIRECT, "code_verifier", Wire.VERIFIER)
                .isOAuth(400, "invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"suspend", "deactivate"})
    void a_person_switched_off_in_between_gets_nothing(String lifecycle) {
        var code = org.code(user, ALL);
        org.org.post("/api/v1/users/" + user + "/lifecycle/" + lifecycle, "");

        org.exchange(code).isOAuth(400, "invalid_grant");
    }

    @Test
    void an_assignment_taken_away_in_between_counts() {
        var code = org.code(user, ALL);
        org.forAll("0oaweb", false);

        org.exchange(code).isOAuth(400, "access_denied");
    }

    @Test
    void an_address_taken_off_the_list_in_between_counts() {
        var code = org.code(user, ALL);
        org.clients.put("web", new ClientMaker("web").redirects("https://app.test/new").make());

        org.exchange(code).isOAuth(400, "invalid_grant");
    }

    @Test
    void a_client_or_server_switched_off_in_between_counts() {
        var code = org.code(user, ALL);
        org.clients.put("web", new ClientMaker("web").inactive().make());
        org.exchange(code).isOAuth(401, "invalid_client");
        org.clients.put("web", new ClientMaker("web").make());
        org.servers.put(
                "default",
                TestServers.server(
                        "default", List.of(), true, (_, _, _, _, _) -> new Decision.Denied()));

        org.exchange(code).isOAuth(400, "access_denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0123456789012345678901234567890123456789012"})
    void a_made_up_code_is_nothing(String code) {
        exchanged(code, OAuthOrg.REDIRECT, "code_verifier", Wire.VERIFIER)
                .isOAuth(400, code.isEmpty() ? "invalid_request" : "invalid_grant");
    }

    @Test
    void a_refresh_token_is_not_a_code_and_a_code_no_refresh_token() {
        var refresh = org.exchange(org.code(user, ALL)).text("/refresh_token");

        org.exchange(refresh).isOAuth(400, "invalid_grant");
        org.refresh(org.code(user, ALL)).isOAuth(400, "invalid_grant");
    }

    @Test
    void without_openid_there_is_no_id_token_and_without_offline_access_no_refresh_token() {
        var reply = org.exchange(org.code(user, "sample.read")).is(200);

        assertThat(reply.json().has("id_token")).isFalse();
        assertThat(reply.json().has("refresh_token")).isFalse();
    }
}
