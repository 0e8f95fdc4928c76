package gatehouse.protocol.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.protocol.authservers.Decision;
import gatehouse.protocol.jose.TokenHash;
import gatehouse.protocol.oauth.authorize.Checked;
import gatehouse.protocol.oauth.authorize.Redirects;
import gatehouse.testkit.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code /authorize} takes, what it tells whom, and how answers travel. */
class AuthorizeTest {
    private final OAuthOrg org = new OAuthOrg();

    /** A good request, with some parameters changed; an empty value leaves one out. */
    private static String[] query(String... changes) {
        var all = new LinkedHashMap<String, String>();
        all.put("client_id", "web");
        all.put("redirect_uri", OAuthOrg.REDIRECT);
        all.put("response_type", "code");
        all.put("scope", "openid");
        all.put("state", "a state");
        all.put("nonce", "n");
        for (int at = 0; at < changes.length; at += 2) {
            all.put(changes[at], changes[at + 1]);
        }
        all.values().removeIf(String::isEmpty);
        var flat = new ArrayList<String>();
        all.forEach((name, value) -> flat.addAll(List.of(name, value)));
        return flat.toArray(String[]::new);
    }

    private Checked check(String... changes) {
        return org.check("default", query(changes));
    }

    @Test
    void a_good_request_is_good() {
        assertThat(check()).isInstanceOf(Checked.Good.class);
        var request = ((Checked.Good) check("prompt", "login", "max_age", "0")).request();
        assertThat(request.maxAge()).isZero();
        assertThat(request.parameters()).containsEntry("prompt", "login");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client_id|''|invalid_client",
                "client_id|nobody|invalid_client",
                "redirect_uri|''|invalid_request",
                "redirect_uri|https://evil.test/callback|invalid_request"
            })
    void before_client_and_address_are_known_only_the_person_is_told(
            String name, String value, String error) {
        assertThat(check(name, value))
                .isInstanceOfSatisfying(
                        Checked.Page.class,
                        page -> assertThat(page.error().error()).isEqualTo(error));
    }

    @Test
    void an_inactive_client_and_a_service_are_refused_on_a_page() {
        org.clients.put("web", new ClientMaker("web").inactive().make());
        assertThat(check()).isInstanceOf(Checked.Page.class);
        org.clients.put("web", new ClientMaker("web").type("service").make());
        assertThat(check()).isInstanceOf(Checked.Page.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "response_type|''|invalid_request",
                "response_type|none|unsupported_response_type",
                "response_type|code code|unsupported_response_type",
                "response_type|Code|unsupported_response_type",
                "response_mode|magic|unsupported_response_mode",
                "state|''|invalid_request",
                "scope|''|invalid_scope",
                "scope|openid nothing|invalid_scope",
                "prompt|none login|invalid_request",
                "prompt|maybe|invalid_request",
                "max_age|-1|invalid_request",
                "max_age|x|invalid_request",
                "max_age|2147483648|invalid_request",
                "acr_values|urn:other|unmet_authentication_requirements",
                "code_challenge|E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM|invalid_request",
                "request|eyJhbGciOiJub25lIn0.e30.|request_not_supported",
                "request_uri|https://evil.test/r|request_uri_not_supported"
            })
    void afterwards_the_client_is_told_what_is_wrong(String name, String value, String error) {
        assertThat(check(name, value))
                .isInstanceOfSatisfying(
                        Checked.Back.class,
                        back -> assertThat(back.error().error()).isEqualTo(error));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "response_type|id_token|nonce|''|invalid_request",
                "response_type|id_token|scope|sample.read|invalid_scope",
                "response_type|token|response_mode|query|unsupported_response_mode",
                "prompt|none|max_age|0|invalid_request",
                "code_challenge|short|code_challenge_method|S256|invalid_request",
                "code_challenge|E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
                        + "|code_challenge_method|plain|invalid_request"
            })
    void some_things_do_not_go_together(
            String name, String value, String other, String otherValue, String error) {
        assertThat(check(name, value, other, otherValue))
                .isInstanceOfSatisfying(
                        Checked.Back.class,
                        back -> assertThat(back.error().error()).isEqualTo(error));
    }

    @Test
    void a_parameter_sent_twice_is_refused() {
        var twice = new ArrayList<>(List.of(query()));
        twice.addAll(List.of("state", "other"));
        assertThat(org.check("default", twice.toArray(String[]::new)))
                .isInstanceOf(Checked.Back.class);
        twice.addAll(List.of("redirect_uri", OAuthOrg.REDIRECT));
        assertThat(org.check("default", twice.toArray(String[]::new)))
                .isInstanceOf(Checked.Page.class);
    }

    @Test
    void a_client_that_must_use_pkce_or_lacks_a_grant_is_told_so() {
        org.clients.put("web", new ClientMaker("web").pkce().make());
        assertThat(check()).isInstanceOf(Checked.Back.class);
        org.clients.put("web", new ClientMaker("web").method("none").make());
        assertThat(check()).isInstanceOf(Checked.Back.class);
        org.clients.put("web", new ClientMaker("web").grants("client_credentials").make());
        assertThat(check()).isInstanceOf(Checked.Back.class);
        org.clients.put("web", new ClientMaker("web").responses("code").make());
        assertThat(check("response_type", "id_token")).isInstanceOf(Checked.Back.class);
    }

    @Test
    void a_hybrid_answer_binds_its_parts_together() {
        var user = org.user("ann@x.test");
        var answer =
                OAuthOrg.answer(
                        org.authorize(
                                "default",
                                user,
                                query("response_type", "code id_token token", "scope", "openid")));

        assertThat(answer.keySet())
                .contains(
                        "code",
                        "access_token",
                        "token_type",
                        "expires_in",
                        "scope",
                        "id_token",
                        "state",
                        "iss");
        assertThat(answer).containsEntry("iss", "https://id.test/oauth2/default");
        var id = OAuthOrg.claims(answer.getOrDefault("id_token", ""));
        assertThat(id.path("c_hash").asString())
                .isEqualTo(TokenHash.half(answer.getOrDefault("code", "")));
        assertThat(id.path("at_hash").asString())
                .isEqualTo(TokenHash.half(answer.getOrDefault("access_token", "")));
        assertThat(id.path("nonce").asString()).isEqualTo("n");
        assertThat(org.org.events())
                .contains(
                        "app.oauth2.as.authorize.code",
                        "app.oauth2.as.authorize.implicit.access_token",
                        "app.oauth2.as.authorize.implicit.id_token");
        var actors = "select actor_id from system_log where org_id = ? and event_type ~ 'oauth2'";
        assertThat(
                        org.org.<List<String>>inTx(
                                tx -> tx.list(actors, row -> row.text("actor_id"), tx.org())))
                .containsOnly(user);
    }

    @Test
    void an_id_token_alone_says_all_that_its_scopes_allow() {
        var user = org.user("ann@x.test");
        var answer =
                OAuthOrg.answer(
                        org.authorize(
                                "org",
                                user,
                                query(
                                        "response_type",
                                        "id_token",
                                        "scope",
                                        "openid profile groups")));

        var id = OAuthOrg.claims(answer.getOrDefault("id_token", ""));
        assertThat(id.path("given_name").asString()).isEqualTo("Ann");
        assertThat(id.path("groups").path(0).asString()).isEqualTo("Everyone");
        assertThat(id.path("iss").asString()).isEqualTo("https://id.test");
    }

    @Test
    void who_may_not_use_the_client_is_refused_at_its_address() {
        var user = org.user("ann@x.test");
        org.forAll("0oaweb", false);
        assertThat(OAuthOrg.answer(org.authorize("default", user, query())))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "a state");
        org.forAll("0oaweb", true);
        org.servers.put(
                "default",
                TestServers.server(
                        "default", List.of(), true, (_, _, _, _, _) -> new Decision.Denied()));
        assertThat(OAuthOrg.answer(org.authorize("default", user, query())))
                .containsEntry("error", "access_denied");
        assertThat(org.actors("app.oauth2.as.authorize")).containsExactly(user, user);
    }

    @ParameterizedTest
    @ValueSource(strings = {"query", "fragment", "form_post", "okta_post_message"})
    void an_answer_travels_as_it_was_asked_for(String mode) {
        var request = ((Checked.Good) check("response_mode", mode)).request();
        var hostile = "\"'><script>alert(1)</script>&x=1";
        var reply =
                new Reply(
                        Redirects.answer(
                                request.redirect(),
                                request.mode(),
                                "https://id.test",
                                Map.of("state", hostile)));

        assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(reply.body()).doesNotContain("<script>alert");
        if (mode.endsWith("post") || mode.endsWith("message")) {
            assertThat(reply.header("Content-Security-Policy"))
                    .startsWith("default-src 'none'; base-uri 'none'; script-src 'sha256-");
        } else {
            assertThat(OAuthOrg.answer(reply.response()))
                    .containsEntry("state", hostile)
                    .containsEntry("iss", "https://id.test");
        }
    }
}
