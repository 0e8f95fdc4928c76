package gatehouse.policy.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.signin.rules.Rules;
import gatehouse.testkit.TestOrg;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LockOutTest {
    private static final String POLICIES = "/api/v1/policies";
    private static final String DENY =
            "{\"name\": \"no\", \"actions\": {\"signon\": {\"access\": \"DENY\"}}%s}";
    private static final String OFF = "/lifecycle/deactivate";
    private static final String USER =
            """
            {"profile": {"firstName": "A", "lastName": "B", "login": "a@b.test",
                         "email": "a@b.test"},
             "credentials": {"password": {"value": "Correct9horse"}}}\
            """;
    private final TestOrg org = TestOrg.fresh();
    private String admin = "";
    private String rules = "";

    @BeforeEach
    void somebodyManagesTheOrg() {
        admin = org.post("/api/v1/users", USER).is(200).id();
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
        org.post("/api/v1/authenticators/" + authenticator("okta_email") + OFF, "").is(200);
        org.post(rules, second).is(400, "E0000001");
        new Rules(org).active("google_otp");
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
    void what_an_application_asks_shuts_out_as_well() {
        var policy = org.get(POLICIES + "?type=ACCESS_POLICY").text("/0/id");
        var rule = POLICIES + "/" + policy + "/rules/";
        var asks =
                """
                {"type": "ACCESS_POLICY", "name": "Catch-all Rule", "actions": {"appSignOn": {
                   "access": "ALLOW", "verificationMethod": {"type": "ASSURANCE",
                     "factorMode": "1FA", "constraints": [{"possession": {
                       "required": true, "phishingResistant": "REQUIRED"}}]}}}}\
                """;
        rule += org.get(rule).text("/0/id");

        org.put(rule, asks).is(400, "E0000001");
        new Rules(org).active("webauthn").enrolls("webauthn", "OPTIONAL");
        org.put(rule, asks).is(200);
        var off = "/api/v1/authenticators/" + authenticator("webauthn") + OFF;
        org.post(off, "").is(400, "E0000001");
        org.post(off + "?force=true", "").is(200);
    }

    private String authenticator(String key) {
        return org.get("/api/v1/authenticators")
                .json()
                .valueStream()
                .filter(one -> one.path("key").asString().equals(key))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nobody_counts_who_may_not_sign_in_anyway() {
        var other = org.post("/api/v1/users", USER.replace("a@b.test", "c@b.test")).is(200).id();
        org.post("/api/v1/users/" + other + "/roles", "{\"type\": \"SUPER_ADMIN\"}").is(201);
        org.post("/api/v1/users/" + other + "/lifecycle/suspend", "").is(200);
        var without =
                ", \"conditions\": {\"people\": {\"users\": {\"exclude\": [\"%s\"]}}}"
                        .formatted(other);

        org.post(rules, DENY.formatted(without)).is(400, "E0000001");
    }

    @Test
    void a_zone_that_leaves_where_administrators_are_shuts_them_out() {
        var zone =
                """
                {"name": "Z", "type": "IP", "gateways": [{"type": "CIDR", "value": "%s"}]}\
                """;
        var zones = "/api/v1/zones";
        var home = org.post(zones, zone.formatted("127.0.0.1/32")).is(200).id();
        org.post(
                        rules,
                        DENY.formatted(
                                ", \"conditions\": {\"network\": {\"connection\": \"ZONE\", \"exclude\": [\"%s\"]}}"
                                        .formatted(home)))
                .is(200);

        org.put(zones + "/" + home, zone.formatted("192.0.2.0/24")).is(400, "E0000001");
        org.put(zones + "/" + home + "?force=true", zone.formatted("192.0.2.0/24")).is(200);
    }

    @Test
    void two_changes_at_once_do_not_shut_out_together() {
        var doors = Stream.of("one", "two").map(this::door).toList();
        org.post(rules, DENY.formatted("")).is(200);

        var open =
                doors.parallelStream()
                        .filter(id -> org.delete(rules + "/" + id).response().status() == 400)
                        .count();

        assertThat(open).isEqualTo(1);
    }

    private String door(String name) {
        return org.post(
                        rules,
                        "{\"name\": \"%s\", \"actions\": {\"signon\": {\"access\": \"ALLOW\"}}}"
                                .formatted(name))
                .is(200)
                .id();
    }

    @Test
    void an_org_without_administrators_is_managed_by_tokens() {
        var other = TestOrg.fresh();
        var policy = other.get(POLICIES + "?type=OKTA_SIGN_ON").text("/0/id");

        other.post(POLICIES + "/" + policy + "/rules", DENY.formatted("")).is(200);
    }
}
