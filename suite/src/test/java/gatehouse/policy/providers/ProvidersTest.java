package gatehouse.policy.providers;

import static gatehouse.policy.providers.ProviderOrg.PATH;
import static gatehouse.policy.providers.ProviderOrg.body;
import static gatehouse.policy.providers.ProviderOrg.with;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.testkit.TestOrg;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ProvidersTest {
    private static final String SECRET = "/protocol/credentials/client/client_secret";

    private final ProviderOrg at = new ProviderOrg();
    private final TestOrg org = at.org;

    @Test
    void what_is_left_out_is_filled_in_so_that_nobody_is_linked_or_made() {
        var made = at.create(body("Sample")).is(200);
        assertThat(made.text("/id")).startsWith("0oa");
        assertThat(made.text("/status")).isEqualTo("ACTIVE");
        assertThat(made.text("/issuerMode")).isEqualTo("DYNAMIC");
        assertThat(made.text("/protocol/endpoints/token/binding")).isEqualTo("HTTP-POST");
        assertThat(made.text("/protocol/endpoints/jwks/binding")).isEqualTo("HTTP-REDIRECT");
        assertThat(made.json().at("/protocol/settings/nameFormat").isNull()).isTrue();
        assertThat(made.json().path("protocol").has("algorithms")).isFalse();
        assertThat(made.json().path("policy"))
                .isEqualTo(
                        Json.read(
                                """
                                {"provisioning": {"action": "DISABLED", "profileMaster": false,
                                   "groups": {"action": "NONE"},
                                   "conditions": {"deprovisioned": {"action": "NONE"},
                                                  "suspended": {"action": "NONE"}}},
                                 "accountLink": {"filter": null, "action": "DISABLED"},
                                 "subject": {"userNameTemplate": {"template": "idpuser.email"},
                                   "filter": null, "matchType": "USERNAME",
                                   "matchAttribute": null},
                                 "maxClockSkew": 0, "trustClaims": false,
                                 "transformedUsernameMatchingEnabled": false}\
                                """,
                                ObjectNode.class));
        assertThat(made.text("/_links/authorize/href"))
                .contains("/oauth2/v1/authorize?idp=" + made.id() + "&client_id={clientId}&");
        assertThat(made.json().at("/_links/authorize/templated").asBoolean()).isTrue();
        assertThat(made.text("/_links/clientRedirectUri/href"))
                .endsWith("/oauth2/v1/authorize/callback");
        assertThat(org.get(PATH + "/" + made.id()).is(200).json()).isEqualTo(made.json());
    }

    @Test
    void what_is_sent_comes_back_and_what_is_not_an_openid_provider_s_is_forgotten() {
        var sent = body("Sample");
        with(sent, "/issuerMode", "\"ORG_URL\"");
        with(sent, "/protocol/endpoints/acs", "{\"binding\": \"HTTP-POST\"}");
        with(sent, "/protocol/endpoints/slo", "{\"url\": \"https://idp.example.com/slo\"}");
        with(
                sent,
                "/protocol/settings",
                "{\"participateSlo\": true, \"honorPersistentNameId\":true}");
        with(sent, "/protocol/credentials/client/pkce_required", "\"true\"");
        with(sent, "/protocol/algorithms", ProviderOrg.signed("HS256"));
        var made = at.create(sent).is(200);
        assertThat(made.text("/issuerMode")).isEqualTo("ORG_URL");
        assertThat(made.json().at("/protocol/endpoints").has("acs")).isFalse();
        assertThat(made.text("/protocol/endpoints/slo/binding")).isEqualTo("HTTP-REDIRECT");
        assertThat(made.json().at("/protocol/settings"))
                .isEqualTo(Json.object().put("participateSlo", true).putNull("nameFormat"));
        assertThat(made.json().at("/protocol/credentials/client/pkce_required").isBoolean())
                .isTrue();
        assertThat(made.text("/protocol/algorithms/request/signature/algorithm"))
                .isEqualTo("HS256");
        with(sent, "/protocol/algorithms", ProviderOrg.signed("SHA-256"));
        assertThat(at.put(made.id(), sent).is(200).json().path("protocol").has("algorithms"))
                .isFalse();
    }

    @Test
    void secrets_are_sealed_and_shown_to_whoever_may_read_the_provider() {
        var id = at.made("Sample");
        assertThat(org.get(PATH + "/" + id).is(200).text(SECRET)).isEqualTo("s3cret");
        assertThat(org.get(PATH).is(200).text("/0" + SECRET)).isEqualTo("s3cret");
        assertThat(org.get(PATH).body()).doesNotContain("sealed");
        var rows =
                org.inTx(tx ->
                        tx.list(
                                "select body from identity_provider where org_id = ?",
                                row -> row.json("body").toString(),
                                tx.org()));
        assertThat(rows.toString()).contains("sealed").doesNotContain("s3cret");
        assertThat(at.found(id).clientSecret()).isEqualTo("s3cret");
        at.put(id, with(body("Kept"), SECRET, "")).is(200);
        assertThat(at.found(id).clientSecret()).isEqualTo("s3cret");
        at.put(id, with(body("Other"), SECRET, "\"0ther\"")).is(200);
        assertThat(at.found(id).clientSecret()).isEqualTo("0ther");
        at.put(id, with(body("Gone"), SECRET, "null")).is(200);
        assertThat(at.found(id).clientSecret()).isNull();
        at.create(with(body("Forged"), "/sealed", "\"v1:AAAA\"")).is(200);
        assertThat(org.get(PATH + "?q=forged").text("/0" + SECRET)).isEqualTo("s3cret");
    }

    @Test
    void one_lives_as_administrators_will_and_the_log_tells() {
        var id = at.made("Sample");
        at.create(body("Sample")).is(400, "E0000001");
        org.delete(PATH + "/" + id).is(400, "E0000001");
        assertThat(at.put(id, body("Renamed")).is(200).text("/name")).isEqualTo("Renamed");
        assertThat(at.move(id, "deactivate").is(200).text("/status")).isEqualTo("INACTIVE");
        assertThat(at.found(id).active()).isFalse();
        assertThat(at.move(id, "activate").is(200).text("/status")).isEqualTo("ACTIVE");
        at.move(id, "deactivate").is(200);
        org.delete(PATH + "/" + id).is(204);
        org.get(PATH + "/" + id).is(404, "E0000007");
        assertThat(org.events())
                .contains(
                        "system.idp.lifecycle.create",
                        "system.idp.lifecycle.update",
                        "system.idp.lifecycle.activate",
                        "system.idp.lifecycle.deactivate",
                        "system.idp.lifecycle.delete");
    }

    @Test
    void they_are_listed_in_pages_by_name_and_type() {
        var ids = List.of(at.made("Alpha one"), at.made("alpha two"), at.made("Beta"));
        assertThat(org.get(PATH).is(200).all("/id")).containsExactlyElementsOf(ids);
        var first = org.get(PATH + "?limit=2").is(200);
        assertThat(first.all("/id")).containsExactlyElementsOf(ids.subList(0, 2));
        assertThat(org.get(first.next()).is(200).all("/id")).containsExactly(ids.get(2));
        assertThat(org.get(PATH + "?q=ALPHA").is(200).all("/id")).hasSize(2);
        assertThat(org.get(PATH + "?type=OIDC&q=b").is(200).all("/id")).hasSize(1);
        assertThat(org.get(PATH + "?type=SAML2").is(200).json()).isEmpty();
        org.get(PATH + "?type=PIGEON").is(400, "E0000001");
        org.get(PATH + "?limit=x").is(400, "E0000001");
        org.get(PATH + "?after=x").is(400, "E0000029");
    }
}
