package gatehouse.policy.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final String POLICIES = "/api/v1/policies";
    private static final String APP =
            """
            {"name": "oidc_client", "label": "App", "signOnMode": "OPENID_CONNECT",
             "credentials": {"oauthClient": {"token_endpoint_auth_method": "client_secret_basic"}},
             "settings": {"oauthClient": {"application_type": "web", "response_types": ["code"],
               "grant_types": ["authorization_code"], "redirect_uris": ["https://a.test/cb"]}}}\
            """;
    private final TestOrg org = TestOrg.fresh();
    private String app = "";
    private String group = "";

    @BeforeEach
    void somePolicies() {
        app = org.post("/api/v1/apps", APP).is(200).id();
        group = org.post("/api/v1/groups", "{\"profile\": {\"name\": \"G\"}}").is(200).id();
        var policy =
                org.post(
                                POLICIES,
                                """
                                {"type": "OKTA_SIGN_ON", "name": "Ours", "conditions":
                                 {"people": {"groups": {"include": ["%s"]}}}}\
                                """
                                        .formatted(group))
                        .is(200)
                        .id();
        var rule =
                """
                {"name": "%s", "actions": {"signon": {"access": "ALLOW"}},
                 "conditions": {"riskScore": {"level": "%s"}}}\
                """;
        org.post(POLICIES + "/" + policy + "/rules", rule.formatted("high", "HIGH")).is(200);
        org.post(POLICIES + "/" + policy + "/rules", rule.formatted("any", "ANY")).is(200);
    }

    private Reply simulated(String context, String query) {
        return org.post(
                        POLICIES + "/simulate" + query,
                        "[{\"appInstance\": \"%s\", \"policyTypes\": [\"OKTA_SIGN_ON\"], \"policyContext\": %s}]"
                                .formatted(app, context))
                .is(200);
    }

    @Test
    void what_would_decide_is_told() {
        var low =
                simulated(
                        "{\"groups\": {\"ids\": [\"%s\"]}, \"risk\": {\"level\": \"LOW\"}}"
                                .formatted(group),
                        "");

        assertThat(low.text("/0/status")).isEqualTo("MATCH");
        assertThat(low.text("/0/result/policies/0/name")).isEqualTo("Ours");
        assertThat(low.text("/0/result/policies/0/rules/0/name")).isEqualTo("any");
        assertThat(low.text("/0/result/policies/0/conditions/0/type"))
                .isEqualTo("people.groups.include");
        assertThat(low.json().at("/0/evaluated/policies")).isEmpty();
        assertThat(low.json().at("/0/undefined/policies")).isEmpty();
    }

    @Test
    void the_least_risk_is_supposed_where_no_other_is() {
        var high =
                simulated(
                        "{\"groups\": {\"ids\": [\"%s\"]}, \"risk\": {\"minRiskLevel\": \"HIGH\"}}"
                                .formatted(group),
                        "");

        assertThat(high.text("/0/result/policies/0/rules/0/name")).isEqualTo("high");
    }

    @Test
    void what_is_left_open_is_told_as_such() {
        var open = simulated("{\"groups\": {\"ids\": [\"%s\"]}}".formatted(group), "");

        assertThat(open.text("/0/undefined/policies/0/rules/0/name")).isEqualTo("high");
        assertThat(open.text("/0/result/policies/0/rules/0/name")).isEqualTo("any");
    }

    @Test
    void what_did_not_match_is_told_where_asked() {
        var other =
                simulated(
                        "{\"groups\": {\"ids\": [\"00gother\"]}, \"risk\": {\"level\": \"LOW\"}}",
                        "?expand=EVALUATED,RULE");

        assertThat(other.text("/0/result/policies/0/name")).isEqualTo("Default Policy");
        assertThat(other.text("/0/evaluated/policies/0/name")).isEqualTo("Ours");
        assertThat(other.text("/0/evaluated/policies/0/conditions/0/status"))
                .isEqualTo("NOT_MATCH");
    }

    @Test
    void an_expression_knows_since_when_somebody_is_there() {
        var policy =
                org.post(POLICIES, "{\"type\": \"ACCESS_POLICY\", \"name\": \"A\"}").is(200).id();
        org.post(
                        POLICIES + "/" + policy + "/rules",
                        """
                        {"name": "new", "conditions": {"elCondition": {"condition":
                           "user.created.withinDays(7) && user.lastLogin == null"}},
                         "actions": {"appSignOn": {"access": "DENY"}}}\
                        """)
                .is(200);
        org.put("/api/v1/apps/" + app + "/policies/" + policy, "").is(204);
        var user =
                org.post(
                                "/api/v1/users?activate=false",
                                """
                                {"profile": {"firstName": "A", "lastName": "B",
                                             "login": "a@b.test", "email": "a@b.test"}}\
                                """)
                        .is(200)
                        .id();
        var ask =
                """
                {"appInstance": "%s", "policyTypes": ["ACCESS_POLICY"],
                 "policyContext": {"user": {"id": "%s"}}}\
                """
                        .formatted(app, user);
        var rule = "/0/result/policies/0/rules/0/name";

        assertThat(org.post(POLICIES + "/simulate", ask).is(200).text(rule)).isEqualTo("new");
        org.passes(Duration.ofDays(8));
        assertThat(org.post(POLICIES + "/simulate", ask).is(200).text(rule))
                .isEqualTo("Catch-all Rule");
    }

    @Test
    void all_types_are_simulated_where_none_is_named() {
        var all =
                org.post(
                                POLICIES + "/simulate",
                                "[{\"appInstance\": \"%s\", \"policyContext\": {}}]".formatted(app))
                        .is(200);

        assertThat(all.all("/policyType/0"))
                .containsExactly(
                        "OKTA_SIGN_ON", "MFA_ENROLL", "ACCESS_POLICY", "PROFILE_ENROLLMENT");
        org.post(POLICIES + "/simulate", "[{\"appInstance\": \"0oa0\"}]").is(404, "E0000007");
        org.post(POLICIES + "/simulate", "{}").is(400, "E0000001");
    }
}
