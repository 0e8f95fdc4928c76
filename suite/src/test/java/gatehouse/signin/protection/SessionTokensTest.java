package gatehouse.signin.protection;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.signin.idx.IdxOrg;
import gatehouse.signin.rules.Rules;
import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** With a session that ends for a violation ends what was given in it. */
class SessionTokensTest {
    private final IdxOrg idx = new IdxOrg();

    SessionTokensTest() {
        idx.user("ann@x.test");
        var app = "/api/v1/apps/" + idx.client;
        var body = (ObjectNode) Json.MAPPER.readTree(idx.org.get(app).is(200).body());
        ((ArrayNode) body.at("/settings/oauthClient/grant_types")).add("refresh_token");
        idx.org.put(app, body.toString()).is(200);
        rule(
                "SESSION_VIOLATION_DETECTION",
                "{\"network\": {\"connection\": \"ANYWHERE\"}}",
                "{\"sessionViolationDetection\": {\"policyEvaluation\": {\"enabled\": true}}}");
        rule(
                "POST_AUTH_SESSION",
                "{}",
                "{\"postAuthSession\": {\"failureActions\": [{\"action\": \"TERMINATE_SESSION\"}]}}");
    }

    private void rule(String type, String conditions, String actions) {
        var policy = idx.org.get("/api/v1/policies?type=" + type).is(200).all("/id").getFirst();
        idx.org
                .post(
                        "/api/v1/policies/" + policy + "/rules",
                        """
                        {"type": "%s", "name": "Ours", "priority": 0, "conditions": %s,
                         "actions": %s}\
                        """
                                .formatted(type, conditions, actions))
                .is(200);
    }

    private void nobodyIsSignedIn() {
        var policy = idx.org.get("/api/v1/policies?type=OKTA_SIGN_ON").all("/id").getFirst();
        idx.org
                .post(
                        "/api/v1/policies/" + policy + "/rules?force=true",
                        """
                        {"type": "SIGN_ON", "name": "Nobody", "priority": 1,
                         "conditions": {"people": {"users": {"exclude": []}}},
                         "actions": {"signon": {"access": "DENY"}}}\
                        """)
                .is(200);
    }

    private Reply refresh(Reply tokens) {
        return idx.org.form(
                "/oauth2/default/v1/token",
                Map.of(),
                "grant_type=refresh_token&client_id="
                        + idx.client
                        + "&refresh_token="
                        + tokens.text("/refresh_token"));
    }

    private record SignedIn(String cookie, Reply tokens) {}

    private SignedIn signedIn() {
        var form = idx.interaction();
        form.put("scope", "openid offline_access");
        var handle = idx.begun(form);
        idx.identify(handle, "ann@x.test").is(200);
        var done = idx.password(handle, IdxOrg.PASSWORD);
        var cookie =
                done.response().all("Set-Cookie").stream()
                        .filter(one -> one.startsWith("idx="))
                        .findFirst()
                        .orElseThrow()
                        .split(";")[0];
        return new SignedIn(cookie, idx.token(IdxOrg.code(done), Wire.VERIFIER).is(200));
    }

    @Test
    void refresh_tokens_of_the_session_and_of_no_other() {
        var one = signedIn();
        var other = signedIn();
        nobodyIsSignedIn();
        idx.org.from("198.51.100.66");
        idx.org.send("GET", "/api/v1/sessions/me", Map.of("cookie", one.cookie), "").is(404);

        refresh(one.tokens).isOAuth(400, "invalid_grant");
        assertThat(refresh(other.tokens).is(200).text("/access_token")).isNotEmpty();
    }

    @Test
    void an_application_whose_policy_no_longer_holds_ends_it_too() {
        var one = signedIn();
        var zone =
                idx.org
                        .post(
                                "/api/v1/zones",
                                """
                                {"type": "IP", "name": "Elsewhere", "usage": "POLICY",
                                 "gateways": [{"type": "CIDR", "value": "198.51.100.0/24"}]}\
                                """)
                        .is(200)
                        .id();
        var policy =
                idx.org.get("/api/v1/policies?type=ACCESS_POLICY").is(200).all("/id").getFirst();
        idx.org
                .post(
                        "/api/v1/policies/" + policy + "/rules",
                        """
                        {"type": "ACCESS_POLICY", "name": "Not from there", "priority": 0,
                         "conditions": {"network": {"connection": "ZONE", "include": ["%s"]}},
                         "actions": {"appSignOn": {"access": "DENY"}}}\
                        """
                                .formatted(zone))
                .is(200);
        idx.org.from("198.51.100.66");
        idx.org.send("GET", "/api/v1/sessions/me", Map.of("cookie", one.cookie), "").is(404);

        assertThat(idx.org.events()).contains("policy.auth_reevaluate.fail");
        refresh(one.tokens).isOAuth(400, "invalid_grant");
    }

    /**
     * A policy that asks each time has been met when they came, and is no reason to end anything.
     */
    @Test
    void that_a_proof_grows_old_is_no_violation() {
        new Rules(idx.org)
                .rule(
                        "ACCESS_POLICY",
                        "appSignOn",
                        """
                        {"access": "ALLOW", "verificationMethod": {"factorMode": "1FA",
                          "type": "ASSURANCE", "reauthenticateIn": "PT0S"}}\
                        """);
        var one = signedIn();
        idx.org.passes(Duration.ofMinutes(30));
        idx.org.from("198.51.100.66");
        idx.org.send("GET", "/api/v1/sessions/me", Map.of("cookie", one.cookie), "").is(200);
        assertThat(idx.org.events())
                .contains("user.session.context.change")
                .doesNotContain("policy.auth_reevaluate.fail");
    }
}
