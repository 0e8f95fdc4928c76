package gatehouse.policy.policies;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.kernel.Via;
import gatehouse.policy.evaluation.decisions.PasswordDecision;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class PoliciesTest {
    private static final String BREACHED = "/settings/password/breachedProtection";
    private static final String POLICIES = "/api/v1/policies";
    private final TestOrg org = TestOrg.fresh();

    private Reply listed(String type) {
        return org.get(POLICIES + "?type=" + type).is(200);
    }

    private ObjectNode passwords() {
        return (ObjectNode) listed("PASSWORD").json().get(0);
    }

    private Reply put(ObjectNode policy) {
        return org.put(POLICIES + "/" + policy.path("id").asString(), Json.text(policy));
    }

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

    @ParameterizedTest
    @CsvSource({
        "PASSWORD, 00p, 0pr, PASSWORD",
        "OKTA_SIGN_ON, 00p, 0pr, SIGN_ON",
        "MFA_ENROLL, 00p, 0pr, MFA_ENROLL",
        "IDP_DISCOVERY, 00p, 0pr, IDP_DISCOVERY",
        "ACCESS_POLICY, rst, rul, ACCESS_POLICY",
        "PROFILE_ENROLLMENT, rst, rul, PROFILE_ENROLLMENT",
        "POST_AUTH_SESSION, rst, rul, POST_AUTH_SESSION",
        "SESSION_VIOLATION_DETECTION, rst, rul, SESSION_VIOLATION_DETECTION"
    })
    void every_org_has_its_default_policies(
            String type, String prefix, String rulePrefix, String ruleType) {
        var list = listed(type);
        var id = list.text("/0/id");

        assertThat(id).startsWith(prefix).hasSize(20);
        assertThat(list.json().at("/0/system").asBoolean()).isTrue();
        var one = org.get(POLICIES + "/" + id).is(200);
        assertThat(one.text("/type")).isEqualTo(type);
        assertThat(one.text("/_links/rules/href")).endsWith(id + "/rules");
        var rules = org.get(POLICIES + "/" + id + "/rules").is(200);
        assertThat(rules.text("/0/id")).startsWith(rulePrefix);
        assertThat(rules.text("/0/type")).isEqualTo(ruleType);
        assertThat(org.get(POLICIES + "/" + id + "/rules/" + rules.text("/0/id")).is(200).json())
                .isEqualTo(rules.json().get(0));
    }

    @Test
    void a_policy_for_everyone_names_the_group() {
        var everyone = org.get("/api/v1/groups?q=every").json().at("/0/id").asString();

        assertThat(passwords().at("/conditions/people/groups/include/0").asString())
                .isEqualTo(everyone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?type=", "?type=NONE"})
    void a_list_needs_its_type(String query) {
        org.get(POLICIES + query).is(400, "E0000001");
    }

    @Test
    void a_list_is_narrowed_by_name_and_status() {
        assertThat(listed("PASSWORD&q=default").json()).hasSize(1);
        assertThat(listed("PASSWORD&q=x").json()).isEmpty();
        assertThat(listed("PASSWORD&status=INACTIVE").json()).isEmpty();
        assertThat(listed("CONTINUOUS_ACCESS").json()).isEmpty();
    }

    @Test
    void what_is_asked_of_passwords_holds_from_the_next_request_on() {
        var policy = passwords();
        ((ObjectNode) policy.at("/settings/password/complexity")).put("minLength", 20);

        var saved = put(policy).is(200);

        assertThat(saved.json().at("/settings")).isEqualTo(policy.path("settings"));
        user("Correct9horse").is(400, "E0000001");
        user("Correct9horsebatterystaple").is(200);
        assertThat(org.events()).contains("policy.lifecycle.update");
    }

    @Test
    void the_next_org_is_not_touched() {
        var policy = passwords();
        ((ObjectNode) policy.at("/settings/password/complexity")).put("minLength", 30);
        put(policy).is(200);

        var other = TestOrg.fresh();

        other.get(POLICIES + "/" + policy.path("id").asString()).is(404, "E0000007");
        var settings =
                other.composition().policy().engine().passwordOf(other.id(), null).settings();
        assertThat(settings.at("/complexity/minLength").asInt()).isEqualTo(8);
    }

    @Test
    void what_is_not_sent_is_as_it_is_usually() {
        var policy = passwords();
        policy.putObject("settings");

        assertThat(put(policy).is(200).json().at("/settings"))
                .isEqualTo(DefaultPolicies.passwordSettings());
    }

    @ParameterizedTest
    @CsvSource({
        "password/complexity, minLength, 3",
        "password/complexity, minLength, 31",
        "password/complexity, minLength, '\"8\"'",
        "password/complexity, minLength, 8.5",
        "password/complexity, excludeUsername, 1",
        "password/complexity, excludeAttributes, '[1]'",
        "password/lockout, maxAttempts, -1",
        "password/age, historyCount, 31",
        "password, lockout, true",
        "recovery/factors/okta_sms, status, '\"ON\"'",
        "password/breachedProtection, expireAfterDays, 11",
        "password/breachedProtection, expireAfterDays, -1",
        "password/breachedProtection, expireAfterDays, '\"1\"'",
        "password/breachedProtection, logoutEnabled, '\"yes\"'",
        "password/breachedProtection, delegatedWorkflowId, 1",
    })
    void settings_that_make_no_sense_are_refused(String at, String name, String value) {
        var policy = passwords();
        var part = (ObjectNode) policy.at("/settings/" + at);
        part.set(name, Json.MAPPER.readTree(value));

        put(policy).is(400, "E0000001");
    }

    @ParameterizedTest
    @CsvSource({"null, false", "0, true", "10, true", "10, null"})
    void what_follows_a_breach_is_kept_as_it_was_sent(String days, String logout) {
        assertThat(breached(days, logout).is(200).json().at(BREACHED).toString())
                .contains("\"expireAfterDays\":" + days, "\"logoutEnabled\":" + logout);
    }

    @Test
    void sessions_end_by_a_breach_only_where_the_password_does() {
        var refused = breached("null", "true").is(400, "E0000001");

        assertThat(refused.text("/errorCauses/0/errorSummary"))
                .startsWith("settings.password.breachedProtection.logoutEnabled: ");
    }

    private Reply breached(String days, String logout) {
        var policy = passwords();
        var part = (ObjectNode) policy.at(BREACHED);
        part.set("expireAfterDays", Json.MAPPER.readTree(days));
        part.set("logoutEnabled", Json.MAPPER.readTree(logout));
        return put(policy);
    }

    @Test
    void a_policy_keeps_its_type() {
        var wrong = passwords().put("type", "OKTA_SIGN_ON");
        put(wrong).is(400, "E0000001");
    }

    @Test
    void rules_say_what_people_may_do_by_themselves() {
        var rules = POLICIES + "/" + passwords().path("id").asString() + "/rules";
        var rule = (ObjectNode) org.get(rules).json().get(0);
        assertThat(decided().mayChange()).isTrue();
        assertThat(decided().mayUnlock()).isFalse();
        ((ObjectNode) rule.at("/actions/passwordChange")).put("access", "DENY");

        var path = rules + "/" + rule.path("id").asString();
        assertThat(org.put(path, Json.text(rule)).is(200).json().at("/actions"))
                .isEqualTo(rule.path("actions"));

        assertThat(decided().mayChange()).isFalse();
        ((ObjectNode) rule.at("/actions/passwordChange")).put("access", "PERHAPS");
        org.put(path, Json.text(rule)).is(400, "E0000001");
    }

    private PasswordDecision decided() {
        var engine = org.composition().policy().engine();
        return engine.password(engine.circumstances(org.id(), org.now(), Via.NOWHERE));
    }

    @Test
    void an_application_follows_the_policy_it_was_given() {
        var access = listed("ACCESS_POLICY").text("/0/id");
        var app =
                org.post(
                                "/api/v1/apps",
                                """
                                {"name": "oidc_client", "label": "Shop",
                                 "signOnMode": "OPENID_CONNECT",
                                 "credentials": {"oauthClient":
                                     {"token_endpoint_auth_method": "client_secret_basic"}},
                                 "settings": {"oauthClient": {
                                     "redirect_uris": ["https://shop.test/back"],
                                     "response_types": ["code"],
                                     "grant_types": ["authorization_code"],
                                     "application_type": "web"}}}\
                                """)
                        .is(200);
        var path = "/api/v1/apps/" + app.id() + "/policies/";
        assertThat(app.text("/_links/accessPolicy/href")).endsWith(access);

        org.put(path + access, "").is(204);
        org.put(path + access, "").is(204);

        assertThat(org.get("/api/v1/apps/" + app.id()).text("/_links/accessPolicy/href"))
                .endsWith(access);
        org.put(path + "rstnothing0000000000", "").is(404, "E0000007");
        org.put(path + passwords().path("id").asString(), "").is(400, "E0000001");
        org.put("/api/v1/apps/0oanothing0000000000/policies/" + access, "").is(404, "E0000007");
    }

    @Test
    void policies_need_their_scopes() {
        var policy = passwords();
        org.calledWith("okta.policies.read");

        listed("PASSWORD");
        put(policy).is(403, "E0000006");
        org.calledWith("okta.users.read").get(POLICIES + "?type=PASSWORD").is(403, "E0000006");
    }
}
