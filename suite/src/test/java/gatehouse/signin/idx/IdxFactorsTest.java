package gatehouse.signin.idx;

import static gatehouse.signin.idx.IdxOrg.code;
import static gatehouse.signin.idx.IdxOrg.message;
import static gatehouse.signin.idx.IdxOrg.remediations;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.policy.factors.otp.Base32;
import gatehouse.policy.factors.otp.Otp;
import gatehouse.signin.rules.Rules;
import gatehouse.testkit.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class IdxFactorsTest {
    private static final String ANY = "[]";
    private final IdxOrg idx = new IdxOrg();
    private final Rules rules = new Rules(idx.org);

    IdxFactorsTest() {
        idx.user("ann@x.test");
    }

    private String totp(String secret) {
        return new Otp("HmacSHA1", 6)
                .at(Base32.decode(secret), idx.org.now().getEpochSecond() / 30);
    }

    /** What the rows of sign-ins hold. */
    private String kept() {
        return idx.org
                .inTx(tx ->
                        tx.list(
                                "select state::text as text from sign_in where org_id = ?",
                                row -> row.text("text"),
                                tx.org()))
                .toString();
    }

    @Test
    void a_second_factor_is_set_up_at_sign_in_and_asked_for_from_then_on() {
        rules.active("google_otp").enrolls("google_otp", "REQUIRED");
        var handle = idx.begun();
        var offered = idx.withPassword(handle);
        var setUp = idx.choose(handle, "credential/enroll", offered, "google_otp");

        var secret = setUp.is(200).text("/currentAuthenticator/value/contextualData/sharedSecret");
        assertThat(kept()).doesNotContain(secret);
        idx.password(handle, "000000").is(401);
        code(idx.password(handle, totp(secret)));

        rules.asks("2FA", ANY);
        idx.org.passes(Duration.ofMinutes(1));
        var again = idx.begun();
        idx.choose(again, "challenge", idx.withPassword(again), "google_otp").is(200);
        var right = totp(secret);
        code(idx.password(again, right));
        var replayed = idx.begun();
        idx.choose(replayed, "challenge", idx.withPassword(replayed), "google_otp").is(200);
        assertThat(message(idx.password(replayed, right).is(401)))
                .isEqualTo("authfactor.challenge.soft_token.used_passcode");
    }

    @Test
    void a_code_in_a_letter_is_a_second_factor() {
        rules.asks("2FA", ANY);
        var handle = idx.begun();
        var offered = idx.withPassword(handle).is(200);

        assertThat(offered.json().has("successWithInteractionCode")).isFalse();
        idx.choose(handle, "challenge", offered, "okta_email").is(200);
        var code = idx.mailed();
        assertThat(
                        message(
                                idx.password(handle, code.equals("111111") ? "222222" : "111111")
                                        .is(401)))
                .isEqualTo("api.authn.error.PASSCODE_INVALID");
        code(idx.password(handle, code));
    }

    @Test
    void a_password_alone_is_not_enough_where_two_are_asked_for() {
        rules.asks("2FA", ANY);
        var handle = idx.begun();
        idx.withPassword(handle).is(200);
        for (var path :
                new String[] {
                    "skip",
                    "challenge/answer",
                    "challenge/poll",
                    "identify",
                    "challenge",
                    "credential/enroll",
                    "keep-me-signed-in",
                    "recover",
                    "unlock-account",
                    "challenge/resend"
                }) {
            var reply = idx.send(path, handle, "{}");
            assertThat(reply.json().has("successWithInteractionCode")).as(path).isFalse();
        }
        assertThat(withAgain(handle).json().has("successWithInteractionCode")).isFalse();
    }

    private Reply withAgain(String handle) {
        return idx.password(handle, IdxOrg.PASSWORD);
    }

    @Test
    void what_is_required_has_to_be_set_up() {
        rules.active("google_otp").enrolls("google_otp", "REQUIRED");
        var handle = idx.begun();
        var offered = idx.withPassword(handle).is(200);

        assertThat(remediations(offered)).containsExactly("select-authenticator-enroll");
        assertThat(remediations(idx.send("skip", handle, "{}")))
                .containsExactly("select-authenticator-enroll");
        var setUp = idx.choose(handle, "credential/enroll", offered, "google_otp");
        var secret = setUp.is(200).text("/currentAuthenticator/value/contextualData/sharedSecret");
        code(idx.password(handle, totp(secret)));
    }

    @Test
    void who_has_nothing_that_will_do_is_refused() {
        rules.asks("2FA", "[{\"possession\": {\"phishingResistant\": \"REQUIRED\"}}]");
        var handle = idx.begun();

        var refused = idx.withPassword(handle);

        assertThat(refused.response().status()).isEqualTo(403);
        assertThat(message(refused)).isEqualTo("security.access_denied");
        assertThat(refused.response().all("Set-Cookie")).isEmpty();
    }

    @Test
    void whoever_follows_the_link_in_the_letter_lets_in_who_waits() {
        rules.asks("2FA", ANY);
        var handle = idx.begun();
        idx.choose(handle, "challenge", idx.withPassword(handle), "okta_email").is(200);
        var text = idx.org.mails().getLast().text();
        var link = Pattern.compile("/email/verify\\?token=(\\w+)").matcher(text);
        assertThat(link.find()).as(text).isTrue();

        idx.org.get(link.group()).is(200);
        assertThat(idx.send("challenge/poll", handle, "{}").json().has("success")).isFalse();
        var form = "token=" + link.group(1);
        idx.org.form("/email/verify", Map.of("origin", "https://evil.test"), form).is(404);
        idx.org.form("/email/verify", Map.of(), form).is(200);
        code(idx.send("challenge/poll", handle, "{}"));
        idx.org.form("/email/verify", Map.of(), form).is(404);
    }

    @Test
    void a_client_may_ask_for_more_than_the_policy() {
        var form = idx.interaction();
        form.put("acr_values", "urn:okta:loa:2fa:any");
        var handle = idx.begun(form);

        var asked = idx.withPassword(handle).is(200);

        assertThat(remediations(asked)).contains("select-authenticator-authenticate");
        idx.choose(handle, "challenge", asked, "okta_email").is(200);
        code(idx.password(handle, idx.mailed()));
    }
}
