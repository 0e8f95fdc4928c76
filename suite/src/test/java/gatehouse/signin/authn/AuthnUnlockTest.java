package gatehouse.signin.authn;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.testkit.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Accounts that are locked, opened with the recovery token of a program that the org trusts. */
class AuthnUnlockTest {
    private final AuthnOrg at = new AuthnOrg();

    AuthnUnlockTest() {
        access("ALLOW");
    }

    private void access(String access) {
        at.rules.rule("PASSWORD", "selfServiceUnlock", "{\"access\": \"" + access + "\"}");
    }

    private void asksMore(String method) {
        at.rules.rule(
                "PASSWORD",
                "selfServicePasswordReset",
                """
                {"access": "ALLOW", "requirement": {"primary": {"methods": ["email"]},
                 "stepUp": {"required": true, "methods": ["%s"]}}}\
                """
                        .formatted(method));
    }

    private void locked() {
        for (int i = 0; i < 10; i++) {
            at.first(AuthnOrg.ANN, "Wrong9horse").is(401);
        }
        assertThat(standing()).isEqualTo("LOCKED_OUT");
    }

    private String standing() {
        return at.org.get("/api/v1/users/" + at.ann).is(200).text("/status");
    }

    private Reply asked(String login) {
        return at.send("/recovery/unlock", Map.of("username", login));
    }

    private String token() {
        return asked(AuthnOrg.ANN).is(200).text("/recoveryToken");
    }

    private Reply spent(String token) {
        return at.send("/recovery/token", Map.of("recoveryToken", token));
    }

    @Test
    void a_token_opens_the_account_once_and_nobody_is_signed_in_by_it() {
        locked();

        var token = token();
        assertThat(standing()).isEqualTo("LOCKED_OUT");
        at.org.asAnyone();
        var opened = spent(token).is(200);

        assertThat(opened.json())
                .isEqualTo(Json.object().put("status", "SUCCESS").put("recoveryType", "UNLOCK"));
        spent(token).is(403, "E0000105");
        assertThat(AuthnOrg.status(at.first(AuthnOrg.ANN, AuthnOrg.PASSWORD))).isEqualTo("SUCCESS");
    }

    @Test
    void the_program_is_told_whose_token_it_is_how_long_it_lasts_and_where_it_is_spent() {
        locked();

        var told = asked(AuthnOrg.ANN).is(200);

        assertThat(told.text("/status")).isEqualTo("RECOVERY");
        assertThat(told.text("/recoveryType")).isEqualTo("UNLOCK");
        assertThat(told.text("/_embedded/user/id")).isEqualTo(at.ann);
        assertThat(Instant.parse(told.text("/expiresAt")))
                .isBetween(at.org.now().plusSeconds(3_590), at.org.now().plusSeconds(3_600));
        assertThat(told.text("/_links/next/name")).isEqualTo("recovery");
        assertThat(told.text("/_links/next/href")).endsWith("/api/v1/authn/recovery/token");
        assertThat(told.text("/_links/cancel/href")).endsWith("/api/v1/authn/cancel");
        assertThat(at.org.mails()).noneMatch(mail -> mail.text().contains("token"));
    }

    @Test
    void it_lasts_as_long_as_the_password_policy_says() {
        locked();
        var late = token();
        at.org.passes(Duration.ofMinutes(61));

        spent(late).is(403, "E0000105");

        assertThat(AuthnOrg.status(spent(token()))).isEqualTo("SUCCESS");
    }

    @Test
    void only_the_newest_is_good() {
        locked();
        var older = token();
        var newer = token();

        spent(older).is(403, "E0000105");

        assertThat(AuthnOrg.status(spent(newer))).isEqualTo("SUCCESS");
    }

    @Test
    void it_chooses_no_password_and_one_that_does_opens_no_account() {
        var forgotten = at.send("/recovery/password", Map.of("username", AuthnOrg.ANN)).is(200);
        locked();
        var token = token();

        var page = "/reset_password/" + token;
        at.org.send("GET", page, Map.of(), "").is(404);
        spent(forgotten.text("/recoveryToken")).is(401, "E0000004");

        assertThat(standing()).isEqualTo("LOCKED_OUT");
        assertThat(spent(token).is(200).body()).doesNotContain("PASSWORD_RESET", "stateToken");
    }

    @Test
    void the_further_step_of_the_policy_is_not_left_out() {
        asksMore("sms");
        at.rules.active("phone_number");
        var phone =
                at.org
                        .post(
                                "/api/v1/users/" + at.ann + "/factors?activate=true",
                                """
                                {"factorType": "sms", "provider": "OKTA",
                                 "profile": {"phoneNumber": "+12025550143"}}\
                                """)
                        .is(200);
        assertThat(phone.text("/status")).isEqualTo("ACTIVE");
        locked();

        var more = spent(token());

        assertThat(more.is(200).text("/status")).startsWith("RECOVERY");
        assertThat(standing()).isEqualTo("LOCKED_OUT");
    }

    private void hasQuestion() {
        asksMore("security_question");
        at.org
                .post(
                        "/api/v1/users/" + at.ann,
                        """
                        {"credentials": {"recovery_question": {"question": "Which pet?",
                                                               "answer": "In the hat"}}}\
                        """)
                .is(200);
    }

    @Test
    void a_question_is_answered_by_who_is_locked_out() {
        hasQuestion();
        locked();
        var asks = spent(token());
        assertThat(AuthnOrg.status(asks)).isEqualTo("RECOVERY");
        assertThat(asks.text("/recoveryType")).isEqualTo("UNLOCK");

        at.next(asks, "/recovery/answer", "answer", "In the bag").is(403, "E0000087");
        assertThat(standing()).isEqualTo("LOCKED_OUT");
        var right = at.next(asks, "/recovery/answer", "answer", "in the HAT");

        assertThat(AuthnOrg.status(right)).isEqualTo("SUCCESS");
        assertThat(standing()).isEqualTo("ACTIVE");
    }

    @Test
    void answers_are_guessed_no_more_often_than_anything_else() {
        hasQuestion();
        locked();
        var asks = spent(token());
        for (int i = 0; i < 10; i++) {
            at.next(asks, "/recovery/answer", "answer", "In the bag").is(403, "E0000087");
        }

        at.next(asks, "/recovery/answer", "answer", "in the HAT").is(403, "E0000087");

        assertThat(standing()).isEqualTo("LOCKED_OUT");
    }

    @Test
    void what_rests_with_the_account_is_not_asked_for() {
        at.enrolled();
        asksMore("otp");
        for (int i = 0; i < 10; i++) {
            at.first(AuthnOrg.ANN, "Wrong9horse").is(401);
        }

        asked(AuthnOrg.ANN).is(403, "E0000032");
    }

    @Test
    void where_nothing_is_left_for_that_step_there_is_no_token() {
        asksMore("sms");
        locked();

        asked(AuthnOrg.ANN).is(403, "E0000032");
    }

    @Test
    void there_is_none_for_whom_the_policy_lets_nobody_unlock() {
        locked();
        var before = token();
        access("DENY");

        asked(AuthnOrg.ANN).is(403, "E0000032");
        spent(before).is(401, "E0000004");

        at.send("/recovery/unlock", Map.of("username", AuthnOrg.ANN, "factorType", "EMAIL"))
                .is(403, "E0000032");
        assertThat(standing()).isEqualTo("LOCKED_OUT");
    }

    @Test
    void nor_for_an_account_that_is_open_or_for_nobody() {
        asked(AuthnOrg.ANN).is(403, "E0000032");
        asked("nobody@x.test").is(403, "E0000095");
        asked("").is(400, "E0000001");
    }

    @Test
    void a_program_without_an_administrator_s_token_says_by_which_factor() {
        locked();
        at.org.asAnyone();

        asked(AuthnOrg.ANN).is(400, "E0000001");
        asked("nobody@x.test").is(400, "E0000001");
    }

    @Test
    void who_was_taken_away_meanwhile_is_opened_by_none() {
        locked();
        var token = token();
        at.org.post("/api/v1/users/" + at.ann + "/lifecycle/deactivate", "").is(200);

        spent(token).is(403, "E0000105");

        assertThat(standing()).isEqualTo("DEPROVISIONED");
    }
}
