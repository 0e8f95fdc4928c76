package gatehouse.policy.policies;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** What is sent of policies and rules comes back; what makes no sense is refused. */
class PolicyBodiesTest {
    private static final Map<String, String> ACTIONS =
            Map.of(
                    "OKTA_SIGN_ON", "{\"signon\": {\"access\": \"ALLOW\"}}",
                    "ACCESS_POLICY", "{\"appSignOn\": {\"access\": \"DENY\"}}",
                    "IDP_DISCOVERY", "{\"idp\": {\"providers\": [{\"type\": \"OKTA\"}]}}",
                    "MFA_ENROLL", "{\"enroll\": {\"self\": \"CHALLENGE\"}}",
                    "ENTITY_RISK", "{\"entityRisk\": {\"actions\": []}}");

    private static final String ACTIONS_OF_APP =
            """
            {"appSignOn": {"access": "ALLOW", "verificationMethod": {
               "factorMode": "2FA", "type": "ASSURANCE", "reauthenticateIn": "PT2H",
               "inactivityPeriod": "PT1H", "constraints": [
                 {"knowledge": {"required": false, "types": ["password"],
                                "reauthenticateIn": "PT4H"},
                  "possession": {"required": true, "deviceBound": "REQUIRED"}}]},
             "keepMeSignedIn": {"postAuth": "NOT_ALLOWED"}}}\
            """;

    private final TestOrg org = TestOrg.fresh();

    private String policy(String type) {
        if (type.equals("IDP_DISCOVERY") || type.equals("ENTITY_RISK")) {
            return org.get("/api/v1/policies?type=" + type).text("/0/id");
        }
        return org.post("/api/v1/policies", "{\"type\": \"%s\", \"name\": \"P\"}".formatted(type))
                .is(200)
                .id();
    }

    private Reply rule(String type, String conditions, String actions) {
        return org.post(
                "/api/v1/policies/" + policy(type) + "/rules",
                "{\"name\": \"r\", \"conditions\": %s, \"actions\": %s}"
                        .formatted(conditions, actions));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OKTA_SIGN_ON|{'network': {'connection': 'ZONE'}}",
                "OKTA_SIGN_ON|{'network': {'connection': 'ZONE', 'include': ['nzo0']}}",
                "OKTA_SIGN_ON|{'network': {'connection': 'MOON'}}",
                "OKTA_SIGN_ON|{'network': 'ANYWHERE'}",
                "OKTA_SIGN_ON|{'network': {'connection': 'ON_NETWORK'}}",
                "OKTA_SIGN_ON|{'netwrok': {'connection': 'ANYWHERE'}}",
                "OKTA_SIGN_ON|{'people': {'groups': {'include': ['00g0']}}}",
                "OKTA_SIGN_ON|{'people': {'users': {'include': [1]}}}",
                "OKTA_SIGN_ON|{'people': {'users': {'include': 'all'}}}",
                "OKTA_SIGN_ON|{'riskScore': {'level': 'LOUD'}}",
                "OKTA_SIGN_ON|{'risk': {'behaviors': ['bhv0']}}",
                "OKTA_SIGN_ON|[]",
                "ACCESS_POLICY|{'elCondition': {'condition': 'user.status =='}}",
                "ACCESS_POLICY|{'elCondition': {'condition': 'user.getClass()'}}",
                "ACCESS_POLICY|{'device': {'managed': true}}",
                "ACCESS_POLICY|{'platform': {'include': [{'type': 'TOASTER'}]}}",
                "ACCESS_POLICY|{'platform': {'include': [{'type': 'ANY',"
                        + " 'os': {'type': 'OTHER', 'expression': '('}}]}}",
                "ACCESS_POLICY|{'platform': {'include': [{'type': 'ANY', 'os': {'type': 'IOS',"
                        + " 'version': {'matchType': 'SEMVER', 'value': 'new'}}}]}}",
                "ACCESS_POLICY|{'platform': {'include': [{'type': 'ANY', 'os': {'type': 'IOS',"
                        + " 'version': {'matchType': 'EXPRESSION', 'value': '('}}}]}}",
                "ACCESS_POLICY|{'userType': {'include': ['oty0']}}",
                "IDP_DISCOVERY|{'userIdentifier': {'patterns': [{'matchType': 'EXPRESSION',"
                        + " 'value': '['}]}}",
                "IDP_DISCOVERY|{'app': {'include': [{'type': 'APP'}]}}",
                "IDP_DISCOVERY|{'app': {'include': [{'type': 'APP', 'id': '0oa0'}]}}",
                "ENTITY_RISK|{'riskDetectionTypes': {'include': ['RAIN']}}",
            })
    void conditions_that_make_no_sense_are_refused(String type, String conditions) {
        rule(type, conditions.replace('\'', '"'), ACTIONS.getOrDefault(type, "{}"))
                .is(400, "E0000001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OKTA_SIGN_ON|{}",
                "OKTA_SIGN_ON|{'signon': {'access': 'MAYBE'}}",
                "OKTA_SIGN_ON|{'signon': {'access': 'ALLOW', 'requireFactor': true}}",
                "OKTA_SIGN_ON|{'signon': {'access': 'ALLOW',"
                        + " 'session': {'maxSessionIdleMinutes': 0}}}",
                "ACCESS_POLICY|{'appSignOn': {'access': 'ALLOW'}}",
                "ACCESS_POLICY|{'appSignOn': {'access': 'ALLOW', 'verificationMethod':"
                        + " {'type': 'ID_PROOFING'}}}",
                "ACCESS_POLICY|{'appSignOn': {'access': 'ALLOW', 'verificationMethod':"
                        + " {'type': 'ASSURANCE', 'reauthenticateIn': 'soon'}}}",
                "ACCESS_POLICY|{'appSignOn': {'access': 'ALLOW', 'verificationMethod':"
                        + " {'type': 'ASSURANCE', 'factorMode': '3FA'}}}",
                "ACCESS_POLICY|{'appSignOn': {'access': 'ALLOW', 'verificationMethod':"
                        + " {'type': 'ASSURANCE', 'constraints': [{'charm': {}}]}}}",
                "ACCESS_POLICY|{'appSignOn': {'access': 'ALLOW', 'verificationMethod':"
                        + " {'type': 'AUTH_METHOD_CHAIN', 'chains': []}}}",
                "ACCESS_POLICY|{'appSignOn': {'access': 'ALLOW', 'verificationMethod':"
                        + " {'type': 'AUTH_METHOD_CHAIN', 'reauthenticateIn': 'PT1H', 'chains': ["
                        + "{'reauthenticateIn': 'PT2H', 'authenticationMethods': ["
                        + "{'key': 'okta_password', 'method': 'password'}]}]}}}",
                "MFA_ENROLL|{'enroll': {'self': 'SOMETIMES'}}",
                "IDP_DISCOVERY|{'idp': {'providers': []}}",
                "IDP_DISCOVERY|{'idp': {'idpSelectionType': 'DYNAMIC'}}",
                "ENTITY_RISK|{'entityRisk': {'actions': [{'action': 'RUN_WORKFLOW'}]}}",
            })
    void actions_that_make_no_sense_are_refused(String type, String actions) {
        rule(type, "{}", actions.replace('\'', '"')).is(400, "E0000001");
    }

    @Test
    void nobody_can_be_asked_to_set_up_what_there_is_not() {
        var enrolls =
                """
                {"type": "MFA_ENROLL", "name": "E", "settings": {"authenticators": [
                  {"key": "%s", "enroll": {"self": "REQUIRED"}}]}}\
                """;
        org.post("/api/v1/policies", enrolls.formatted("okta_sms")).is(400, "E0000001");
        org.post("/api/v1/policies", enrolls.formatted("phone_number")).is(200);
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        var reply =
                rule(
                        "ACCESS_POLICY",
                        "{\"riskScore\": {}, \"device\": {\"managed\": 1}}",
                        "{\"appSignOn\": {}}");

        assertThat(reply.is(400, "E0000001").json().path("errorCauses")).hasSize(4);
    }

    private static String conditions(String group, String zone) {
        return """
        {"people": {"users": {"exclude": []}, "groups": {"include": ["%s"]}},
         "network": {"connection": "ZONE", "include": ["%s"]},
         "device": {"registered": true, "managed": false},
         "platform": {"include": [{"type": "MOBILE", "os": {"type": "IOS"}}],
                      "exclude": []},
         "elCondition": {"condition": "user.profile.department == 'IT'"},
         "riskScore": {"level": "LOW"},
         "userType": {"include": [], "exclude": []}}\
        """
                .formatted(group, zone);
    }

    @Test
    void what_is_sent_comes_back_and_sent_again_changes_nothing() {
        var zone =
                org.post(
                                "/api/v1/zones",
                                """
                                {"type": "IP", "name": "Office",
                                 "gateways": [{"type": "CIDR", "value": "10.0.0.0/8"}]}\
                                """)
                        .is(200)
                        .id();
        var everyone = org.get("/api/v1/groups?q=every").text("/0/id");
        var conditions = conditions(everyone, zone);

        var made = rule("ACCESS_POLICY", conditions, ACTIONS_OF_APP).is(200);

        assertThat(made.json().path("conditions")).isEqualTo(Json.MAPPER.readTree(conditions));
        assertThat(made.json().path("actions")).isEqualTo(Json.MAPPER.readTree(ACTIONS_OF_APP));
        var at = made.text("/_links/self/href").replaceFirst("https?://[^/]*", "");
        var again = (ObjectNode) org.put(at, Json.text(made.json())).is(200).json();
        assertThat(again.without("lastUpdated"))
                .isEqualTo(((ObjectNode) made.json()).without("lastUpdated"));
    }

    @Test
    void what_is_left_out_is_filled_in() {
        var rule = rule("OKTA_SIGN_ON", "null", "{\"signon\": {\"access\": \"ALLOW\"}}").is(200);

        assertThat(rule.text("/conditions/network/connection")).isEqualTo("ANYWHERE");
        assertThat(rule.text("/actions/signon/primaryFactor")).isEqualTo("PASSWORD_IDP_ANY_FACTOR");
        assertThat(rule.json().at("/actions/signon/session/maxSessionIdleMinutes").asInt())
                .isEqualTo(120);
    }
}
