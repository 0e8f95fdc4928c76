package gatehouse.signin.protection;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.signin.sessions.People;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How much a person is at risk is kept, and the policy for it acts. */
class UserRiskTest {
    private final People people = new People();
    private final TestOrg org = people.org;
    private final String ann = people.person("ann@x.test");
    private final String at = "/api/v1/users/" + ann + "/risk";

    private Reply says(String json) {
        return org.put(at, json);
    }

    private void terminatesAt(String level) {
        var policy = org.get("/api/v1/policies?type=ENTITY_RISK").is(200).all("/id").getFirst();
        org.post(
                        "/api/v1/policies/" + policy + "/rules",
                        """
                        {"type": "ENTITY_RISK", "name": "Ours", "priority": 0,
                         "conditions": {"entityRisk": {"level": "%s"},
                           "riskDetectionTypes": {"include": ["ADMIN_REPORTED_USER_RISK"]}},
                         "actions": {"entityRisk":
                           {"actions": [{"action": "TERMINATE_ALL_SESSIONS"}]}}}\
                        """
                                .formatted(level))
                .is(200);
    }

    @Test
    void it_is_kept_and_told() {
        var none = org.get(at).is(200);
        assertThat(none.text("/riskLevel")).isEqualTo("NONE");
        assertThat(none.json().has("reason")).isFalse();

        var low = says("{\"riskLevel\": \"LOW\"}").is(201);
        assertThat(low.text("/riskLevel") + " " + low.text("/reason"))
                .isEqualTo("LOW override.by.admin");
        assertThat(low.text("/_links/self/href")).endsWith(at);
        assertThat(low.text("/_links/user/href")).endsWith("/api/v1/users/" + ann);

        says("{\"riskLevel\": \"HIGH\", \"riskReason\": \"Seen in a leak, 2026.\"}").is(200);
        var high = org.get("/api/v1/users/ann@x.test/risk").is(200);
        assertThat(high.text("/riskLevel") + " " + high.text("/reason"))
                .isEqualTo("HIGH Seen in a leak, 2026.");
        assertThat(org.events())
                .contains("user.risk.change", "user.risk.detect", "policy.entity_risk.evaluate")
                .doesNotContain("policy.entity_risk.action");
    }

    @Test
    void what_is_no_level_or_no_reason_is_refused() {
        for (var bad :
                new String[] {
                    "{}",
                    "{\"riskLevel\": \"NONE\"}",
                    "{\"riskLevel\": 3}",
                    "{\"riskLevel\": \"LOW\", \"riskReason\": \"<script>\"}",
                    "{\"riskLevel\": \"LOW\", \"riskReason\": 5}",
                    "{\"riskLevel\": \"LOW\", \"riskReason\": \"" + "x".repeat(501) + "\"}"
                }) {
            says(bad).is(400, "E0000001");
        }
        org.put("/api/v1/users/00uNobody/risk", "{\"riskLevel\": \"LOW\"}").is(404, "E0000007");
        org.get("/api/v1/users/00uNobody/risk").is(404, "E0000007");
        assertThat(org.events()).doesNotContain("user.risk.change");
    }

    @Test
    void all_sessions_of_one_at_risk_end_where_the_policy_says_so() {
        terminatesAt("HIGH");
        var browser = people.browser("ann@x.test");
        var cookie = Map.of("cookie", "idx=" + browser.cookies.get("idx"));

        says("{\"riskLevel\": \"MEDIUM\"}").is(201);
        org.send("GET", "/api/v1/sessions/me", cookie, "").is(200);

        says("{\"riskLevel\": \"HIGH\"}").is(200);
        org.send("GET", "/api/v1/sessions/me", cookie, "").is(404);
        assertThat(org.events())
                .containsSubsequence(
                        "user.risk.detect",
                        "policy.entity_risk.evaluate",
                        "policy.entity_risk.action",
                        "user.session.clear");
    }

    @Test
    void only_who_may_see_and_change_it_does() {
        org.calledWith("okta.users.manage");
        org.get(at).is(403, "E0000006");
        says("{\"riskLevel\": \"HIGH\"}").is(403, "E0000006");
        org.calledWith("okta.userRisk.read");
        org.get(at).is(200);
        says("{\"riskLevel\": \"HIGH\"}").is(403, "E0000006");
    }
}
