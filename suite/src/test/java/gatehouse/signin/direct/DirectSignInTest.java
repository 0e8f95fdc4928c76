package gatehouse.signin.direct;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.policy.factors.enrollment.Kind;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Direct authentication grants: no weaker than the pages. */
class DirectSignInTest {
    private final DirectOrg at = new DirectOrg();

    @Test
    void a_password_is_enough_where_no_more_is_asked() {
        assertThat(DirectOrg.amr(at.password(DirectOrg.PASSWORD))).containsExactly("pwd");
        at.password("wrong").isOAuth(400, "invalid_grant");
    }

    @Test
    void where_more_is_asked_a_password_leads_to_it() {
        var secret = at.enrolled(Kind.GOOGLE_OTP, "{}");
        at.rules.asks("2FA", "[]");
        var more = at.password(DirectOrg.PASSWORD);
        more.isOAuth(403, "mfa_required");
        assertThat(more.json().has("access_token")).isFalse();
        assertThat(at.challenge(more, DirectOrg.MFA_OTP, "sms").is(200).text("/challenge_type"))
                .isEqualTo(DirectOrg.MFA_OTP);
        at.mfaOtp(more, "000000").isOAuth(400, "invalid_grant");
        assertThat(DirectOrg.amr(at.mfaOtp(more, at.totp(secret)))).contains("pwd", "mfa");
        at.mfaOtp(more, at.totp(secret)).isOAuth(403, "access_denied");
    }

    @Test
    void a_telephone_is_told_a_code() {
        at.enrolled(Kind.SMS, "{\"profile\": {\"phoneNumber\": \"+15554151337\"}}");
        at.rules.asks("2FA", "[]");
        var more = at.password(DirectOrg.PASSWORD);
        at.challenge(more, DirectOrg.MFA_OOB, "push").isOAuth(403, "access_denied");
        at.challenge(more, DirectOrg.MFA_OOB, "fax").isOAuth(400, "invalid_request");
        at.challenge(more, "nothing", "sms").isOAuth(400, "invalid_request");
        var sent = at.challenge(more, DirectOrg.MFA_OOB, "sms").is(200);
        assertThat(sent.text("/binding_method")).isEqualTo("prompt");
        var oob = sent.text("/oob_code");
        var other = at.password(DirectOrg.PASSWORD);
        at.bound(other, oob, at.sent()).isOAuth(400, "invalid_request");
        at.bound(more, oob, "").isOAuth(400, "authorization_pending");
        at.bound(more, oob, "no").isOAuth(400, "invalid_grant");
        assertThat(DirectOrg.amr(at.bound(more, oob, at.sent()))).contains("pwd", "sms", "mfa");
    }

    @Test
    void who_has_nothing_more_is_refused() {
        at.rules.asks("2FA", "[{\"possession\": {\"phishingResistant\": \"REQUIRED\"}}]");
        at.password(DirectOrg.PASSWORD).isOAuth(403, "access_denied");
    }

    @Test
    void an_expired_password_leads_nowhere() {
        at.org.post("/api/v1/users/" + at.ann + "/lifecycle/expire_password", "").is(200);
        at.password(DirectOrg.PASSWORD).isOAuth(400, "invalid_grant");
    }

    @Test
    void a_sign_in_belongs_to_the_client_and_the_server_it_began_with() {
        var secret = at.enrolled(Kind.GOOGLE_OTP, "{}");
        at.rules.asks("2FA", "[]");
        var more = at.password(DirectOrg.PASSWORD);
        var others = at.client();
        var form =
                new String[] {
                    "grant_type",
                    DirectOrg.MFA_OTP,
                    "scope",
                    "openid",
                    "otp",
                    at.totp(secret),
                    "mfa_token",
                    more.text("/mfa_token")
                };
        at.send(others, "token", form).isOAuth(403, "access_denied");
        at.send(
                        at.client,
                        "token",
                        "grant_type",
                        DirectOrg.MFA_OTP,
                        "scope",
                        "openid",
                        "mfa_token",
                        "x",
                        "otp",
                        "1")
                .isOAuth(403, "access_denied");
        at.send(at.client, "challenge").isOAuth(400, "invalid_request");
        at.org.passes(Duration.ofHours(1));
        at.mfaOtp(more, at.totp(secret)).isOAuth(403, "access_denied");
    }

    @Test
    void of_sixty_four_right_codes_at_once_one_gets_tokens() {
        var secret = at.enrolled(Kind.GOOGLE_OTP, "{}");
        at.rules.asks("2FA", "[]");
        var more = at.password(DirectOrg.PASSWORD);
        var code = at.totp(secret);
        long won =
                IntStream.range(0, 64)
                        .parallel()
                        .filter(i -> at.mfaOtp(more, code).response().status() == 200)
                        .count();
        assertThat(won).isOne();
    }

    @Test
    void wrong_codes_count_here_as_at_every_door() {
        at.enrolled(Kind.GOOGLE_OTP, "{}");
        at.rules.asks("2FA", "[]");
        var more = at.password(DirectOrg.PASSWORD);
        for (int i = 0; i < 5; i++) {
            at.mfaOtp(more, "00000" + i).isOAuth(400, "invalid_grant");
            at.password("wrong").isOAuth(400, "invalid_grant");
        }
        assertThat(at.org.get("/api/v1/users/" + at.ann).text("/status")).isEqualTo("LOCKED_OUT");
    }

    @Test
    void a_code_alone_tells_nobody_whether_there_is_such_an_account() {
        at.enrolled(Kind.GOOGLE_OTP, "{}");
        var known = at.otp(DirectOrg.ANN);
        var unknown = at.otp("nobody@x.test");
        assertThat(known.response().status()).isEqualTo(unknown.response().status());
        assertThat(known.body()).isEqualTo(unknown.body());
    }

    @Test
    void a_sign_in_under_way_ends_with_the_sessions_of_its_person() {
        var secret = at.enrolled(Kind.GOOGLE_OTP, "{}");
        at.rules.asks("2FA", "[]");
        var more = at.password(DirectOrg.PASSWORD);

        at.org.delete("/api/v1/users/" + at.ann + "/sessions").is(204);

        at.mfaOtp(more, at.totp(secret)).isOAuth(403, "access_denied");
    }
}
