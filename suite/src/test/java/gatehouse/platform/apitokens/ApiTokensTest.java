package gatehouse.platform.apitokens;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokensTest {
    private final TestOrg org = TestOrg.fresh();

    private String administrator() {
        return org.post(
                        "/api/v1/users",
                        """
                        {"profile": {"firstName": "A", "lastName": "B", "login": "a@b.test",
                                     "email": "a@b.test"},
                         "credentials": {"password": {"value": "Correct9horse"}}}\
                        """)
                .is(200)
                .id();
    }

    private String tokenOf(String user) {
        return org.inTx(tx -> ApiTokens.issue(tx, user, "test"));
    }

    private Reply with(String token) {
        return org.send("GET", "/api/v1/users", Map.of("Authorization", "SSWS " + token), "");
    }

    @Test
    void a_token_may_what_its_user_may() {
        var user = administrator();
        var token = tokenOf(user);
        with(token).is(403, "E0000006");

        org.post("/api/v1/users/" + user + "/roles", "{\"type\": \"SUPER_ADMIN\"}").is(201);

        with(token).is(200);
    }

    /** So Okta's client for Python says it, and Okta takes it. */
    @Test
    void no_space_need_stand_before_it() {
        var user = administrator();
        org.post("/api/v1/users/" + user + "/roles", "{\"type\": \"SUPER_ADMIN\"}").is(201);
        var header = Map.of("Authorization", "SSWS" + tokenOf(user));

        org.send("GET", "/api/v1/users", header, "").is(200);
    }

    @Test
    void a_token_dies_with_its_user_and_when_it_is_revoked() {
        var user = administrator();
        org.post("/api/v1/users/" + user + "/roles", "{\"type\": \"SUPER_ADMIN\"}").is(201);
        var token = tokenOf(user);
        org.post("/api/v1/users/" + user + "/lifecycle/suspend", "").is(200);
        with(token).is(401, "E0000011");
        org.post("/api/v1/users/" + user + "/lifecycle/unsuspend", "").is(200);
        with(token).is(200);

        var id = org.get("/api/v1/api-tokens").is(200).json().at("/0/id").asString();
        org.delete("/api/v1/api-tokens/" + id).is(204);

        with(token).is(401, "E0000011");
    }

    @Test
    void a_token_lapses_after_thirty_days_without_use() {
        var user = administrator();
        org.post("/api/v1/users/" + user + "/roles", "{\"type\": \"SUPER_ADMIN\"}").is(201);
        var token = tokenOf(user);
        org.passes(Duration.ofDays(29));
        with(token).is(200);
        org.passes(Duration.ofDays(29));
        with(token).is(200);

        org.passes(Duration.ofDays(31));

        with(token).is(401, "E0000011");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSWS", "SSWS ", "SSWS wrong", "ssws", "Basic x", "SSWS a b"})
    void what_is_no_token_is_refused(String header) {
        var reply =
                org.asAnyone().send("GET", "/api/v1/users", Map.of("Authorization", header), "");

        reply.is(401, "E0000011");
    }

    @Test
    void a_token_is_shown_once_and_never_again() {
        var user = administrator();
        var token = tokenOf(user);

        assertThat(org.get("/api/v1/api-tokens").body()).doesNotContain(token);
    }

    private String bound(String network) {
        var user = administrator();
        org.post("/api/v1/users/" + user + "/roles", "{\"type\": \"SUPER_ADMIN\"}").is(201);
        var token = tokenOf(user);
        var id = org.get("/api/v1/api-tokens").json().at("/0/id").asString();
        org.put("/api/v1/api-tokens/" + id, "{\"name\": \"test\", \"network\": " + network + "}")
                .is(200);
        return token;
    }

    private String zone(String address) {
        return org.post(
                        "/api/v1/zones",
                        """
                        {"type": "IP", "name": "%1$s", "gateways": [
                          {"type": "CIDR", "value": "%1$s/32"}]}\
                        """
                                .formatted(address))
                .is(200)
                .id();
    }

    @ParameterizedTest
    @CsvSource({
        "'include', 'ZONE', true, false, false",
        "'exclude', 'ZONE', false, true, true",
        "'include', 'ALL_ZONES', true, true, false",
        "'exclude', 'ALL_ZONES', false, false, true"
    })
    void a_token_that_is_bound_to_zones_is_refused_elsewhere(
            String which, String zones, boolean office, boolean home, boolean elsewhere) {
        var named = zone("192.0.2.1");
        zone("192.0.2.2");
        var token =
                bound(
                        "{\"connection\": \"ZONE\", \"%s\": [\"%s\"]}"
                                .formatted(which, zones.equals("ZONE") ? named : zones));

        for (var from :
                Map.of("192.0.2.1", office, "192.0.2.2", home, "192.0.2.3", elsewhere).entrySet()) {
            org.from(from.getKey());
            if (from.getValue()) {
                with(token).is(200);
            } else {
                with(token).is(403, "E0000006");
            }
        }
        assertThat(org.events()).contains("system.api_token.request_outside_allowed_range");
    }

    @Test
    void a_zone_that_is_no_more_holds_nobody() {
        var zone = zone("127.0.0.1");
        var token = bound("{\"connection\": \"ZONE\", \"include\": [\"%s\"]}".formatted(zone));
        with(token).is(200);

        org.post("/api/v1/zones/" + zone + "/lifecycle/deactivate", "").is(200);

        with(token).is(403, "E0000006");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"ZONE\"",
                "{'connection': 'MOON'}",
                "{'connection': 'ZONE'}",
                "{'connection': 'ZONE', 'include': []}",
                "{'connection': 'ZONE', 'include': [1]}",
                "{'connection': 'ZONE', 'include': 'x'}"
            })
    void what_binds_a_token_to_nothing_is_refused(String network) {
        tokenOf(administrator());
        var id = org.get("/api/v1/api-tokens").json().at("/0/id").asString();
        var body = "{\"name\": \"test\", \"network\": %s}".formatted(network.replace('\'', '"'));

        org.put("/api/v1/api-tokens/" + id, body).is(400, "E0000001");
        org.post("/api/v1/api-tokens", body).is(400, "E0000001");
    }
}
