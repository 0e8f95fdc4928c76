package gatehouse.signin.authn;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The classic Authn API, state by state; catalogue D4.6, D4.7 and D4.13 through this door. */
class AuthnTest {
    private final AuthnOrg at = new AuthnOrg();

    @Test
    void a_password_is_enough_where_no_more_is_asked() {
        assertThat(at.session(at.first(AuthnOrg.ANN, AuthnOrg.PASSWORD))).isEqualTo("[\"pwd\"]");
    }

    @Test
    void however_long_a_proof_may_count_it_does() {
        at.rules.rule(
                "ACCESS_POLICY",
                "appSignOn",
                """
                {"access": "ALLOW", "verificationMethod": {"factorMode": "1FA",
                  "type": "ASSURANCE", "reauthenticateIn": "PT2562047788015215H",
                  "inactivityPeriod": "PT2562047788015215H"}}\
                """);
        at.session(at.first(AuthnOrg.ANN, AuthnOrg.PASSWORD));
    }

    @Test
    void nobody_learns_whether_there_is_such_an_account() {
        var wrong = at.first(AuthnOrg.ANN, "wrong").is(401, "E0000004");
        var nobody = at.first("nobody@x.test", "wrong").is(401, "E0000004");
        assertThat(keys(wrong)).isEqualTo(keys(nobody));
        at.first("", "").is(401, "E0000004");
        at.send("", Map.of()).is(401, "E0000004");
        at.org.post("/api/v1/users/" + at.ann + "/lifecycle/suspend", "").is(200);
        at.first(AuthnOrg.ANN, AuthnOrg.PASSWORD).is(401, "E0000004");
    }

    @Test
    void a_second_factor_is_asked_for_and_proved_once() {
        var secret = at.enrolled();
        var asked = at.first(AuthnOrg.ANN, AuthnOrg.PASSWORD);
        assertThat(AuthnOrg.status(asked)).isEqualTo("MFA_REQUIRED");
        assertThat(asked.json().has("sessionToken")).isFalse();
        var verify = AuthnOrg.verify(asked, "token:software:totp");
        at.next(asked, verify, "passCode", AuthnOrg.WRONG).is(403, "E0000068");
        var right = at.totp(secret);
        assertThat(at.session(at.next(asked, verify, "passCode", right))).contains("mfa");
        at.next(asked, verify, "passCode", right).is(401, "E0000011");
        var again = at.first(AuthnOrg.ANN, AuthnOrg.PASSWORD);
        at.next(again, verify, "passCode", right).is(403, "E0000082");
    }

    @Test
    void whoever_proved_a_password_alone_has_not_signed_in() {
        var secret = at.enrolled();
        var user = "/api/v1/users/" + at.ann;
        var before = at.org.get(user).is(200).text("/lastLogin");
        var asked = at.first(AuthnOrg.ANN, AuthnOrg.PASSWORD).is(200);
        assertThat(at.org.get(user).text("/lastLogin")).isEqualTo(before);
        var verify = AuthnOrg.verify(asked, "token:software:totp");
        at.session(at.next(asked, verify, "passCode", at.totp(secret)));
        assertThat(at.org.get(user).text("/lastLogin")).isGreaterThan(before);
    }

    @Test
    void a_code_in_a_letter_is_a_challenge_that_can_be_left_again() {
        at.enrolled();
        var asked = at.first(AuthnOrg.ANN, AuthnOrg.PASSWORD);
        var verify = AuthnOrg.verify(asked, "email");
        var challenged = at.next(asked, verify);
        assertThat(AuthnOrg.status(challenged)).isEqualTo("MFA_CHALLENGE");
        assertThat(challenged.text("/factorResult")).isEqualTo("WAITING");
        assertThat(AuthnOrg.status(at.next(challenged, verify))).isEqualTo("MFA_CHALLENGE");
        assertThat(AuthnOrg.status(at.next(challenged, "/previous"))).isEqualTo("MFA_REQUIRED");
        at.next(challenged, verify).is(200);
        at.session(at.next(challenged, verify, "passCode", at.mailed()));
    }

    @Test
    void nothing_but_what_is_asked_leads_on() {
        at.enrolled();
        var asked = at.first(AuthnOrg.ANN, AuthnOrg.PASSWORD);
        var token = asked.text("/stateToken");
        at.next(token, "/skip").is(403, "E0000079");
        at.next(token, "/previous").is(403, "E0000079");
        at.next(
                        token,
                        "/credentials/change_password",
                        "oldPassword",
                        AuthnOrg.PASSWORD,
                        "newPassword",
                        AuthnOrg.NEW)
                .is(403, "E0000079");
        at.next(token, "/credentials/reset_password", "newPassword", AuthnOrg.NEW)
                .is(403, "E0000079");
        at.next(token, "/factors", "factorType", "question", "provider", "OKTA")
                .is(403, "E0000079");
        at.next(token, "/factors/x/lifecycle/activate", "passCode", "1").is(403, "E0000079");
        at.next(token, "/factors/x/lifecycle/activate/poll").is(403, "E0000079");
        at.next(token, "/factors/nothing/verify", "passCode", "1").is(404, "E0000007");
        at.next(token, "/recovery/answer", "answer", "x").is(403, "E0000079");
        at.next(token, "/recovery/factors/SMS/verify", "passCode", "1").is(403, "E0000079");
        assertThat(AuthnOrg.status(at.next(token, ""))).isEqualTo("MFA_REQUIRED");
        for (var bad : List.of("", "x", "00" + token)) {
            at.next(bad, "").is(401, "E0000011");
            at.next(bad, "/factors/x/verify").is(401, "E0000011");
        }
        at.next(token, "/cancel").is(200);
        at.next(token, "").is(401, "E0000011");
    }

    @Test
    void a_state_token_ends_with_its_hour() {
        at.enrolled();
        var asked = at.first(AuthnOrg.ANN, AuthnOrg.PASSWORD);
        at.org.passes(Duration.ofHours(1));
        at.next(asked, "").is(401, "E0000011");
    }

    @Test
    void of_sixty_four_right_codes_at_once_one_leads_in() {
        var secret = at.enrolled();
        var asked = at.first(AuthnOrg.ANN, AuthnOrg.PASSWORD);
        var verify = AuthnOrg.verify(asked, "token:software:totp");
        var right = at.totp(secret);
        long in =
                IntStream.range(0, 64)
                        .parallel()
                        .mapToObj(i -> at.next(asked, verify, "passCode", right))
                        .filter(r -> r.response().status() == 200)
                        .filter(r -> !r.text("/sessionToken").isEmpty())
                        .count();
        assertThat(in).isOne();
    }

    @Test
    void codes_are_guessed_a_few_times_however_many_come_at_once() {
        var secret = at.enrolled();
        var asked = at.first(AuthnOrg.ANN, AuthnOrg.PASSWORD);
        var verify = AuthnOrg.verify(asked, "token:software:totp");
        IntStream.range(0, 64)
                .parallel()
                .forEach(i -> at.next(asked, verify, "passCode", "no" + i).response());
        assertThat(at.next(asked, verify, "passCode", at.totp(secret)).response().status())
                .isIn(403, 429);
    }

    @Test
    void wrong_codes_and_wrong_passwords_count_in_one_place() {
        at.enrolled();
        var asked = at.first(AuthnOrg.ANN, AuthnOrg.PASSWORD);
        var verify = AuthnOrg.verify(asked, "token:software:totp");
        for (int i = 0; i < 5; i++) {
            at.next(asked, verify, "passCode", AuthnOrg.WRONG).is(403, "E0000068");
            at.first(AuthnOrg.ANN, "wrong").is(401, "E0000004");
        }
        assertThat(at.org.get("/api/v1/users/" + at.ann).text("/status")).isEqualTo("LOCKED_OUT");
        at.first(AuthnOrg.ANN, AuthnOrg.PASSWORD).is(401, "E0000004");
    }

    private static Set<String> keys(Reply reply) {
        return new HashSet<>(reply.json().propertyNames());
    }

    @Test
    void relay_state_comes_back() {
        var body =
                Map.of(
                        "username",
                        AuthnOrg.ANN,
                        "password",
                        AuthnOrg.PASSWORD,
                        "relayState",
                        "/a?b=c&d#é");
        assertThat(at.send("", body).is(200).text("/relayState")).isEqualTo("/a?b=c&d#é");
        var longer =
                Map.of(
                        "username",
                        AuthnOrg.ANN,
                        "password",
                        AuthnOrg.PASSWORD,
                        "relayState",
                        "x".repeat(2049));
        at.send("", longer).is(400, "E0000001");
    }
}
