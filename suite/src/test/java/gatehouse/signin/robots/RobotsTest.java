package gatehouse.signin.robots;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.outside.Outgoing.Answer;
import gatehouse.signin.idx.Browser;
import gatehouse.signin.idx.IdxOrg;
import gatehouse.testkit.Reply;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People show that they are no robots where the org wants it, and nothing is tried before. */
class RobotsTest {
    private static final String ANN = "ann@x.test";
    private static final String SOLVED = "a-solution";
    private final IdxOrg idx = new IdxOrg();
    private final Browser browser = new Browser(idx);

    @BeforeEach
    void provider() {
        idx.user(ANN);
        idx.org.calling(call -> {
            var right = new String(call.body(), StandardCharsets.UTF_8).contains(SOLVED);
            var text = "{\"success\": " + right + "}";
            return new Answer(200, text.getBytes(StandardCharsets.UTF_8));
        });
    }

    private Reply identify(String handle, String token) {
        var verify = "{\"captchaId\": \"x\", \"captchaToken\": \"" + token + "\"}";
        return idx.send(
                "identify",
                handle,
                "{\"identifier\": \"" + ANN + "\", \"captchaVerify\": " + verify + "}");
    }

    @Test
    void a_widget_is_told_what_to_ask_and_brings_the_answer() {
        var id = Captcha.asked(idx.org, "HCAPTCHA", "SIGN_IN");
        var handle = idx.begun();
        var form = idx.send("introspect", handle, "{}").is(200);
        assertThat(form.text("/captcha/value/id")).isEqualTo(id);
        assertThat(form.text("/captcha/value/type")).isEqualTo("HCAPTCHA");
        assertThat(form.text("/captcha/value/siteKey")).isEqualTo("site-key");
        assertThat(form.body())
                .contains("captchaVerify", "captchaToken")
                .doesNotContain("secret\"");

        idx.identify(handle, ANN).is(400);
        identify(handle, "guessed").is(400);
        assertThat(idx.password(handle, IdxOrg.PASSWORD).json().has("user")).isFalse();
        identify(handle, SOLVED).is(200);
        IdxOrg.code(idx.password(handle, IdxOrg.PASSWORD));
    }

    @Test
    void recovery_asks_whichever_way_one_comes_to_it() {
        Captcha.asked(idx.org, "HCAPTCHA", "SSPR");
        var handle = idx.begun();
        assertThat(idx.identify(handle, ANN).is(200).json().has("captcha")).isFalse();

        var form = idx.send("recover", handle, "{}").is(200);

        assertThat(IdxOrg.remediations(form)).containsExactly("identify-recovery");
        assertThat(form.json().has("captcha")).isTrue();
        idx.identify(handle, ANN).is(400);
        assertThat(IdxOrg.remediations(identify(handle, SOLVED).is(200)))
                .contains("select-authenticator-authenticate");
    }

    @ParameterizedTest
    @CsvSource({
        "HCAPTCHA, h-captcha, https://js.hcaptcha.com/1/api.js, https://*.hcaptcha.com",
        "RECAPTCHA_V2, g-recaptcha, https://www.google.com/recaptcha/api.js,"
                + " https://www.gstatic.com/recaptcha/"
    })
    void a_page_loads_the_provider_s_script_and_takes_no_name_without_it(
            String type, String place, String script, String source) {
        Captcha.asked(idx.org, type, "SIGN_IN");
        var page = browser.opens().is(200);
        assertThat(page.body())
                .contains("<div class=\"" + place + "\" data-sitekey=\"site-key\">", script);
        assertThat(page.header("Content-Security-Policy"))
                .contains("script-src 'self' https://", source, "frame-src https://");

        browser.named(ANN).is(401);
        var name = "username=ann%40x.test&password=" + IdxOrg.PASSWORD;
        browser.form(name + "&" + place + "-response=guessed").is(401);
        browser.form(name + "&" + place + "-response=" + SOLVED).is(303);
    }

    @Test
    void where_nothing_is_asked_nothing_is_loaded_from_elsewhere() {
        Captcha.asked(idx.org, "HCAPTCHA", "SSPR");
        var page = browser.opens().is(200);
        assertThat(page.body()).doesNotContain("captcha");
        assertThat(page.header("Content-Security-Policy"))
                .doesNotContain("hcaptcha", "frame-src", "connect-src");
        browser.named(ANN).is(303);
    }

    @Test
    void a_robot_learns_nothing_of_passwords() {
        Captcha.asked(idx.org, "HCAPTCHA", "SIGN_IN");
        for (int i = 0; i < 12; i++) {
            browser.named(ANN, "wrong").is(401);
        }
        browser.opens();
        var name = "username=ann%40x.test&password=" + IdxOrg.PASSWORD;
        browser.form(name + "&h-captcha-response=" + SOLVED).is(303);
    }
}
