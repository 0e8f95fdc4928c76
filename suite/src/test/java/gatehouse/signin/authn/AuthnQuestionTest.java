package gatehouse.signin.authn;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Security questions, by which people get back in. */
class AuthnQuestionTest {
    private static final String QUESTION = "Where is the cat?";

    private final AuthnOrg at = new AuthnOrg();

    private void asked(String question, String answer) {
        var body =
                Map.of(
                        "password",
                        Map.of("value", AuthnOrg.PASSWORD),
                        "recovery_question",
                        Map.of("question", question, "answer", answer));
        at.org
                .post(
                        "/api/v1/users/" + at.ann + "/credentials/change_recovery_question",
                        Json.text(body))
                .is(200);
    }

    @Test
    void who_forgot_their_password_answers_one_where_the_policy_wants_it() {
        asked(QUESTION, "In the hat");
        at.rules.rule(
                "PASSWORD",
                "selfServicePasswordReset",
                """
                {"access": "ALLOW", "requirement": {"primary": {"methods": ["email"]},
                 "stepUp": {"required": true, "methods": ["security_question"]}}}\
                """);
        var told = at.send("/recovery/password", Map.of("username", AuthnOrg.ANN)).is(200);
        var asks = at.send("/recovery/token", Map.of("recoveryToken", told.text("/recoveryToken")));
        assertThat(AuthnOrg.status(asks)).isEqualTo("RECOVERY");
        assertThat(asks.text("/_embedded/user/recovery_question/question")).isEqualTo(QUESTION);

        var reset = "/credentials/reset_password";
        at.next(asks, reset, "newPassword", AuthnOrg.NEW).is(403, "E0000079");
        at.next(asks, "/recovery/answer", "answer", "wrong").is(403, "E0000087");
        var right = at.next(asks, "/recovery/answer", "answer", "in the HAT");
        assertThat(AuthnOrg.status(right)).isEqualTo("PASSWORD_RESET");
        at.session(at.next(right, reset, "newPassword", AuthnOrg.NEW));
    }
}
