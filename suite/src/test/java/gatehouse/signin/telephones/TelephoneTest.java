package gatehouse.signin.telephones;

import static gatehouse.signin.idx.IdxOrg.code;
import static gatehouse.signin.idx.IdxOrg.message;
import static gatehouse.signin.idx.IdxOrg.remediations;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.platform.mailbox.Mailbox;
import gatehouse.platform.mailbox.Sent;
import gatehouse.signin.idx.Browser;
import gatehouse.signin.idx.IdxOrg;
import gatehouse.signin.rules.Rules;
import gatehouse.testkit.Reply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Codes by telephone: set up at sign-in, and asked for. */
class TelephoneTest {
    private static final String NUMBER = "+15554151337";

    private final IdxOrg idx = new IdxOrg();
    private final Rules rules = new Rules(idx.org);
    private final String ann = idx.user("ann@x.test");

    private List<Sent> messages() {
        idx.org.mails();
        return idx.org.inTx(tx -> Mailbox.latest(tx, "")).stream()
                .filter(one -> !one.channel().equals("EMAIL"))
                .toList();
    }

    private String texted() {
        return messages().getFirst().text().replaceAll("(?s).*?\\b(\\d{6})\\b.*", "$1");
    }

    private String authenticator() {
        return idx.org
                .get("/api/v1/authenticators")
                .json()
                .valueStream()
                .filter(one -> one.path("key").asString().equals("phone_number"))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElseThrow();
    }

    private Reply chosen(String handle, String path, String more) {
        var body = "{\"authenticator\": {\"id\": \"" + authenticator() + "\"" + more + "}}";
        return idx.send(path, handle, body);
    }

    private Reply withPassword(String handle) {
        idx.identify(handle, "ann@x.test").is(200);
        return idx.password(handle, IdxOrg.PASSWORD).is(200);
    }

    @Test
    void a_code_for_a_new_telephone_is_sent_again_to_whoever_asks_for_it() {
        rules.active("phone_number").enrolls("phone_number", "REQUIRED");
        var handle = idx.begun();
        withPassword(handle);
        var unknown = chosen(handle, "credential/enroll", "").is(200);
        assertThat(unknown.json().at("/currentAuthenticator/value/resend").isMissingNode())
                .isTrue();
        var none = ", \"methodType\": \"sms\", \"phoneNumber\": \"123\"";
        assertThat(message(chosen(handle, "credential/enroll", none).is(400)))
                .isEqualTo("api.factors.error.sms.invalid_phone");
        var number = ", \"methodType\": \"sms\", \"phoneNumber\": \"" + NUMBER + "\"";
        var asked = chosen(handle, "credential/enroll", number).is(200);
        assertThat(asked.text("/currentAuthenticator/value/resend/href"))
                .endsWith("/idp/idx/challenge/resend");
        var first = texted();

        idx.send("challenge/resend", handle, "{}").is(429);
        idx.org.passes(Duration.ofSeconds(31));
        idx.send("challenge/resend", handle, "{}").is(200);

        assertThat(messages()).hasSize(2);
        var second = texted();
        if (!first.equals(second)) {
            idx.password(handle, first).is(401);
        }
        code(idx.password(handle, second));
    }

    @Test
    void so_it_is_on_our_own_page() {
        rules.active("phone_number").enrolls("phone_number", "REQUIRED");
        var browser = new Browser(idx);
        var begun = browser.named("ann@x.test").is(200);
        var option = begun.body().split("name=\"choose\" value=\"", 2)[1].split("\"")[0];
        browser.form("choose=" + option.replace("/", "%2F")).is(200);
        browser.form("phoneNumber=%2B15554151337").is(200);
        assertThat(messages()).hasSize(1);
        idx.org.passes(Duration.ofSeconds(31));

        browser.form("way=resend").is(200);

        assertThat(messages()).hasSize(2);
        browser.form("passcode=" + texted()).is(303);
    }

    private void registered() {
        rules.active("phone_number");
        var voice = "/api/v1/authenticators/" + authenticator() + "/methods/voice";
        idx.org.post(voice + "/lifecycle/activate", "").is(200);
        for (var type : List.of("sms", "call")) {
            idx.org
                    .post(
                            "/api/v1/users/" + ann + "/factors?activate=true",
                            """
                            {"factorType": "%s", "provider": "OKTA",
                             "profile": {"phoneNumber": "%s"}}\
                            """
                                    .formatted(type, NUMBER))
                    .is(200);
        }
        rules.asks("2FA", "[]");
    }

    @Test
    void whoever_can_be_written_to_and_called_is_asked_which_first() {
        registered();
        var handle = idx.begun();
        withPassword(handle);

        var asked = chosen(handle, "challenge", "").is(200);

        assertThat(messages()).isEmpty();
        assertThat(remediations(asked))
                .containsExactly(
                        "authenticator-verification-data", "select-authenticator-authenticate");
        var form = asked.json().at("/remediation/value/0/value/0/form/value");
        assertThat(form.at("/0/value").asString()).isEqualTo(authenticator());
        assertThat(form.at("/1/options").valueStream().map(one -> one.path("value").asString()))
                .containsExactly("sms", "voice");
        assertThat(asked.text("/currentAuthenticatorEnrollment/value/profile/phoneNumber"))
                .endsWith("1337");
        idx.password(handle, "000000").is(200);

        var sent = chosen(handle, "challenge", ", \"methodType\": \"sms\"").is(200);
        assertThat(remediations(sent)).startsWith("challenge-authenticator");
        assertThat(messages().getFirst().channel()).isEqualTo("SMS");
        code(idx.password(handle, texted()));
    }

    @Test
    void so_it_is_where_an_account_is_opened_again() {
        registered();
        var primary = "\"requirement\": {\"primary\": {\"methods\": [\"sms\", \"voice\"]}}";
        rules.rule("PASSWORD", "selfServiceUnlock", "{\"access\": \"ALLOW\"}");
        rules.rule(
                "PASSWORD", "selfServicePasswordReset", "{\"access\": \"ALLOW\", " + primary + "}");
        var handle = idx.begun();
        var offered = idx.send("unlock-account", handle, "{}").is(200);
        assertThat(remediations(offered)).containsExactly("select-authenticator-unlock-account");
        var body =
                "{\"identifier\": \"ann@x.test\", \"authenticator\": {\"id\": \"%s\"}}"
                        .formatted(authenticator());
        var asked = idx.send("challenge", handle, body).is(200);
        assertThat(remediations(asked)).startsWith("authenticator-verification-data");
        assertThat(messages()).isEmpty();
    }
}
