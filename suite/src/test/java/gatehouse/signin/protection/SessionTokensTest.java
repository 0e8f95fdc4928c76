package gatehouse.signin.protection;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.signin.idx.IdxOrg;
import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
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
}
