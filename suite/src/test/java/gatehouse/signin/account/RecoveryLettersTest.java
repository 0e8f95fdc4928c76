package gatehouse.signin.account;

import static gatehouse.signin.idx.IdxOrg.message;
import static gatehouse.signin.idx.IdxOrg.remediations;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.signin.idx.Browser;
import gatehouse.signin.idx.IdxOrg;
import gatehouse.signin.rules.Rules;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Letters to people who want to get back in: an org writes them in words of its own. */
class RecoveryLettersTest {
    private final IdxOrg idx = new IdxOrg();
    private final Rules rules = new Rules(idx.org);

    RecoveryLettersTest() {
        idx.user("ann@x.test");
    }

    private void written(String template, String language, String body) {
        var brand = idx.org.get("/api/v1/brands").is(200).all("/id").getFirst();
        var words =
                Map.of(
                        "language",
                        language,
                        "isDefault",
                        language.equals("en"),
                        "subject",
                        "Ours: " + template + " " + language,
                        "body",
                        "<html><body><p>" + body + "</p></body></html>");
        var at = "/api/v1/brands/" + brand + "/templates/email/" + template + "/customizations";
        idx.org.post(at, Json.text(words)).is(201);
    }

    private void chooseMailbox(String handle) {
        var offered = idx.send("recover", handle, "{}").is(200);
        idx.choose(handle, "challenge", offered, "okta_email").is(200);
    }

    @Test
    void who_forgot_their_password_gets_the_letter_about_that() {
        written("ForgotPassword", "en", "Here: ${oneTimePassword} or ${resetPasswordLink}");
        var handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);
        chooseMailbox(handle);
        var code = idx.mailed();
        var letter = idx.org.mails().getLast();
        assertThat(letter.subject()).isEqualTo("Ours: ForgotPassword en");
        assertThat(letter.text()).contains("Here: " + code + " or http");
        assertThat(remediations(idx.password(handle, code).is(200)))
                .containsExactly("reset-authenticator");
    }

    @Test
    void in_their_own_language() {
        written("ForgotPassword", "en", "${oneTimePassword} ${resetPasswordLink}");
        written("ForgotPassword", "de", "${oneTimePassword} ${resetPasswordLink}");
        idx.org
                .post("/api/v1/users/ann@x.test", "{\"profile\": {\"preferredLanguage\": \"de\"}}")
                .is(200);
        var browser = new Browser(idx);
        browser.opens().is(200);
        browser.form("way=recover").is(200);
        var asked = browser.form("username=ann@x.test").is(200).body();
        var option = asked.split("name=\"choose\" value=\"", 2)[1].split("\"")[0];
        browser.form("choose=" + option.replace("/", "%2F")).is(200);
        assertThat(idx.org.mails().getLast().subject()).isEqualTo("Ours: ForgotPassword de");
    }

    @Test
    void who_is_locked_out_gets_the_letter_about_that() {
        rules.rule("PASSWORD", "selfServiceUnlock", "{\"access\": \"ALLOW\"}");
        written("SelfServiceUnlock", "en", "Open: ${oneTimePassword} ${unlockAccountLink}");
        var locked = idx.begun();
        idx.identify(locked, "ann@x.test").is(200);
        for (int i = 0; i < 10; i++) {
            idx.password(locked, "Wrong9horse").is(401);
        }
        var handle = unlocking();
        assertThat(idx.mailed()).hasSize(6);
        assertThat(idx.org.mails().getLast().subject()).isEqualTo("Ours: SelfServiceUnlock en");
        assertThat(message(idx.password(handle, idx.mailed()).is(200)))
                .isEqualTo("oie.selfservice.unlock_user.success.message");
    }

    private String unlocking() {
        var handle = idx.begun();
        var form = idx.send("unlock-account", handle, "{}").is(200);
        var id = form.text("/remediation/value/0/value/1/options/0/value/form/value/0/value");
        var body =
                "{\"identifier\": \"ann@x.test\", \"authenticator\": {\"id\": \"%s\"}}"
                        .formatted(id);
        assertThat(remediations(idx.send("challenge", handle, body).is(200)))
                .startsWith("challenge-authenticator");
        return handle;
    }

    @Test
    void who_is_not_locked_out_is_told_so_by_letter_alone() {
        rules.rule("PASSWORD", "selfServiceUnlock", "{\"access\": \"ALLOW\"}");
        var handle = unlocking();
        assertThat(idx.org.mails()).isEmpty();
        assertThat(message(idx.password(handle, "123456").is(401)))
                .isEqualTo("api.authn.error.PASSCODE_INVALID");
        var letters =
                idx.org
                        .asAnyone()
                        .send(
                                "GET",
                                "/dev/mailbox?to=ann@x.test",
                                Map.of("accept", "application/json"),
                                "")
                        .is(200);
        assertThat(letters.all("/subject")).containsExactly("Your account is not locked");
        assertThat(letters.body()).doesNotContainPattern("\\b\\d{6}\\b");
    }
}
