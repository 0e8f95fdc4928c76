package gatehouse.signin.authn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens by which people come in for the first time, and how long a transaction lasts. */
class AuthnActivateTest {
    private static final String BOB =
            """
            {"profile": {"firstName": "Bob", "lastName": "Lee", "login": "bob@x.test",
                         "email": "bob@x.test"}}\
            """;
    private final AuthnOrg at = new AuthnOrg();
    private final String bob = at.org.post("/api/v1/users?activate=false", BOB).is(200).id();

    private String token() {
        return at.org
                .post("/api/v1/users/" + bob + "/lifecycle/activate?sendEmail=false", "")
                .is(200)
                .text("/activationToken");
    }

    private String status() {
        return at.org.get("/api/v1/users/" + bob).text("/status");
    }

    @Test
    void whoever_was_sent_a_token_chooses_their_first_password() {
        var token = token();
        var chooses = at.send("", Map.of("token", token, "relayState", "/here"));
        assertThat(AuthnOrg.status(chooses)).isEqualTo("PASSWORD_RESET");
        assertThat(chooses.text("/recoveryType")).isEqualTo("ACCOUNT_ACTIVATION");
        assertThat(chooses.text("/relayState")).isEqualTo("/here");
        assertThat(chooses.text("/_embedded/user/id")).isEqualTo(bob);
        assertThat(status()).isEqualTo("PROVISIONED");
        at.send("", Map.of("token", token)).is(401, "E0000004");
        var reset = "/credentials/reset_password";
        at.next(chooses, reset, "newPassword", "weak").is(403, "E0000080");
        var in = at.next(chooses, reset, "newPassword", AuthnOrg.NEW);
        assertThat(AuthnOrg.status(in)).isEqualTo("SUCCESS");
        assertThat(status()).isEqualTo("ACTIVE");
        at.next(chooses, reset, "newPassword", AuthnOrg.NEW).is(401, "E0000011");
    }

    @Test
    void a_token_is_good_for_nobody_who_is_active_or_gone() {
        for (var no : new String[] {"", "x", at.ann}) {
            at.send("", Map.of("token", no)).is(401, "E0000004");
        }
        var chooses = at.send("", Map.of("token", token())).is(200);
        at.org
                .post(
                        "/api/v1/users/" + bob,
                        "{\"credentials\": {\"password\": {\"value\": \""
                                + AuthnOrg.PASSWORD
                                + "\"}}}")
                .is(200);
        assertThat(status()).isEqualTo("ACTIVE");
        var late = at.next(chooses, "/credentials/reset_password", "newPassword", AuthnOrg.NEW);
        assertThat(late.response().status()).isIn(401, 403);
        assertThat(AuthnOrg.status(at.first("bob@x.test", AuthnOrg.PASSWORD))).isEqualTo("SUCCESS");
    }

    @Test
    void a_first_password_is_no_second_factor() {
        at.rules.rule("SIGN_ON", "signon", AuthnOrg.FACTOR);
        var chooses = at.send("", Map.of("token", token())).is(200);
        var in = at.next(chooses, "/credentials/reset_password", "newPassword", AuthnOrg.NEW);
        assertThat(in.json().has("sessionToken")).isFalse();
        assertThat(AuthnOrg.status(in)).startsWith("MFA_");
    }

    @Test
    void a_transaction_lasts_longer_for_whoever_comes_back_but_not_for_ever() {
        at.enrolled();
        var asked = at.first(AuthnOrg.ANN, AuthnOrg.PASSWORD);
        var began = at.org.now();
        for (int i = 1; i <= 9; i++) {
            at.org.passes(Duration.ofMinutes(50));
            var ends = Instant.parse(at.next(asked, "").is(200).text("/expiresAt"));
            var hour = at.org.now().plus(Duration.ofHours(1));
            var last = began.plus(Duration.ofHours(8));
            assertThat(ends).isEqualTo(hour.isBefore(last) ? hour : last);
        }
        at.org.passes(Duration.ofMinutes(30));
        at.next(asked, "").is(401, "E0000011");
    }
}
