package gatehouse.signin.questions;

import static gatehouse.signin.idx.IdxOrg.code;
import static gatehouse.signin.idx.IdxOrg.message;
import static gatehouse.signin.idx.IdxOrg.remediations;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.signin.idx.Browser;
import gatehouse.signin.idx.IdxOrg;
import gatehouse.signin.rules.Rules;
import gatehouse.testkit.Reply;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Security questions: set up at sign-in, and asked of who forgot their password. */
class QuestionTest {
    private final IdxOrg idx = new IdxOrg();
    private final Rules rules = new Rules(idx.org);

    QuestionTest() {
        idx.user("ann@x.test");
        rules.active("security_question").enrolls("security_question", "REQUIRED");
        rules.rule(
                "PASSWORD",
                "selfServicePasswordReset",
                """
                {"access": "ALLOW", "requirement": {"primary": {"methods": ["email"]},
                 "stepUp": {"required": true, "methods": ["security_question"]}}}\
                """);
    }

    private Reply answers(String handle, String credentials) {
        return idx.send("challenge/answer", handle, "{\"credentials\": " + credentials + "}");
    }

    private String begun() {
        var handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);
        var offered = idx.password(handle, IdxOrg.PASSWORD).is(200);
        idx.choose(handle, "credential/enroll", offered, "security_question").is(200);
        return handle;
    }

    @Test
    void one_of_their_own_is_set_up_and_asked_of_who_forgot_their_password() {
        var own =
                "{\"questionKey\": \"custom\", \"question\": \"Cat?\", \"answer\": \"In the hat\"}";
        code(answers(begun(), own));

        var handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);
        idx.choose(handle, "challenge", idx.send("recover", handle, "{}"), "okta_email").is(200);
        var asked = idx.password(handle, idx.mailed()).is(200);
        assertThat(asked.text("/remediation/value/0/value/0/form/value/1/label")).isEqualTo("Cat?");
        assertThat(message(answers(handle, "{\"answer\": \"wrong\"}").is(401)))
                .isEqualTo("incorrect.answer");
        assertThat(remediations(answers(handle, "{\"answer\": \"in the HAT\"}").is(200)))
                .containsExactly("reset-authenticator");
    }

    @Test
    void what_will_not_do_is_told_in_words_that_the_widget_shows() {
        var handle = begun();
        var tooShort = "{\"questionKey\": \"disliked_food\", \"answer\": \"x\"}";
        var refused = answers(handle, tooShort).is(400);
        assertThat(message(refused)).isEqualTo("errors.E0000001");
        assertThat(refused.text("/messages/value/0/i18n/params/0"))
                .startsWith("The answer must be at least 4 characters");
    }

    @Test
    void our_own_page_takes_one_of_their_own() {
        var browser = new Browser(idx);
        var page = browser.named("ann@x.test").is(200);
        var option = page.body().split("name=\"choose\" value=\"", 2)[1].split("\"")[0];
        assertThat(browser.form("choose=" + option.replace("/", "%2F")).is(200).body())
                .contains("A question of my own", "name=\"question\"");
        assertThat(browser.form("questionKey=custom&question=&answer=In+the+hat").body())
                .contains(">Choose one of the questions<");
        browser.form("questionKey=custom&question=Cat%3F&answer=In+the+hat").is(303);
        var factors = idx.org.get("/api/v1/users/ann@x.test/factors").is(200);
        assertThat(factors.body()).contains("Cat?");
    }

    @Test
    void who_has_the_letter_alone_gets_no_new_password_once_they_are_locked_out() {
        var own =
                "{\"questionKey\": \"custom\", \"question\": \"Cat?\", \"answer\": \"In the hat\"}";
        code(answers(begun(), own));
        idx.org.post("/api/v1/users/ann@x.test/credentials/forgot_password", "").is(200);
        var letter = idx.org.mails().getLast().text();
        var wrong = idx.begun();
        idx.identify(wrong, "ann@x.test").is(200);
        for (int i = 0; i < 10; i++) {
            idx.password(wrong, "Wrong9horse").is(401);
        }
        assertThat(status()).isEqualTo("LOCKED_OUT");

        var path = letter.replaceAll("(?s).*https?://[^/]+(/reset_password/\\w+).*", "$1");
        assertThat(idx.org.get(path).is(200).body()).doesNotContain("name=\"password\"");
        var password = "password=Brandnew9horse&again=Brandnew9horse";
        idx.org.form(path, Map.of(), password).is(303);
        assertThat(status()).isEqualTo("LOCKED_OUT");
    }

    private String status() {
        return idx.org.get("/api/v1/users/ann@x.test").is(200).text("/status");
    }
}
