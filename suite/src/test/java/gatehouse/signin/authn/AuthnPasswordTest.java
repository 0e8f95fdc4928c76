package gatehouse.signin.authn;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

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
    void whoever_has_a_second_factor_proves_it_before_they_change_a_password() {
        var secret = at.enrolled();
        at.org.post("/api/v1/users/" + at.ann + "/lifecycle/expire_password", "").is(200);
        var asked = at.first(AuthnOrg.ANN, AuthnOrg.PASSWORD);
        assertThat(AuthnOrg.status(asked)).isEqualTo("MFA_REQUIRED");
        var change = "/credentials/change_password";
        at.next(asked, change, "oldPassword", AuthnOrg.PASSWORD, "newPassword", AuthnOrg.NEW)
                .is(403, "E0000079");
        var verify = AuthnOrg.verify(asked, "token:software:totp");
        var then = at.next(asked, verify, "passCode", at.totp(secret));
        assertThat(AuthnOrg.status(then)).isEqualTo("PASSWORD_EXPIRED");
        at.session(
                at.next(
                        then,
                        change,
                        "oldPassword",
                        AuthnOrg.PASSWORD,
                        "newPassword",
                        AuthnOrg.NEW));
    }

    @Test
    void a_password_that_will_expire_is_told_of_where_a_program_wants_to_hear_it() {
        var policy = (ObjectNode) at.org.get("/api/v1/policies?type=PASSWORD").json().get(0);
        ((ObjectNode) policy.at("/settings/password/age"))
                .put("maxAgeDays", 10)
                .put("expireWarnDays", 5);
        var id = policy.path("id").asString();
        at.org.put("/api/v1/policies/" + id, policy.toString()).is(200);
        at.org.passes(Duration.ofDays(6));
        assertThat(AuthnOrg.status(at.first(AuthnOrg.ANN, AuthnOrg.PASSWORD))).isEqualTo("SUCCESS");
        var warned = at.send("", warning());
        assertThat(AuthnOrg.status(warned)).isEqualTo("PASSWORD_WARN");
        assertThat(warned.json().at("/_embedded/policy/expiration/passwordExpireDays").asInt())
                .isEqualTo(4);
        at.next(warned, "/previous").is(403, "E0000079");
        assertThat(AuthnOrg.status(at.next(warned, "/skip"))).isEqualTo("SUCCESS");
        var again = at.send("", warning());
        at.session(
                at.next(
                        again,
                        "/credentials/change_password",
                        "oldPassword",
                        AuthnOrg.PASSWORD,
                        "newPassword",
                        AuthnOrg.NEW));
    }

    private static Map<String, Object> warning() {
        return Map.of(
                "username",
                AuthnOrg.ANN,
                "password",
                AuthnOrg.PASSWORD,
                "options",
                Map.of("warnBeforePasswordExpired", true));
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
    void a_trusted_program_gets_no_token_that_would_lead_nowhere() {
        at.rules.rule("PASSWORD", "selfServicePasswordReset", "{\"access\": \"DENY\"}");
        at.send("/recovery/password", Map.of("username", AuthnOrg.ANN)).is(403, "E0000034");
        at.rules.rule("PASSWORD", "selfServicePasswordReset", "{\"access\": \"ALLOW\"}");
        var told = at.send("/recovery/password", Map.of("username", AuthnOrg.ANN)).is(200);
        assertThat(told.text("/_links/next/href")).endsWith("/api/v1/authn/recovery/token");
        assertThat(Instant.parse(told.text("/expiresAt")))
                .isBefore(at.org.now().plus(Duration.ofHours(2)));
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

    @Test
    void nobody_is_flooded_with_letters_by_a_stranger() {
        at.org.asAnyone();
        for (int i = 0; i < 5; i++) {
            forgot(AuthnOrg.ANN).is(200);
        }
        assertThat(at.org.mails()).hasSize(1);
        at.org.passes(Duration.ofSeconds(31));
        forgot(AuthnOrg.ANN).is(200);
        assertThat(at.org.mails()).hasSize(2);
    }

    @Test
    void who_is_locked_out_is_written_that_this_is_no_way_back() {
        for (int i = 0; i < 10; i++) {
            at.first(AuthnOrg.ANN, "Wrong9horse").is(401);
        }
        at.org.asAnyone();
        forgot(AuthnOrg.ANN).is(200);
        forgot(AuthnOrg.ANN).is(200);
        denied();
    }

    private void denied() {
        at.org.mails();
        var letters =
                at.org
                        .send(
                                "GET",
                                "/dev/mailbox?to=" + AuthnOrg.ANN,
                                Map.of("accept", "application/json"),
                                "")
                        .is(200);
        assertThat(letters.all("/subject")).containsExactly("Your password cannot be reset here");
        assertThat(letters.body()).doesNotContain("/reset_password/");
    }

    @Test
    void so_is_who_may_not_reset_their_password_where_others_may() {
        var group =
                at.org.post("/api/v1/groups", "{\"profile\": {\"name\": \"Vault\"}}").is(200).id();
        at.org.put("/api/v1/groups/" + group + "/users/" + at.ann, "").is(204);
        var policy =
                at.org
                        .post(
                                "/api/v1/policies",
                                """
                                {"type": "PASSWORD", "name": "Vault", "conditions": {
                                  "authProvider": {"provider": "OKTA"},
                                  "people": {"groups": {"include": ["%s"]}}}}\
                                """
                                        .formatted(group))
                        .is(200)
                        .id();
        at.org
                .post(
                        "/api/v1/policies/" + policy + "/rules",
                        """
                        {"type": "PASSWORD", "name": "None", "actions": {
                          "passwordChange": {"access": "ALLOW"},
                          "selfServicePasswordReset": {"access": "DENY"},
                          "selfServiceUnlock": {"access": "DENY"}}}\
                        """)
                .is(200);
        at.org.asAnyone();
        forgot(AuthnOrg.ANN).is(200);
        denied();
    }

    @Test
    void people_are_known_by_what_the_policy_lets_them_say() {
        at.rules.rule(
                "PROFILE_ENROLLMENT",
                "profileEnrollment",
                """
                {"access": "ALLOW", "unknownUserAction": "DENY",
                 "allowedIdentifiers": ["employeeNumber"]}\
                """);
        at.org
                .post("/api/v1/users/" + at.ann, "{\"profile\": {\"employeeNumber\": \"E-100\"}}")
                .is(200);
        at.send("/recovery/password", Map.of("username", AuthnOrg.ANN)).is(403, "E0000095");
        var token = at.send("/recovery/password", Map.of("username", "e-100")).is(200);
        var reset =
                at.send("/recovery/token", Map.of("recoveryToken", token.text("/recoveryToken")));
        assertThat(AuthnOrg.status(reset)).isEqualTo("PASSWORD_RESET");
        at.org.asAnyone();
        forgot(AuthnOrg.ANN).is(200);
        assertThat(at.org.mails()).isEmpty();
        at.org.passes(Duration.ofSeconds(31));
        forgot("E-100").is(200);
        assertThat(at.org.mails()).hasSize(1);
    }

    private Reply forgot(String login) {
        return at.send("/recovery/password", Map.of("username", login, "factorType", "email"));
    }
}
