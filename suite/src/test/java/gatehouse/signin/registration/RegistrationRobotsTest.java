package gatehouse.signin.registration;

import static gatehouse.signin.registration.Newcomer.EMAIL;
import static gatehouse.signin.registration.Newcomer.PROFILE;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.outside.Outgoing.Answer;
import gatehouse.signin.idx.Browser;
import gatehouse.signin.idx.IdxOrg;
import gatehouse.signin.robots.Captcha;
import gatehouse.testkit.Reply;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Whoever makes an account shows that they are no robot, where the org wants it. */
class RegistrationRobotsTest {
    private static final String SOLVED = "a-solution";
    private static final String FORM =
            "profile.firstName=Nea&profile.lastName=Wye&profile.email=new%40x.test";
    private final IdxOrg idx = new IdxOrg();
    private final Newcomer newcomer = new Newcomer(idx);
    private final String captcha = asked();

    private String asked() {
        idx.org.calling(call -> {
            var right = new String(call.body(), StandardCharsets.UTF_8).contains(SOLVED);
            var text = "{\"success\": " + right + "}";
            return new Answer(200, text.getBytes(StandardCharsets.UTF_8));
        });
        return Captcha.asked(idx.org, "HCAPTCHA", "SSR");
    }

    private Reply describes(String handle, String token) {
        return idx.send(
                "enroll/new",
                handle,
                """
                {"userProfile": %s, "captchaVerify": {"captchaId": "x", "captchaToken": "%s"}}\
                """
                        .formatted(PROFILE, token));
    }

    @Test
    void a_widget_is_told_what_to_ask_and_brings_the_answer_with_the_form() {
        var handle = idx.begun();
        var form = idx.send("enroll", handle, "{}").is(200);
        assertThat(form.text("/captcha/value/id")).isEqualTo(captcha);
        assertThat(form.text("/remediation/value/0/name")).isEqualTo("enroll-profile");
        assertThat(form.body()).contains("captchaVerify", "captchaToken");

        newcomer.describes(handle, PROFILE).is(400);
        var refused = describes(handle, "guessed").is(400);
        assertThat(IdxOrg.remediations(refused)).contains("enroll-profile");
        assertThat(newcomer.lettersTo(EMAIL)).isEmpty();

        var offered = describes(handle, SOLVED).is(200);
        newcomer.chooses(handle, offered, "okta_email").is(200);
        var proved = newcomer.answers(handle, idx.mailed()).is(200);
        newcomer.chooses(handle, proved, "okta_password").is(200);
        IdxOrg.code(newcomer.answers(handle, IdxOrg.PASSWORD));
    }

    @Test
    void who_signs_in_is_not_asked() {
        idx.user("ann@x.test");
        var handle = idx.begun();
        assertThat(idx.send("introspect", handle, "{}").json().has("captcha")).isFalse();
        idx.identify(handle, "ann@x.test").is(200);
        IdxOrg.code(idx.password(handle, IdxOrg.PASSWORD));
    }

    @Test
    void a_page_takes_no_form_without_it() {
        var browser = new Browser(idx);
        browser.opens().is(200);
        var page = browser.form("way=register").is(200);
        assertThat(page.body())
                .contains("<div class=\"h-captcha\" data-sitekey=\"site-key\">", "Sign up");
        assertThat(page.header("Content-Security-Policy")).contains("hcaptcha.com");

        var again = browser.form(FORM).is(401);
        assertThat(again.body()).contains("Nea", "h-captcha");
        browser.form(FORM + "&h-captcha-response=guessed").is(401);
        assertThat(newcomer.lettersTo(EMAIL)).isEmpty();
        browser.form(FORM + "&h-captcha-response=" + SOLVED).is(200);
        assertThat(newcomer.lettersTo(EMAIL)).hasSize(1);
    }
}
