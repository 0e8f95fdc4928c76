package gatehouse.signin.authn;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Passwords that have expired or were forgotten, through the classic Authn API. */
class AuthnPasswordTest {
    private final AuthnOrg at = new AuthnOrg();

    @Test
    void an_expired_password_is_changed_by_whoever_knows_it() {
        at.org.post("/api/v1/users/" + at.ann + "/lifecycle/expire_password", "").is(200);
        var asked = at.first(AuthnOrg.ANN, AuthnOrg.PASSWORD);
        assertThat(AuthnOrg.status(asked)).isEqualTo("PASSWORD_EXPIRED");
        assertThat(asked.json().at("/_embedded/policy/complexity/minLength").asInt()).isEqualTo(8);
        var change = "/credentials/change_password";
        at.next(asked, change, "oldPassword", "wrong", "newPassword", AuthnOrg.NEW)
                .is(403, "E0000014");
        at.next(asked, change, "oldPassword", AuthnOrg.PASSWORD, "newPassword", "weak")
                .is(403, "E0000080");
        at.next(asked, change, "oldPassword", AuthnOrg.PASSWORD).is(400, "E0000001");
        at.session(
                at.next(
                        asked,
                        change,
                        "oldPassword",
                        AuthnOrg.PASSWORD,
                        "newPassword",
                        AuthnOrg.NEW));
        assertThat(AuthnOrg.status(at.first(AuthnOrg.ANN, AuthnOrg.NEW))).isEqualTo("SUCCESS");
    }

    @Test
    void a_forgotten_password_is_replaced_with_the_token_of_a_trusted_program() {
        var told = at.send("/recovery/password", Map.of("username", AuthnOrg.ANN)).is(200);
        var token = told.text("/recoveryToken");
        var reset = at.send("/recovery/token", Map.of("recoveryToken", token));
        assertThat(AuthnOrg.status(reset)).isEqualTo("PASSWORD_RESET");
        at.send("/recovery/token", Map.of("recoveryToken", token)).is(403, "E0000105");
        at.session(at.next(reset, "/credentials/reset_password", "newPassword", AuthnOrg.NEW));
        at.first(AuthnOrg.ANN, AuthnOrg.PASSWORD).is(401, "E0000004");
    }

    @Test
    void strangers_are_told_the_same_of_everybody_and_given_no_token() {
        at.org.asAnyone();
        var known = forgot(AuthnOrg.ANN);
        var unknown = forgot("nobody@x.test");
        assertThat(known.is(200).body()).isEqualTo(unknown.is(200).body());
        assertThat(known.body()).doesNotContain("oken");
        assertThat(at.org.mails().getLast().text()).contains("/reset_password/");
        at.send("/recovery/password", Map.of("username", AuthnOrg.ANN)).is(400, "E0000001");
        at.send("/recovery/password", Map.of("username", "", "factorType", "EMAIL")).is(400);
        at.send("/recovery/token", Map.of("recoveryToken", "x")).is(403, "E0000105");
    }

    private Reply forgot(String login) {
        return at.send("/recovery/password", Map.of("username", login, "factorType", "email"));
    }
}
