package gatehouse.signin.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gatehouse.signin.robots.Captcha;
import gatehouse.signin.sessions.People;
import gatehouse.testkit.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sign-in page shows the Sign-In Widget where the installation has it and the org wants it. */
class WidgetPageTest {
    private static final Pattern NONCE = Pattern.compile("'nonce-([A-Za-z0-9]+)'");

    private final People people = new People();
    private final People.Browser browser = people.new Browser();

    private Reply waiting() {
        return browser.send("GET", "/login/login.htm").is(303);
    }

    private static String nonce(Reply page) {
        var found = NONCE.matcher(page.header("Content-Security-Policy"));
        assertThat(found.find()).as(page.toString()).isTrue();
        return found.group(1);
    }

    @Test
    void as_long_as_an_org_gives_its_page_no_face_it_needs_no_script() {
        assertThat(browser.follow(waiting()).is(200).body())
                .contains("name=\"username\"")
                .doesNotContain("okta-sign-in");
        people.face("OKTA_DEFAULT");
        assertThat(browser.follow(waiting()).is(200).body()).contains("name=\"username\"");
    }

    @Test
    void a_page_with_a_face_shows_the_widget_and_runs_nothing_else() {
        people.face("BACKGROUND_SECONDARY_COLOR");
        var sent = waiting();
        var page = browser.follow(sent).is(200);
        assertThat(page.body())
                .contains("src=\"https://widget.test/7.49/js/okta-sign-in.min.js\"")
                .contains("nonce=\"" + nonce(page) + "\"")
                .contains("stateToken");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'nonce-" + nonce(page) + "';")
                .contains("frame-ancestors 'none'")
                .contains("connect-src 'self' https://widget.test;")
                .doesNotContain("unsafe");
        assertThat(nonce(browser.follow(sent))).isNotEqualTo(nonce(page));
    }

    /** The page of the widget lets in no script of those who tell robots from people. */
    @Test
    void where_robots_are_kept_out_the_page_is_ours() {
        people.face("BACKGROUND_SECONDARY_COLOR");
        Captcha.asked(people.org, "HCAPTCHA", "SIGN_IN");

        assertThat(browser.follow(waiting()).is(200).body())
                .contains("name=\"username\"", "site-key")
                .doesNotContain("okta-sign-in");
    }

    @Test
    void whoever_has_no_script_signs_in_without() {
        people.person("ann@x.test");
        people.face("BACKGROUND_IMAGE");
        var at = waiting().header("Location").replaceAll("^http://[^/]+", "");
        assertThat(browser.send("GET", at).is(200).body()).contains(at + "?page=plain");
        assertThat(browser.send("GET", at + "?page=plain").is(200).body())
                .contains("name=\"username\"");
        browser.form(at, "username=ann%40x.test&password=" + People.PASSWORD).is(303);
    }

    @Test
    void the_widget_is_shown_to_nobody_whose_sign_in_it_is_not() {
        people.face("BACKGROUND_IMAGE");
        var sent = waiting();
        var stranger = people.new Browser();
        assertThat(stranger.follow(sent).is(400).body()).doesNotContain("okta-sign-in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://widget.test/7",
                "https://ann@widget.test/7",
                "https://widget.test/7?a=b",
                "https:/7",
                "ftp://widget.test/"
            })
    void a_widget_comes_from_a_web_address_over_https(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> Widget.at(URI.create(address)));
    }

    @Test
    void or_from_a_folder_that_holds_it(@TempDir Path folder) throws IOException {
        assertThatIllegalArgumentException().isThrownBy(() -> Widget.in(folder));
        for (var file : new String[] {"js/okta-sign-in.min.js", "css/okta-sign-in.min.css"}) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), "x");
        }
        var widget = Widget.in(folder);
        assertThat(widget.script()).isEqualTo("/assets/widget/js/okta-sign-in.min.js");
        assertThat(widget.source()).isEqualTo("'self'");
        assertThat(widget.routes()).isNotEmpty();
    }
}
