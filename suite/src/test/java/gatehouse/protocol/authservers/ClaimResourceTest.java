package gatehouse.protocol.authservers;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims and rules that could never work are refused when they are written. */
class ClaimResourceTest {
    private static final String SERVER = "/api/v1/authorizationServers/default";
    private final TestOrg org = TestOrg.fresh();

    private Reply claim(String name, String valueType, String value, String more) {
        return org.post(
                SERVER + "/claims",
                """
                {"name": "%s", "claimType": "RESOURCE", "valueType": "%s", "value": "%s"%s}\
                """
                        .formatted(name, valueType, value, more));
    }

    @ParameterizedTest
    @CsvSource({
        "EXPRESSION, user.((,           ''",
        "EXPRESSION, user.email +,      ''",
        "EXPRESSION, '',                ''",
        "GROUPS,     x,                 ''",
        "GROUPS,     x,                 ENDS_WITH",
        "GROUPS,     ((,                REGEX",
        "SYSTEM,     user.id,           ''",
        "NOPE,       x,                 ''"
    })
    void what_can_never_be_worked_out_is_refused(String type, String value, String filter) {
        var more = filter.isEmpty() ? "" : ", \"group_filter_type\": \"" + filter + "\"";

        claim("own", type, value, more).is(400, "E0000001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "exp", "sub", "scp", "cid"})
    void nobody_else_says_what_a_token_is(String name) {
        claim(name, "EXPRESSION", "user.id", "").is(400, "E0000001");
    }

    @Test
    void the_subject_is_changed_where_it_is_defined() {
        for (var claim : org.get(SERVER + "/claims").is(200).json()) {
            if (claim.path("name").asString().equals("sub")) {
                var changed =
                        org.put(
                                SERVER + "/claims/" + claim.path("id").asString(),
                                """
                                {"name": "sub", "claimType": "RESOURCE", "valueType": "SYSTEM",
                                 "value": "user.id"}\
                                """);
                assertThat(changed.is(200).text("/value")).isEqualTo("user.id");
                return;
            }
        }
        throw new AssertionError("no subject");
    }

    @Test
    void a_rule_is_for_grants_that_there_are() {
        var policy =
                org.post(
                                SERVER + "/policies",
                                """
                                {"name": "p", "type": "OAUTH_AUTHORIZATION_POLICY",
                                 "conditions": {"clients": {"include": ["ALL_CLIENTS"]}}}\
                                """)
                        .is(201)
                        .id();
        var rule =
                """
                {"name": "r", "type": "RESOURCE_ACCESS", "conditions": {
                  "people": {"groups": {"include": ["EVERYONE"]}},
                  "grantTypes": {"include": ["%s"]}, "scopes": {"include": ["*"]}}}\
                """;
        var rules = SERVER + "/policies/" + policy + "/rules";

        org.post(rules, rule.formatted("telepathy")).is(400, "E0000001");
        org.post(rules, rule.formatted("implicit")).is(201);
    }
}
