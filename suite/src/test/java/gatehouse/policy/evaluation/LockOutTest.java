package gatehouse.policy.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.TestOrg;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LockOutTest {
    private static final String POLICIES = "/api/v1/policies";
    private static final String DENY =
            "{\"name\": \"no\", \"actions\": {\"signon\": {\"access\": \"DENY\"}}%s}";
    private final TestOrg org = TestOrg.fresh();
    private String admin = "";
    private String rules = "";

    @BeforeEach
    void somebodyManagesTheOrg() {
        admin =
                org.post(
                                "/api/v1/users",
                                """
                                {"profile": {"firstName": "A", "lastName": "B",
                                             "login": "a@b.test", "email": "a@b.test"},
                                 "credentials": {"password": {"value": "Correct9horse"}}}\
                                """)
                        .is(200)
                        .id();
        org.post("/api/v1/users/" + admin + "/roles", "{\"type\": \"SUPER_ADMIN\"}").is(201);
        var policy = org.get(POLICIES + "?type=OKTA_SIGN_ON").text("/0/id");
        rules = POLICIES + "/" + policy + "/rules";
    }

    @Test
    void nobody_shuts_out_the_last_administrator_by_mistake() {
        var refused = org.post(rules, DENY.formatted("")).is(400, "E0000001");

        assertThat(refused.causes().getFirst()).contains("force=true");
        assertThat(org.get(rules).json()).hasSize(1);
        org.post(rules + "?force=true", DENY.formatted("")).is(200);
    }

    @Test
    void a_rule_that_leaves_an_administrator_is_fine() {
        org.post(
                        rules,
                        DENY.formatted(
                                ", \"conditions\": {\"people\": {\"users\": {\"exclude\": [\"%s\"]}}}"
                                        .formatted(admin)))
                .is(200);
    }

    @Test
    void what_nobody_can_prove_shuts_out_too() {
        var second =
                """
                {"name": "two", "actions": {"signon": {
                   "access": "ALLOW", "requireFactor": true, "factorPromptMode": "ALWAYS"}}}\
                """;
        org.post(rules, second).is(400, "E0000001");
        var enrol = org.get(POLICIES + "?type=MFA_ENROLL").text("/0/id");
        org.put(
                        POLICIES + "/" + enrol,
                        """
                        {"type": "MFA_ENROLL", "settings": {"authenticators": [
                          {"key": "okta_password", "enroll": {"self": "REQUIRED"}},
                          {"key": "google_otp", "enroll": {"self": "OPTIONAL"}}]}}\
                        """)
                .is(200);

        org.post(rules, second).is(200);
    }

    @Test
    void an_org_without_administrators_is_managed_by_tokens() {
        var other = TestOrg.fresh();
        var policy = other.get(POLICIES + "?type=OKTA_SIGN_ON").text("/0/id");

        other.post(POLICIES + "/" + policy + "/rules", DENY.formatted("")).is(200);
    }
}
