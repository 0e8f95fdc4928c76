package gatehouse.signin.authn;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.testkit.Places;
import gatehouse.testkit.Reply;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is unusual about a sign-in is known of those before it. */
class UnusualTest {
    private static final String OURS = "d-".repeat(16);
    private final AuthnOrg at = new AuthnOrg();
    private final String secret = at.enrolled();
    private final String policy = policy();

    private String policy() {
        at.rules.rule(
                "SIGN_ON",
                "signon",
                """
                {"access": "ALLOW", "requireFactor": false, "primaryFactor": "PASSWORD_IDP",
                 "session": {"usePersistentCookie": false, "maxSessionIdleMinutes": 120,
                             "maxSessionLifetimeMinutes": 0}}\
                """);
        return at.org
                .post(
                        "/api/v1/policies",
                        """
                        {"type": "OKTA_SIGN_ON", "name": "Careful", "conditions": {"people":
                          {"groups": {"include": ["%s"]}}}}\
                        """
                                .formatted(
                                        at.org
                                                .get("/api/v1/groups?q=Everyone")
                                                .all("/id")
                                                .getFirst()))
                .is(200)
                .id();
    }

    private void rule(String name, String conditions, String actions) {
        at.org
                .post(
                        "/api/v1/policies/" + policy + "/rules",
                        """
                        {"type": "SIGN_ON", "name": "%s", "conditions": %s,
                         "actions": {"signon": %s}}\
                        """
                                .formatted(name, conditions, actions))
                .is(200);
    }

    private void asksWhere(String behavior) {
        rule(
                behavior,
                "{\"risk\": {\"behaviors\": [\"" + behavior + "\"]}}",
                "{\"access\": \"ALLOW\", \"requireFactor\": true, \"factorPromptMode\": \"ALWAYS\"}");
    }

    private Reply from(String address, String device) {
        at.org.from(address).passes(Duration.ofMinutes(1));
        return at.send(
                "",
                Map.of(
                        "username",
                        AuthnOrg.ANN,
                        "password",
                        AuthnOrg.PASSWORD,
                        "context",
                        Map.of("deviceToken", device)));
    }

    private void proves(Reply asked) {
        assertThat(AuthnOrg.status(asked)).isEqualTo("MFA_REQUIRED");
        var verify = AuthnOrg.verify(asked, "token:software:totp");
        at.session(at.next(asked, verify, "passCode", at.totp(secret)));
    }

    private String told(String type, String key) {
        return at.org.inTx(tx ->
                tx
                        .list(
                                "select body #>> array['debugContext', 'debugData', ?]"
                                        + " as told from system_log"
                                        + " where org_id = ? and event_type = ?"
                                        + " order by xact desc, seq desc",
                                row -> row.textOrNull("told") + "",
                                key,
                                tx.org(),
                                type)
                        .stream()
                        .filter(text -> !text.equals("null"))
                        .findFirst()
                        .orElse(""));
    }

    @Test
    void a_new_address_is_asked_for_more_until_it_is_known() {
        asksWhere("New IP");

        proves(from("192.0.2.1", OURS));
        at.session(from("192.0.2.1", OURS));
        assertThat(AuthnOrg.status(from("192.0.2.2", OURS))).isEqualTo("MFA_REQUIRED");
        assertThat(AuthnOrg.status(from("192.0.2.2", OURS))).isEqualTo("MFA_REQUIRED");
        at.session(from("192.0.2.1", OURS));

        assertThat(told("policy.evaluate_sign_on", "behaviors"))
                .contains("New IP=NEGATIVE", "New Device=NEGATIVE");
    }

    @Test
    void a_new_device_is_asked_for_more_until_it_is_known() {
        asksWhere("New Device");

        proves(from("192.0.2.1", OURS));
        at.session(from("192.0.2.9", OURS));
        proves(from("192.0.2.9", "another"));
        at.session(from("192.0.2.9", "another"));
        assertThat(AuthnOrg.status(at.first(AuthnOrg.ANN, AuthnOrg.PASSWORD)))
                .as("a device that tells nothing of itself")
                .isEqualTo("MFA_REQUIRED");
    }

    @Test
    void a_country_that_is_new_is_asked_for_more() {
        asksWhere("New Country");

        at.session(from(Places.SAN_FRANCISCO, OURS));
        at.session(from(Places.NEW_YORK, OURS));
        proves(from(Places.BERLIN, OURS));
        at.session(from(Places.BERLIN, OURS));
    }

    @Test
    void nobody_who_travels_too_fast_comes_in() {
        rule("Too fast", "{\"riskScore\": {\"level\": \"HIGH\"}}", "{\"access\": \"DENY\"}");

        at.session(from(Places.SAN_FRANCISCO, OURS));
        from(Places.BERLIN, OURS).is(401, "E0000004");
        assertThat(told("policy.evaluate_sign_on", "risk")).isEqualTo("{level=HIGH}");
        at.org.passes(Duration.ofDays(1));
        at.session(from(Places.SAN_FRANCISCO, OURS));
    }

    @Test
    void what_an_application_makes_up_of_a_device_is_bounded() {
        from("192.0.2.1", "x".repeat(33)).is(400, "E0000001");
        assertThat(Json.text(from("192.0.2.1", OURS).json())).doesNotContain(OURS);
        boolean there =
                at.org.inTx(tx ->
                        tx.exists(
                                "select 1 from sign_in s where org_id = ?"
                                        + " and to_jsonb(s)::text like ?",
                                tx.org(),
                                "%" + OURS + "%"));
        assertThat(there).isFalse();
    }

    /** Nobody looks at the past where no policy wants to know. */
    @Test
    void where_no_policy_asks_nothing_is_looked_up() {
        at.session(from("192.0.2.1", OURS));
        assertThat(told("policy.evaluate_sign_on", "risk")).isEmpty();
    }
}
