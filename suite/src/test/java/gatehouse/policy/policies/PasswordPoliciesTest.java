package gatehouse.policy.policies;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import org.junit.jupiter.api.Test;

class PasswordPoliciesTest {
    private static final String POLICIES = "/api/v1/policies";
    private final TestOrg org = TestOrg.fresh();

    private Reply user(String password) {
        return org.post(
                "/api/v1/users",
                """
                {"profile": {"firstName": "A", "lastName": "B", "login": "a@b.test",
                             "email": "a@b.test"},
                 "credentials": {"password": {"value": "%s"}}}\
                """
                        .formatted(password));
    }

    /** Those in a group are asked for more than the others. */
    @Test
    void a_policy_for_a_group_holds_for_those_in_it() {
        var group = org.post("/api/v1/groups", "{\"profile\": {\"name\": \"G\"}}").is(200).id();
        var policy =
                org.post(
                                POLICIES,
                                """
                                {"type": "PASSWORD", "name": "Long",
                                 "conditions": {"people": {"groups": {"include": ["%s"]}}},
                                 "settings": {"password": {"complexity": {"minLength": 20}}}}\
                                """
                                        .formatted(group))
                        .is(200)
                        .id();
        org.post(POLICIES + "/" + policy + "/rules", RULE).is(200);
        var user = user("Correct9horse").is(200).id();
        var change = "{\"credentials\": {\"password\": {\"value\": \"Correct8horse\"}}}";
        org.post("/api/v1/users/" + user, change).is(200);

        org.put("/api/v1/groups/" + group + "/users/" + user, "").is(204);

        org.post("/api/v1/users/" + user, change.replace('8', '7')).is(400, "E0000001");
        org.post(
                        "/api/v1/users/" + user,
                        change.replace("Correct8horse", "Correct7horsebatterystaple"))
                .is(200);
    }

    private static final String RULE =
            """
            {"name": "r", "actions": {
               "passwordChange": {"access": "ALLOW"}, "selfServiceUnlock": {"access": "DENY"},
               "selfServicePasswordReset": {"access": "ALLOW"}}}\
            """;
}
