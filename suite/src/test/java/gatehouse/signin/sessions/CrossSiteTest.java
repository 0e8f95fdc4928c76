package gatehouse.signin.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cookies go with what pages of other sites send; what those may do does not hang on cookies. */
class CrossSiteTest {
    private static final String ANN = "ann@x.test";
    private static final String ME = "/api/v1/sessions/me";
    private static final String PORTAL = "https://portal.test";

    private final People people = new People();
    private final String ann = people.person(ANN);

    private List<String> cookies(Reply reply) {
        return reply.response().all("Set-Cookie");
    }

    private String app() {
        return people.org
                .post(
                        "/api/v1/apps",
                        """
                        {"name": "oidc_client", "label": "Frame", "signOnMode": "OPENID_CONNECT",
                         "credentials": {"oauthClient": {"token_endpoint_auth_method": "none"}},
                         "settings": {"oauthClient": {"application_type": "browser",
                           "grant_types": ["authorization_code"], "response_types": ["code"],
                           "redirect_uris": ["https://app.test/cb"]}}}\
                        """)
                .is(200)
                .id();
    }

    private String authorize(String app, String more) {
        return "/oauth2/default/v1/authorize?client_id="
                + app
                + "&response_type=code&scope=openid&state=s&redirect_uri=https://app.test/cb"
                + "&code_challenge="
                + Wire.CHALLENGE
                + "&code_challenge_method=S256"
                + more;
    }

    @Test
    void over_https_cookies_go_with_what_other_sites_send_and_over_http_they_do_not() {
        var app = app();
        var plain = people.new Browser();
        assertThat(cookies(plain.send("GET", authorize(app, "")).is(303)))
                .isNotEmpty()
                .allMatch(set -> set.endsWith("; HttpOnly; SameSite=Lax"));

        people.org.overHttps();
        var browser = people.new Browser();
        var home = "https://" + people.org.host() + "/";
        assertThat(cookies(browser.send("GET", authorize(app, "")).is(303)))
                .isNotEmpty()
                .allMatch(set -> set.endsWith("; HttpOnly; SameSite=None; Secure"));
        assertThat(cookies(browser.comes(people.sessionToken(ANN), home).is(303)))
                .isNotEmpty()
                .allMatch(set -> set.endsWith("; HttpOnly; SameSite=None; Secure"));
    }

    @Test
    void a_silent_answer_is_shown_to_the_page_of_the_redirect_uri_alone() {
        people.org.overHttps();
        var silent = authorize(app(), "&prompt=none&response_mode=okta_post_message");
        var page = people.new Browser().send("GET", silent).is(200);
        assertThat(page.body()).contains("login_required", "data-origin=\"https://app.test\"");
        assertThat(page.header("Content-Security-Policy"))
                .contains("frame-ancestors https://app.test")
                .doesNotContain("frame-ancestors 'none'");
        assertThat(page.header("X-Frame-Options")).isEmpty();
    }

    /** A form on a page of a sandbox, of a neighbouring org, and of nowhere near. */
    @ParameterizedTest
    @ValueSource(strings = {"null", "http://other.localhost", "https://evil.test"})
    void a_form_of_another_origin_signs_nobody_out(String origin) {
        var browser = people.browser(ANN);
        var signOut = "/login/signout";
        for (var site : List.of("cross-site", "same-site")) {
            browser.send("POST", signOut, Map.of("origin", origin, "sec-fetch-site", site), "");
        }
        browser.send("POST", signOut, Map.of("origin", origin), "");
        browser.send("GET", ME).is(200);

        browser.send("POST", signOut, Map.of("origin", "null", "sec-fetch-site", "same-origin"), "")
                .is(200);
        browser.send("GET", ME).is(404);
    }

    @Test
    void a_page_of_ours_may_say_where_its_form_comes_from() {
        var page = people.new Browser().send("GET", "/login/signout").is(200);
        assertThat(page.response().all("Referrer-Policy")).containsExactly("same-origin");
        assertThat(people.org.get(ME).response().all("Referrer-Policy"))
                .containsExactly("no-referrer");
    }

    @Test
    void a_trusted_page_reads_and_ends_what_is_its_visitor_s_own_and_no_more() {
        people.org
                .post(
                        "/api/v1/trustedOrigins",
                        """
                        {"name": "Portal", "origin": "%s", "scopes": [{"type": "CORS"}]}\
                        """
                                .formatted(PORTAL))
                .is(200);
        people.org.post("/api/v1/users/" + ann + "/roles", "{\"type\": \"SUPER_ADMIN\"}").is(201);
        var melissa = people.person("melissa@x.test");
        var browser = people.browser(ANN);
        var portal = Map.of("origin", PORTAL, "sec-fetch-site", "cross-site");

        var mine = browser.send("GET", "/api/v1/users/me", portal, "").is(200);
        assertThat(mine.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        browser.send("GET", "/api/v1/users", portal, "").is(401);
        browser.send("GET", "/api/v1/users/melissa@x.test", portal, "").is(401);
        browser.send("POST", "/api/v1/users/melissa@x.test", portal, "{}").is(403, "E0000005");
        browser.send("GET", "/api/v1/users/" + melissa).is(200);
        browser.send("DELETE", ME, portal, "").is(204);
    }

    @Test
    void a_page_that_nobody_trusts_reads_nothing_of_an_administrator() {
        people.org.post("/api/v1/users/" + ann + "/roles", "{\"type\": \"SUPER_ADMIN\"}").is(201);
        var browser = people.browser(ANN);
        browser.send("GET", "/api/v1/users").is(200);
        for (var headers :
                List.of(
                        Map.of("origin", "https://evil.test"),
                        Map.of("origin", "null"),
                        Map.of("sec-fetch-site", "cross-site"))) {
            browser.send("GET", "/api/v1/users", headers, "").is(401);
        }
    }

    /** A browser asks first before it sends JSON to another origin, and sends anything else. */
    @Test
    void no_page_signs_its_visitor_in_as_somebody_else() {
        for (var type : List.of("text/plain", "application/x-www-form-urlencoded", "")) {
            for (var path : List.of("introspect", "identify", "challenge/answer", "cancel")) {
                people.org
                        .send("POST", "/idp/idx/" + path, Map.of("content-type", type), "{}")
                        .is(400, "E0000021");
            }
        }
        var asked =
                people.org.send(
                        "OPTIONS",
                        "/idp/idx/identify",
                        Map.of(
                                "origin",
                                "https://evil.test",
                                "access-control-request-method",
                                "POST",
                                "access-control-request-headers",
                                "content-type"),
                        "");
        assertThat(asked.header("Access-Control-Allow-Origin")).isEmpty();
    }
}
