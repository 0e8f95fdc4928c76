package gatehouse.signin.login;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.signin.sessions.People;
import gatehouse.testkit.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where people are sent after they signed in or out, for no application in particular. */
class FromUriTest {
    private static final String ANN = "ann@x.test";
    private static final String PORTAL = "https://portal.test/home?a=b%26c";
    private static final String LOGIN = "/login/login.htm";
    private static final String SIGN_OUT = "/login/signout";

    private final People people = new People();
    private final People.Browser browser = people.new Browser();

    @BeforeEach
    void ann_and_a_portal() {
        people.person(ANN);
        trust("https://portal.test", "REDIRECT");
        trust("https://api.test", "CORS");
    }

    private Reply trust(String origin, String scope) {
        return people.org
                .post(
                        "/api/v1/trustedOrigins",
                        """
                        {"name": "%1$s", "origin": "%1$s", "scopes": [{"type": "%2$s"}]}\
                        """
                                .formatted(origin, scope))
                .is(200);
    }

    private static String to(String path, String target) {
        return path + "?fromURI=" + URLEncoder.encode(target, StandardCharsets.UTF_8);
    }

    private static String path(Reply redirect) {
        return redirect.header("Location").replaceAll("^http://[^/]+", "");
    }

    /** Signs in on the page that a reply leads to. */
    private Reply signsIn(Reply sent) {
        browser.follow(sent).is(200);
        return browser.form(
                path(sent), "username=" + ANN + "&password=" + People.PASSWORD + "&remember=");
    }

    @Test
    void whoever_has_signed_in_goes_on_to_a_trusted_page() {
        var sent = browser.send("GET", to(LOGIN, PORTAL)).is(303);
        assertThat(browser.follow(sent).is(200).header("Content-Security-Policy"))
                .endsWith("form-action 'self' https://portal.test");
        var back = browser.follow(signsIn(sent));
        assertThat(back.is(303).header("Location")).isEqualTo(PORTAL);
        assertThat(browser.send("GET", to(LOGIN, PORTAL)).is(303).header("Location"))
                .isEqualTo(PORTAL);
    }

    @Test
    void or_to_a_page_of_ours_or_stays() {
        var sent = browser.send("GET", to(LOGIN, "/activate?user_code=x")).is(303);
        assertThat(browser.follow(signsIn(sent)).is(303).header("Location"))
                .isEqualTo("http://" + people.org.host() + "/activate?user_code=x");
        assertThat(browser.send("GET", LOGIN).is(200).body()).contains("You are signed in");
        assertThat(browser.send("GET", LOGIN + "?fromURI=").is(400).header("Location")).isEmpty();
    }

    @Test
    void a_page_that_is_trusted_no_more_is_not_reached_by_who_was_on_the_way() {
        var sent = browser.send("GET", to(LOGIN, PORTAL)).is(303);
        for (var id : people.org.get("/api/v1/trustedOrigins").all("/id")) {
            people.org.delete("/api/v1/trustedOrigins/" + id).is(204);
        }
        browser.follow(signsIn(sent)).is(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.test/",
                "//evil.test/",
                "/\\evil.test/",
                "https:evil.test",
                "https://portal.test@evil.test/",
                "https://portal.test:8443/",
                "http://portal.test/",
                "https://api.test/",
                "javascript:alert(1)",
                "/x\r\nSet-Cookie: a=b"
            })
    void nowhere_else(String target) {
        var refused = browser.send("GET", to(LOGIN, target)).is(400);
        assertThat(refused.header("Location")).isEmpty();

        var ann = people.browser(ANN);
        assertThat(ann.send("GET", to(SIGN_OUT, target)).is(200).body())
                .contains("action=\"/login/signout\"");
        var out = ann.send("POST", to(SIGN_OUT, target)).is(200);
        assertThat(out.header("Location")).isEmpty();
        ann.send("GET", "/api/v1/sessions/me").is(404);
    }

    @Test
    void whoever_has_signed_out_goes_on_to_a_trusted_page_and_nobody_is_signed_out_by_a_link() {
        var ann = people.browser(ANN);
        var asked = ann.send("GET", to(SIGN_OUT, PORTAL)).is(200);
        assertThat(asked.body())
                .contains("action=\"" + to(SIGN_OUT, PORTAL).replace("&", "&amp;") + "\"");
        assertThat(asked.header("Content-Security-Policy"))
                .endsWith("form-action 'self' https://portal.test");
        ann.send("GET", "/api/v1/sessions/me").is(200);
        ann.send("POST", to(SIGN_OUT, PORTAL), Map.of("origin", "https://portal.test"), "").is(200);
        ann.send("GET", "/api/v1/sessions/me").is(200);

        var out = ann.send("POST", to(SIGN_OUT, PORTAL)).is(303);
        assertThat(out.header("Location")).isEqualTo(PORTAL);
        assertThat(out.header("Set-Cookie")).startsWith("idx=;");
        ann.send("GET", "/api/v1/sessions/me").is(404);
    }
}
