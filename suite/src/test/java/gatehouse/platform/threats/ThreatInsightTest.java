package gatehouse.platform.threats;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThreatInsightTest {
    private static final String PATH = "/api/v1/threats/configuration";

    private final TestOrg org = TestOrg.fresh();

    private Reply tried(String login) {
        return org.post(
                "/api/v1/authn", "{\"username\": \"%s\", \"password\": \"x\"}".formatted(login));
    }

    private void spray(int accounts, int tries) {
        for (int i = 0; i < tries; i++) {
            tried("user" + i % accounts + "@x.test");
        }
        org.passes(Duration.ofSeconds(3));
    }

    private void act(String action) {
        org.post(PATH, "{\"action\": \"" + action + "\", \"excludeZones\": []}").is(200);
    }

    @Test
    void an_org_is_content_with_nothing_until_it_says_otherwise() {
        assertThat(org.get(PATH).is(200).text("/action")).isEqualTo("none");
        var zone = org.get("/api/v1/zones").text("/0/id");
        var sent = "{\"action\": \"audit\", \"excludeZones\": [\"" + zone + "\"]}";
        assertThat(org.post(PATH, sent).is(200).text("/excludeZones/0")).isEqualTo(zone);
        assertThat(org.get(PATH).is(200).text("/action")).isEqualTo("audit");
        for (var bad :
                List.of(
                        "{}",
                        "{\"action\": \"all\"}",
                        "{\"action\": \"none\", \"excludeZones\": \"x\"}",
                        "{\"action\": \"none\", \"excludeZones\": [1]}",
                        "{\"action\": \"none\", \"excludeZones\": [\"nzo1\"]}")) {
            org.post(PATH, bad).is(400, "E0000001");
        }
        assertThat(org.events()).contains("security.threat.configuration.update");
    }

    @Test
    void an_address_that_tries_many_accounts_is_turned_away_from_every_door_for_a_while() {
        act("block");
        spray(5, 20);
        tried("user1@x.test").is(403, "E0000006");
        org.form("/oauth2/default/v1/token", Map.of(), "grant_type=password&username=a&password=b")
                .is(403, "E0000006");
        org.get("/api/v1/users").is(200);
        assertThat(org.events()).contains("security.threat.detected");
        org.passes(Duration.ofMinutes(11));
        tried("user1@x.test").is(401);
    }

    @Test
    void few_failures_or_those_of_one_person_are_no_attack() {
        act("block");
        spray(5, 19);
        tried("user1@x.test").is(401);
        org.passes(Duration.ofMinutes(11));
        spray(4, 30);
        tried("user1@x.test").is(401);
    }

    @Test
    void what_is_only_noted_goes_on() {
        act("audit");
        spray(5, 20);
        tried("user1@x.test").is(401);
        assertThat(org.events()).contains("security.threat.detected");
        act("none");
        tried("user1@x.test").is(401);
        assertThat(org.events().stream().filter("security.threat.detected"::equals)).hasSize(1);
    }

    @Test
    void one_org_s_attack_is_not_another_s() {
        act("block");
        spray(5, 20);
        var neighbour = org.neighbour();
        neighbour.post(PATH, "{\"action\": \"block\"}").is(200);
        neighbour.post("/api/v1/authn", "{\"username\": \"a\", \"password\": \"x\"}").is(401);
    }

    @Test
    void an_address_of_an_excluded_zone_is_nobody_s_threat() {
        var zone =
                """
                {"type": "IP", "name": "Office", "status": "ACTIVE", "usage": "POLICY",
                 "gateways": [{"type": "CIDR", "value": "127.0.0.0/8"}], "proxies": []}\
                """;
        var id = org.post("/api/v1/zones", zone).is(200).id();
        act("block");
        spray(5, 20);
        tried("user1@x.test").is(403);
        org.post(PATH, "{\"action\": \"block\", \"excludeZones\": [\"" + id + "\"]}").is(200);
        tried("user1@x.test").is(401);
    }

    @Test
    void an_address_that_nothing_blocks_is_none_either() {
        var exempt =
                org.get("/api/v1/zones")
                        .json()
                        .valueStream()
                        .filter(zone -> zone.path("useAsExemptList").asBoolean(false))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asString();
        act("block");
        spray(5, 20);
        tried("user1@x.test").is(403);
        org.put(
                        "/api/v1/zones/" + exempt,
                        """
                        {"type": "IP", "name": "E", "useAsExemptList": true,
                         "gateways": [{"type": "CIDR", "value": "127.0.0.0/8"}]}\
                        """)
                .is(200);
        tried("user1@x.test").is(401);
    }
}
