package gatehouse.signin.protection;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.signin.rules.Rules;
import gatehouse.signin.sessions.People;
import gatehouse.signin.sessions.People.Browser;
import gatehouse.testkit.Places;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A session that is used from elsewhere, or with something else, is looked at again. */
class SessionWatchTest {
    private static final String ANN = "ann@x.test";
    private static final String HOME = "192.0.2.10";
    private static final String ELSEWHERE = "198.51.100.66";
    private static final String CHANGE = "user.session.context.change";
    private static final String FAIL = "policy.auth_reevaluate.fail";
    private static final String ENFORCE = "policy.auth_reevaluate.enforce";
    private static final String ACTION = "policy.auth_reevaluate.action";

    private final People people = new People();
    private final TestOrg org = people.org.from(HOME);

    SessionWatchTest() {
        people.person(ANN);
        new Rules(org)
                .rule(
                        "SIGN_ON",
                        "signon",
                        """
                        {"access": "ALLOW", "requireFactor": false, "primaryFactor": "PASSWORD_IDP",
                         "session": {"usePersistentCookie": false, "maxSessionIdleMinutes": 120,
                                     "maxSessionLifetimeMinutes": 0}}\
                        """);
    }

    private String policy(String type) {
        return org.get("/api/v1/policies?type=" + type).is(200).all("/id").getFirst();
    }

    private void rule(String type, String conditions, String actions) {
        org.post(
                        "/api/v1/policies/" + policy(type) + "/rules",
                        """
                        {"type": "%s", "name": "Ours", "priority": 0, "conditions": %s,
                         "actions": %s}\
                        """
                                .formatted(type, conditions, actions))
                .is(200);
    }

    /** Session policies are asked again whatever the risk. */
    private void watches() {
        rule(
                "SESSION_VIOLATION_DETECTION",
                "{\"network\": {\"connection\": \"ANYWHERE\"}}",
                "{\"sessionViolationDetection\": {\"policyEvaluation\": {\"enabled\": true}}}");
    }

    private void terminates() {
        rule(
                "POST_AUTH_SESSION",
                "{}",
                "{\"postAuthSession\": {\"failureActions\": [{\"action\": \"TERMINATE_SESSION\"}]}}");
    }

    /** Nobody may be signed in from elsewhere. */
    private void denies() {
        var zone =
                org.post(
                                "/api/v1/zones",
                                """
                                {"type": "IP", "name": "Elsewhere", "usage": "POLICY",
                                 "gateways": [{"type": "CIDR", "value": "198.51.100.0/24"}]}\
                                """)
                        .is(200)
                        .id();
        var id = policy("OKTA_SIGN_ON");
        var everyone = org.get("/api/v1/groups?q=Everyone").all("/id").getFirst();
        var careful =
                org.post(
                                "/api/v1/policies",
                                """
                                {"type": "OKTA_SIGN_ON", "name": "Careful", "conditions":
                                  {"people": {"groups": {"include": ["%s"]}}}}\
                                """
                                        .formatted(everyone))
                        .is(200)
                        .id();
        assertThat(careful).isNotEqualTo(id);
        org.post(
                        "/api/v1/policies/" + careful + "/rules",
                        """
                        {"type": "SIGN_ON", "name": "Not from there",
                         "conditions": {"network": {"connection": "ZONE", "include": ["%s"]}},
                         "actions": {"signon": {"access": "DENY"}}}\
                        """
                                .formatted(zone))
                .is(200);
    }

    private Browser signedIn() {
        var browser = people.browser(ANN);
        org.asAnyone();
        return browser;
    }

    private Reply uses(Browser browser) {
        return browser.send("GET", "/api/v1/sessions/me");
    }

    @Test
    void where_nothing_changes_nothing_is_told() {
        watches();
        var browser = signedIn();
        uses(browser).is(200);
        uses(browser).is(200);

        assertThat(org.events()).doesNotContain(CHANGE);
    }

    @Test
    void a_change_is_told_and_does_no_harm_where_the_policy_still_holds() {
        watches();
        terminates();
        var browser = signedIn();
        org.from(ELSEWHERE);
        uses(browser).is(200);
        uses(browser).is(200);

        assertThat(org.events()).containsOnlyOnce(CHANGE).doesNotContain(FAIL, ENFORCE);
    }

    @Test
    void another_browser_is_a_change_too() {
        var browser = signedIn();
        browser.send("GET", "/api/v1/sessions/me", Map.of("user-agent", "curl/8"), "").is(200);

        assertThat(org.events()).contains(CHANGE);
    }

    @Test
    void a_session_that_may_not_be_there_ends_before_anything_is_done_with_it() {
        watches();
        terminates();
        denies();
        var browser = signedIn();
        uses(browser).is(200);
        org.from(ELSEWHERE);
        uses(browser).is(404);

        assertThat(org.events())
                .containsSubsequence(CHANGE, FAIL, ENFORCE, ACTION, "user.session.end");
        org.from(HOME);
        uses(browser).is(404);
    }

    @Test
    void it_is_only_told_where_the_org_wants_nothing_else() {
        watches();
        denies();
        var browser = signedIn();
        org.from(ELSEWHERE);
        uses(browser).is(200);

        assertThat(org.events()).contains(CHANGE, FAIL, ENFORCE).doesNotContain(ACTION);
    }

    @Test
    void the_policy_is_not_asked_again_unless_the_org_looks_for_it() {
        terminates();
        denies();
        var browser = signedIn();
        org.from(ELSEWHERE);
        uses(browser).is(200);

        assertThat(org.events()).contains(CHANGE).doesNotContain(FAIL);
    }

    @Test
    void a_session_that_a_program_began_is_at_home_where_it_is_first_used() {
        watches();
        terminates();
        denies();
        org.from("203.0.113.5");
        var token =
                org.post(
                                "/api/v1/authn",
                                "{\"username\": \"%s\", \"password\": \"%s\"}"
                                        .formatted(ANN, People.PASSWORD))
                        .is(200)
                        .text("/sessionToken");
        var cookie =
                org.post("/api/v1/sessions", "{\"sessionToken\": \"" + token + "\"}")
                        .is(200)
                        .text("/cookieToken");
        org.asAnyone();
        var browser = people.new Browser();
        browser.cookies.put("idx", cookie);
        org.from(HOME);
        uses(browser).is(200);
        assertThat(org.events()).doesNotContain(CHANGE);
        org.from(ELSEWHERE);
        uses(browser).is(404);
    }

    @Test
    void a_session_that_travels_too_fast_puts_its_owner_at_risk() {
        rule(
                "ENTITY_RISK",
                """
                {"entityRisk": {"level": "HIGH"},
                 "riskDetectionTypes": {"include": ["SESSION_INFLUENCED_USER_RISK"]}}\
                """,
                "{\"entityRisk\": {\"actions\": [{\"action\": \"TERMINATE_ALL_SESSIONS\"}]}}");
        org.from(Places.SAN_FRANCISCO);
        var browser = signedIn();
        uses(browser).is(200);
        org.passes(Duration.ofMinutes(1));
        org.from(Places.BERLIN);
        uses(browser).is(404);

        assertThat(org.events())
                .containsSubsequence(
                        CHANGE,
                        "user.risk.detect",
                        "policy.entity_risk.action",
                        "user.session.clear");
    }

    @Test
    void the_pages_take_no_such_session_either() {
        watches();
        terminates();
        denies();
        var browser = signedIn();
        browser.send("GET", "/login/login.htm").is(200);
        org.from(ELSEWHERE);
        browser.send("GET", "/login/login.htm").is(303);
    }
}
