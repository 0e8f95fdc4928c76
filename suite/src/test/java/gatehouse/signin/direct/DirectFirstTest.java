package gatehouse.signin.direct;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.policy.factors.VirtualKey;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.testkit.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Telephones and passkeys that come before anything else, or after it. */
class DirectFirstTest {
    private static final String TELEPHONE = "{\"profile\": {\"phoneNumber\": \"+15554151337\"}}";
    private final DirectOrg at = new DirectOrg();

    private Reply tell(String login, String channel) {
        return at.primary(DirectOrg.OOB, "login_hint", login, "channel_hint", channel);
    }

    @Test
    void a_code_that_a_person_is_told_is_enough_where_one_thing_is() {
        at.enrolled(Kind.SMS, TELEPHONE);
        at.rules.asks("1FA", "[]");
        var asked = tell(DirectOrg.ANN, "sms").is(200);
        assertThat(asked.text("/binding_method")).isEqualTo("prompt");
        assertThat(asked.text("/channel")).isEqualTo("sms");
        assertThat(asked.json().path("expires_in").asInt()).isEqualTo(300);
        var oob = asked.text("/oob_code");
        at.token(DirectOrg.OOB, "oob_code", oob).isOAuth(400, "authorization_pending");
        at.token(DirectOrg.OOB, "oob_code", oob).isOAuth(400, "slow_down");
        at.org.passes(Duration.ofSeconds(5));
        at.token(DirectOrg.OOB, "oob_code", oob).isOAuth(400, "authorization_pending");
        at.heard(asked, "no").isOAuth(400, "invalid_grant");
        assertThat(DirectOrg.amr(at.heard(asked, at.sent()))).containsExactly("sms");
        at.heard(asked, at.sent()).isOAuth(403, "access_denied");
    }

    @Test
    void where_two_are_asked_for_a_telephone_is_one_of_them() {
        at.enrolled(Kind.SMS, TELEPHONE);
        at.enrolled(Kind.GOOGLE_OTP, "{}");
        at.rules.asks("2FA", "[]");
        var more = at.heard(tell(DirectOrg.ANN, "sms").is(200), at.sent());
        assertThat(more.isOAuth(403, "access_denied").json().has("access_token")).isFalse();
    }

    @Test
    void nobody_learns_by_it_who_has_an_account_or_a_telephone() {
        at.enrolled(Kind.SMS, TELEPHONE);
        at.rules.asks("1FA", "[]");
        var known = tell(DirectOrg.ANN, "sms").is(200);
        var unknown = tell("nobody@x.test", "sms").is(200);
        assertThat(known.json().propertyNames()).isEqualTo(unknown.json().propertyNames());
        tell(DirectOrg.ANN, "sms").isOAuth(429, "invalid_grant");
        tell("nobody@x.test", "sms").isOAuth(429, "invalid_grant");
        for (int i = 0; i < 6; i++) {
            var wrong = at.heard(known, "000000");
            assertThat(at.heard(unknown, "000000").body()).isEqualTo(wrong.body());
        }
    }

    @Test
    void what_cannot_be_asked_is_told_so() {
        at.primary("nothing", "login_hint", DirectOrg.ANN).isOAuth(400, "invalid_request");
        at.primary(DirectOrg.OOB, "channel_hint", "sms").isOAuth(400, "invalid_request");
        at.primary(DirectOrg.OOB, "login_hint", DirectOrg.ANN).isOAuth(400, "invalid_request");
        tell(DirectOrg.ANN, "fax").isOAuth(400, "invalid_request");
        tell(DirectOrg.ANN, "push").isOAuth(403, "access_denied");
        tell(DirectOrg.ANN, "sms").isOAuth(403, "access_denied");
        at.send(at.client, "primary-authenticate").isOAuth(400, "invalid_request");
        at.send(java.util.Map.of(), "primary-authenticate").isOAuth(401, "invalid_client");
        at.token(DirectOrg.OOB, "oob_code", "x").isOAuth(403, "access_denied");
    }

    @Test
    void a_passkey_is_enough_where_the_policy_says_so() {
        var key = at.passkey();
        at.rules.asks("1FA", "[]");
        var asked = at.primary(DirectOrg.WEBAUTHN, "login_hint", DirectOrg.ANN).is(200);
        assertThat(asked.json().at("/publicKey/allowCredentials")).isEmpty();
        assertThat(asked.text("/publicKey/rpId")).isEqualTo(at.org.host());
        assertThat(DirectOrg.amr(at.signed(DirectOrg.WEBAUTHN, key, asked))).contains("hwk");
        at.signed(DirectOrg.WEBAUTHN, key, asked).isOAuth(400, "invalid_grant");
    }

    @Test
    void a_passkey_of_somebody_else_opens_nothing() {
        at.passkey();
        at.rules.asks("1FA", "[]");
        var asked = at.primary(DirectOrg.WEBAUTHN, "login_hint", DirectOrg.ANN).is(200);
        var other = new VirtualKey("http://" + at.org.host());
        at.signed(DirectOrg.WEBAUTHN, other, asked).isOAuth(400, "invalid_grant");
        var unknown = at.primary(DirectOrg.WEBAUTHN, "login_hint", "nobody@x.test").is(200);
        at.signed(DirectOrg.WEBAUTHN, other, unknown).isOAuth(400, "invalid_grant");
        at.token(
                        DirectOrg.WEBAUTHN,
                        "clientDataJSON",
                        "x",
                        "authenticatorData",
                        "x",
                        "signature",
                        "x")
                .isOAuth(400, "invalid_grant");
    }

    @Test
    void a_passkey_goes_with_a_password() {
        var key = at.passkey();
        at.rules.asks("2FA", "[]");
        var more = at.password(DirectOrg.PASSWORD).isOAuth(403, "mfa_required");
        var asked = at.challenge(more, DirectOrg.MFA_WEBAUTHN, "sms").is(200);
        assertThat(asked.text("/challenge_type")).isEqualTo(DirectOrg.MFA_WEBAUTHN);
        assertThat(asked.text("/authenticatorEnrollments/0/credentialId")).isNotEmpty();
        var token = new String[] {"mfa_token", more.text("/mfa_token")};
        var done = at.signed(DirectOrg.MFA_WEBAUTHN, key, asked, token);
        assertThat(DirectOrg.amr(done)).contains("pwd", "hwk", "mfa");
        at.signed(DirectOrg.MFA_WEBAUTHN, key, asked, token).isOAuth(403, "access_denied");
    }
}
