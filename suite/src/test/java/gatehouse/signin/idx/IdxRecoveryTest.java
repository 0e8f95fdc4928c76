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
import org.junit.jupiter.api.Test;

class IdxRecoveryTest {
    private static final String ANY = "[]";
    private final IdxOrg idx = new IdxOrg();
    private final Rules rules = new Rules(idx.org);

    IdxRecoveryTest() {
        idx.user("ann@x.test");
    }

    @Test
    void a_forgotten_password_is_replaced_by_who_has_the_mailbox() {
        var handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);
        var offered = idx.send("recover", handle, "{}").is(200);
        idx.choose(handle, "challenge", offered, "okta_email").is(200);
        idx.password(handle, "123456x").is(401);
        var chooses = idx.password(handle, idx.mailed()).is(200);

        assertThat(remediations(chooses)).containsExactly("reset-authenticator");
        idx.password(handle, "weak").is(400);
        code(idx.password(handle, "Brandnew9horse"));

        var old = idx.begun();
        idx.identify(old, "ann@x.test").is(200);
        idx.password(old, IdxOrg.PASSWORD).is(401);
    }

    @Test
    void recovery_tells_nobody_who_has_an_account() {
        var known = idx.begun();
        var unknown = idx.begun();
        idx.identify(known, "ann@x.test").is(200);
        idx.identify(unknown, "bob@x.test").is(200);
        var one = idx.send("recover", known, "{}").is(200);
        var other = idx.send("recover", unknown, "{}").is(200);
        assertThat(same(one, known, "ann@x.test")).isEqualTo(same(other, unknown, "bob@x.test"));

        var first = idx.choose(known, "challenge", one, "okta_email").is(200);
        var second = idx.choose(unknown, "challenge", other, "okta_email").is(200);
        assertThat(same(first, known, "ann@x.test")).isEqualTo(same(second, unknown, "bob@x.test"));
        var wrong = idx.password(known, "000001");
        var nobody = idx.password(unknown, "000001");
        assertThat(same(wrong, known, "ann@x.test")).isEqualTo(same(nobody, unknown, "bob@x.test"));
    }

    private static String same(Reply reply, String handle, String login) {
        return reply.response().status()
                + reply.body()
                        .replace(handle, "HANDLE")
                        .replace(login, "LOGIN")
                        .replaceAll("\"expiresAt\":\"[^\"]*\"", "");
    }

    @Test
    void a_mailbox_proved_to_recover_is_no_second_factor() {
        rules.asks("2FA", ANY);
        var handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);
        idx.choose(handle, "challenge", idx.send("recover", handle, "{}"), "okta_email").is(200);
        idx.password(handle, idx.mailed()).is(200);

        var then = idx.password(handle, "Brandnew9horse").is(200);

        assertThat(then.json().has("successWithInteractionCode")).isFalse();
        assertThat(remediations(then)).contains("select-authenticator-authenticate");
    }

    @Test
    void a_rule_that_names_no_methods_leaves_them_to_its_policy() {
        var everyone = idx.org.get("/api/v1/groups?q=Everyone").all("/id").getFirst();
        var policy =
                idx.org
                        .post(
                                "/api/v1/policies",
                                """
                                {"type": "PASSWORD", "name": "Ours", "conditions": {
                                  "authProvider": {"provider": "OKTA"},
                                  "people": {"groups": {"include": ["%s"]}}}}\
                                """
                                        .formatted(everyone))
                        .is(200)
                        .id();
        idx.org
                .post(
                        "/api/v1/policies/" + policy + "/rules",
                        """
                        {"type": "PASSWORD", "name": "All", "actions": {
                          "passwordChange": {"access": "ALLOW"},
                          "selfServicePasswordReset": {"access": "ALLOW"},
                          "selfServiceUnlock": {"access": "DENY"}}}\
                        """)
                .is(200);
        var handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);

        var offered = idx.send("recover", handle, "{}").is(200);

        idx.choose(handle, "challenge", offered, "okta_email").is(200);
        assertThat(remediations(idx.password(handle, idx.mailed()).is(200)))
                .containsExactly("reset-authenticator");
    }

    @Test
    void an_authenticator_app_recovers_where_the_rule_says_so() {
        rules.active("google_otp")
                .rule(
                        "PASSWORD",
                        "selfServicePasswordReset",
                        """
                        {"access": "ALLOW", "requirement": {"primary": {"methods": ["otp"]},
                          "stepUp": {"required": false}}}\
                        """);
        var factors = "/api/v1/users/" + idx.org.get("/api/v1/users/ann@x.test").id() + "/factors";
        var begun =
                idx.org
                        .post(
                                factors,
                                "{\"factorType\": \"token:software:totp\", \"provider\": \"GOOGLE\"}")
                        .is(200);
        var secret = begun.text("/_embedded/activation/sharedSecret");
        var activate = factors + "/" + begun.id() + "/lifecycle/activate";
        idx.org.post(activate, "{\"passCode\": \"" + totp(secret) + "\"}").is(200);
        idx.org.passes(Duration.ofMinutes(1));
        var handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);
        var offered = idx.send("recover", handle, "{}").is(200);
        assertThat(offered.body()).doesNotContain("okta_email");

        assertThat(remediations(idx.password(handle, totp(secret)).is(200)))
                .containsExactly("reset-authenticator");
    }

    private String totp(String secret) {
        return Otp.USUAL.at(Base32.decode(secret), idx.org.now().getEpochSecond() / 30);
    }

    @Test
    void the_account_management_policy_says_what_is_asked_where_it_is_left_to_it() {
        rules.rule(
                "PASSWORD",
                "selfServicePasswordReset",
                """
                {"access": "ALLOW", "requirement": {"accessControl": "AUTH_POLICY",
                  "primary": {"methods": ["sms"]}, "stepUp": {"required": false}}}\
                """);
        var policies = "/api/v1/policies";
        var policy = idx.org.get(policies + "?type=ACCESS_POLICY&q=Okta%20Account").text("/0/id");
        var rule = policies + "/" + policy + "/rules/";
        rule += idx.org.get(rule).text("/0/id");
        var asks =
                """
                {"type": "ACCESS_POLICY", "actions": {"appSignOn": {"access": "%s",
                  "verificationMethod": {"type": "ASSURANCE", "factorMode": "%s",
                    "reauthenticateIn": "PT0S", "constraints": [
                      {"possession": {"required": true}}]}}}}\
                """;
        assertThat(remediations(recovered())).containsExactly("reset-authenticator");

        var unlocking =
                """
                {"type": "ACCESS_POLICY", "name": "%1$s", "actions": {"appSignOn": {
                  "access": "DENY"}}, "conditions": {"elCondition": {
                    "condition": "accessRequest.operation == '%1$s'"}}}\
                """;
        var rules = policies + "/" + policy + "/rules";
        idx.org.post(rules, unlocking.formatted("unlockAccount")).is(200);
        assertThat(remediations(recovered())).containsExactly("reset-authenticator");
        var recovers = idx.org.post(rules, unlocking.formatted("recover")).is(200).id();
        refusesToRecover();
        idx.org.delete(rules + "/" + recovers).is(204);

        idx.org.put(rule, asks.formatted("ALLOW", "2FA")).is(200);
        assertThat(message(recovered())).isEqualTo("security.access_denied");

        idx.org.put(rule, asks.formatted("DENY", "1FA")).is(200);
        refusesToRecover();
    }

    private void refusesToRecover() {
        var handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);
        idx.send("recover", handle, "{}").is(403);
    }

    private Reply recovered() {
        var handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);
        var offered = idx.send("recover", handle, "{}").is(200);
        idx.choose(handle, "challenge", offered, "okta_email").is(200);
        return idx.password(handle, idx.mailed());
    }

    @Test
    void a_locked_account_is_opened_by_who_has_the_mailbox() {
        rules.rule("PASSWORD", "selfServiceUnlock", "{\"access\": \"ALLOW\"}");
        var locked = idx.begun();
        idx.identify(locked, "ann@x.test").is(200);
        for (int i = 0; i < 10; i++) {
            idx.password(locked, "Wrong9horse").is(401);
        }
        idx.password(locked, IdxOrg.PASSWORD).is(401);
        var handle = idx.begun();
        var form = idx.send("unlock-account", handle, "{}").is(200);
        assertThat(remediations(form)).containsExactly("select-authenticator-unlock-account");
        var id = form.text("/remediation/value/0/value/1/options/0/value/form/value/0/value");
        idx.send(
                        "challenge",
                        handle,
                        "{\"identifier\": \"ann@x.test\", \"authenticator\": {\"id\": \"%s\"}}"
                                .formatted(id))
                .is(200);

        var opened = idx.password(handle, idx.mailed()).is(200);

        assertThat(message(opened)).isEqualTo("oie.selfservice.unlock_user.success.message");
        var again = idx.begun();
        code(idx.withPassword(again));
    }

    @Test
    void whoever_was_about_to_come_in_with_the_old_password_does_not() {
        rules.asks("2FA", ANY);
        var old = idx.begun();
        idx.withPassword(old).is(200);
        var handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);
        idx.choose(handle, "challenge", idx.send("recover", handle, "{}"), "okta_email").is(200);
        idx.password(handle, idx.mailed()).is(200);

        var then = idx.password(handle, "Brandnew9horse").is(200);

        assertThat(remediations(then)).contains("select-authenticator-authenticate");
        idx.send("introspect", old, "{}").is(401);
    }

    @Test
    void who_may_not_recover_is_told_so_in_the_words_the_widget_knows() {
        rules.rule("PASSWORD", "selfServicePasswordReset", "{\"access\": \"DENY\"}");
        var handle = idx.begun();
        idx.send("recover", handle, "{}").is(200);
        assertThat(message(idx.identify(handle, "ann@x.test").is(403)))
                .isEqualTo("oie.forgot.password.is.not.enabled");

        rules.rule(
                "PASSWORD",
                "selfServicePasswordReset",
                """
                {"access": "ALLOW", "requirement": {"primary": {"methods": ["email"]},
                 "stepUp": {"required": true, "methods": ["security_question"]}}}\
                """);
        var again = idx.begun();
        idx.identify(again, "ann@x.test").is(200);
        idx.choose(again, "challenge", idx.send("recover", again, "{}"), "okta_email").is(200);
        assertThat(message(idx.password(again, idx.mailed()).is(403)))
                .isEqualTo("oie.selfservice.reset.password.not.allowed");
    }
}
