package gatehouse.policy.zones;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Places;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZonesTest {
    private static final String ZONES = "/api/v1/zones";
    private final TestOrg org = TestOrg.fresh();

    private Reply made(String name, String body) {
        return org.post(ZONES, "{\"name\": \"%s\", %s}".formatted(name, body.replace('\'', '"')));
    }

    private Set<String> at(String address) {
        return org.composition().policy().zones().of(org.id(), address);
    }

    @Test
    void an_org_has_its_zones_from_the_start() {
        assertThat(org.get(ZONES).is(200).all("/name"))
                .containsExactly(
                        "LegacyIpZone",
                        "BlockedIpZone",
                        "DefaultExemptIpZone",
                        "DefaultEnhancedDynamicZone");
        var blocked = org.get(ZONES + "?filter=usage%20eq%20%22BLOCKLIST%22").is(200);
        assertThat(blocked.all("/name")).contains("BlockedIpZone").doesNotContain("LegacyIpZone");
        org.delete(ZONES + "/" + blocked.text("/0/id")).is(400, "E0000001");
        org.get(ZONES + "?filter=color%20eq%20%22red%22").is(400, "E0000031");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CIDR|10.1.0.0/16|10.1.2.3|10.2.0.0",
                "CIDR|10.1.2.3/16|10.1.255.255|10.2.0.0",
                "CIDR|0.0.0.0/0|255.255.255.255|::1",
                "CIDR|2001:db8::/33|2001:db8:7fff::1|2001:db8:8000::1",
                "CIDR|10.1.2.3/32|10.1.2.3|10.1.2.4",
                "RANGE|10.0.0.5-10.0.1.4|10.0.1.0|10.0.1.5",
                "RANGE|10.0.0.5|10.0.0.5|10.0.0.6",
                "RANGE|2001:db8::1-2001:db8::ff|2001:db8::7|2001:db8::100",
                "RANGE|10.0.0.5-10.0.1.4|::ffff:10.0.0.9|10.0.0.4"
            })
    void an_address_lies_in_a_zone_or_not(String form, String value, String in, String out) {
        var id =
                made(
                                "Z",
                                "'type': 'IP', 'gateways': [{'type': '%s', 'value': '%s'}]"
                                        .formatted(form, value))
                        .is(200)
                        .id();

        assertThat(at(in)).contains(id);
        assertThat(at(out)).doesNotContain(id);
        org.post(ZONES + "/" + id + "/lifecycle/deactivate", "").is(200);
        assertThat(at(in)).doesNotContain(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type': 'MOON'",
                "'type': 'IP', 'usage': 'FUN'",
                "'type': 'IP', 'gateways': [{'type': 'CIDR', 'value': '10.0.0.0/33'}]",
                "'type': 'IP', 'gateways': [{'type': 'CIDR', 'value': '10.0.0/8'}]",
                "'type': 'IP', 'gateways': [{'type': 'CIDR', 'value': 'localhost/8'}]",
                "'type': 'IP', 'gateways': [{'type': 'RANGE', 'value': '10.0.0.9-10.0.0.1'}]",
                "'type': 'IP', 'gateways': [{'type': 'RANGE', 'value': '10.0.0.9-::1'}]",
                "'type': 'IP', 'gateways': [{'type': 'RANGE', 'value': '010.0.0.256'}]",
                "'type': 'IP', 'gateways': {}",
                "'type': 'DYNAMIC', 'locations': [{'country': 'XX'}]",
                "'type': 'DYNAMIC', 'locations': [{'country': 'US', 'region': 'DE-BE'}]",
                "'type': 'DYNAMIC', 'asns': ['AS1']",
                "'type': 'DYNAMIC_V2', 'asns': ['1']"
            })
    void what_is_no_zone_is_refused(String body) {
        made("Z", body).is(400, "E0000001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'type': 'DYNAMIC', 'locations': [{'country': 'US'}]|SF NY",
                "'type': 'DYNAMIC', 'locations': [{'country': 'US', 'region': 'US-CA'}]|SF",
                "'type': 'DYNAMIC', 'asns': ['200', '300']|NY BERLIN",
                "'type': 'DYNAMIC', 'asns': ['200'], 'locations': [{'country': 'DE'}]|-",
                "'type': 'DYNAMIC', 'proxyType': 'TorAnonymizer'|TOR",
                "'type': 'DYNAMIC', 'proxyType': 'NotTorAnonymizer'|-",
                "'type': 'DYNAMIC'|-",
                "'type': 'DYNAMIC_V2', 'locations': {'exclude': [{'country': 'US'}]}|BERLIN TOR",
                "'type': 'DYNAMIC_V2', 'locations': {'include': [{'country': 'DE'}]},"
                        + " 'ipServiceCategories': {'exclude': ['ALL_ANONYMIZERS']}|BERLIN",
                "'type': 'DYNAMIC_V2', 'ipServiceCategories': {'include': ['ANONYMIZER_TOR']}|TOR",
                "'type': 'DYNAMIC_V2'|-"
            })
    void a_zone_may_be_a_place(String body, String places) {
        var id = made("Z", body).is(200).id();

        assertThat(at(Places.SAN_FRANCISCO).contains(id)).isEqualTo(places.contains("SF"));
        assertThat(at(Places.NEW_YORK).contains(id)).isEqualTo(places.contains("NY"));
        assertThat(at(Places.BERLIN).contains(id)).isEqualTo(places.contains("BERLIN"));
        assertThat(at(Places.TOR).contains(id)).isEqualTo(places.contains("TOR"));
        assertThat(at("192.0.2.1")).doesNotContain(id);
    }

    @Test
    void nothing_is_taken_from_a_blocked_address() {
        var zone =
                "'type': 'IP', 'usage': 'BLOCKLIST',"
                        + " 'gateways': [{'type': 'CIDR', 'value': '127.0.0.1/32'}]";
        made("Mine", zone).is(400, "E0000001");
        org.get(ZONES).is(200);

        var id =
                org.post(
                                ZONES + "?force=true",
                                ("{'name': 'Mine', " + zone + "}").replace('\'', '"'))
                        .is(200)
                        .id();

        org.get(ZONES).is(403, "E0000006");
        org.post("/api/v1/authn", "{\"username\": \"a\", \"password\": \"b\"}").is(403, "E0000006");
        assertThat(org.events()).contains("security.request.blocked");
        assertThat(org.neighbour().get(ZONES).is(200).json()).hasSize(4);
        assertThat(id).startsWith("nzo");
    }

    @Test
    void an_exempt_address_passes_the_block() {
        var exempt =
                org.get(ZONES)
                        .json()
                        .valueStream()
                        .filter(zone -> zone.path("name").asString().equals("DefaultExemptIpZone"))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asString();
        var here = "\"gateways\": [{\"type\": \"CIDR\", \"value\": \"127.0.0.1/32\"}]";
        org.put(
                        ZONES + "/" + exempt,
                        "{\"name\": \"E\", \"type\": \"IP\", \"useAsExemptList\": true, "
                                + here
                                + "}")
                .is(200);

        org.post(
                        ZONES,
                        "{\"name\": \"B\", \"type\": \"IP\", \"usage\": \"BLOCKLIST\", "
                                + here
                                + "}")
                .is(200);
        org.get(ZONES).is(200);
    }

    @Test
    void a_zone_that_rules_name_stays() {
        var zone =
                made("Z", "'type': 'IP', 'gateways': [{'type': 'CIDR', 'value': '10.0.0.0/8'}]")
                        .is(200)
                        .id();
        var policy = org.get("/api/v1/policies?type=OKTA_SIGN_ON").text("/0/id");
        var rules = "/api/v1/policies/" + policy + "/rules";
        var rule =
                org.post(
                                rules,
                                """
                                {"name": "r", "actions": {"signon": {"access": "ALLOW"}},
                                 "conditions": {"network": {"connection": "ZONE",
                                                            "exclude": ["%s"]}}}\
                                """
                                        .formatted(zone))
                        .is(200)
                        .id();

        org.delete(ZONES + "/" + zone).is(400, "E0000001");
        org.post(ZONES + "/" + zone + "/lifecycle/deactivate", "").is(400, "E0000001");
        org.post(rules + "/" + rule + "/lifecycle/deactivate", "").is(204);
        org.delete(ZONES + "/" + zone).is(400, "E0000001");
        org.delete(rules + "/" + rule).is(204);
        org.delete(ZONES + "/" + zone).is(204);
    }
}
