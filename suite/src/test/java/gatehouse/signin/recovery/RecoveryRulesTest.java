package gatehouse.signin.recovery;

import static gatehouse.signin.idx.IdxOrg.message;
import static gatehouse.signin.idx.IdxOrg.remediations;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.policy.factors.otp.Base32;
import gatehouse.policy.factors.otp.Otp;
import gatehouse.signin.idx.IdxOrg;
import gatehouse.signin.rules.Rules;
import gatehouse.testkit.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** By which proofs an account is recovered, as its policies say. */
class RecoveryRulesTest {
    private final IdxOrg idx = new IdxOrg();
    private final Rules rules = new Rules(idx.org);

    RecoveryRulesTest() {
        idx.user("ann@x.test");
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
        assertThat(message(recovered())).isEqualTo("oie.selfservice.reset.password.not.allowed");

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
}
