package gatehouse.policy.authenticators;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.NameServer;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthenticatorsTest {
    private static final String AT = "/api/v1/authenticators";
    private static final String AAGUID = "cb69481e-8ff7-4039-93ec-0a2729a15400";

    private final TestOrg org = TestOrg.fresh();

    private String id(String key) {
        for (var one : org.get(AT).is(200).json()) {
            if (one.path("key").asString().equals(key)) {
                return one.path("id").asString();
            }
        }
        throw new AssertionError(key);
    }

    private Reply one(String key) {
        return org.get(AT + "/" + id(key)).is(200);
    }

    @Test
    void every_org_has_those_of_an_identity_engine_org() {
        var keys = org.get(AT).is(200).all("/key");

        assertThat(keys)
                .containsExactly(
                        "okta_email",
                        "google_otp",
                        "okta_verify",
                        "okta_password",
                        "phone_number",
                        "webauthn",
                        "security_question");
        var email = one("okta_email");
        assertThat(email.text("/settings/allowedFor")).isEqualTo("any");
        assertThat(email.text("/_links/deactivate/hints/allow/0")).isEqualTo("POST");
        assertThat(one("okta_password").json().path("_links").has("deactivate")).isFalse();
        assertThat(one("webauthn").text("/_links/aaguids/href")).endsWith("/aaguids");
    }

    @Test
    void what_is_sent_comes_back() {
        var at = AT + "/" + id("okta_email");
        var body =
                "{\"key\": \"okta_email\", \"name\": \"Mail\", \"settings\":"
                        + " {\"allowedFor\": \"recovery\", \"tokenLifetimeInMinutes\": 7}}";
        org.put(at, body).is(200);

        assertThat(org.get(at).text("/name")).isEqualTo("Mail");
        assertThat(org.get(at).text("/settings/allowedFor")).isEqualTo("recovery");
        assertThat(org.get(at).json().at("/settings/tokenLifetimeInMinutes").asInt()).isEqualTo(7);
        assertThat(org.events()).contains("security.authenticator.lifecycle.update");
    }

    private static final Map<String, String> BAD =
            Map.of(
                    "{\"name\": \"\"}", "name",
                    "{\"name\": \"x\", \"key\": \"webauthn\"}", "key",
                    "{\"name\": \"x\", \"settings\": 1}", "settings",
                    "{\"name\": \"x\", \"settings\": {\"allowedFor\": \"me\"}}", "allowedFor",
                    "{\"name\": \"x\", \"settings\": {\"tokenLifetimeInMinutes\": 0}}", "Lifetime",
                    "{\"name\": \"Phone\"}", "name");

    @Test
    void what_is_wrong_is_refused() {
        var at = AT + "/" + id("okta_email");

        BAD.forEach((body, about) ->
                assertThat(org.put(at, body).is(400, "E0000001").causes())
                        .as(body)
                        .anyMatch(cause -> cause.contains(about)));
    }

    @Test
    void they_are_switched_on_and_off_but_for_the_password() {
        var at = AT + "/" + id("webauthn") + "/lifecycle/";
        assertThat(org.post(at + "activate", "").is(200).text("/status")).isEqualTo("ACTIVE");
        assertThat(org.post(at + "deactivate", "").is(200).text("/status")).isEqualTo("INACTIVE");
        org.post(AT + "/" + id("okta_password") + "/lifecycle/deactivate", "").is(403, "E0000148");
        assertThat(org.events())
                .contains(
                        "security.authenticator.lifecycle.activate",
                        "security.authenticator.lifecycle.deactivate");
    }

    @Test
    void of_most_there_is_one_and_of_custom_tokens_any_number() {
        org.post(AT, "{\"key\": \"webauthn\", \"name\": \"Another\"}").is(409, "E0000157");
        org.post(AT, "{\"key\": \"duo\", \"name\": \"Duo\"}").is(400, "E0000001");
        for (var name : List.of("One", "Two")) {
            org.post(AT, "{\"key\": \"custom_otp\", \"name\": \"%s\"}".formatted(name)).is(200);
        }
        org.post(AT, "{\"key\": \"custom_otp\", \"name\": \"One\"}").is(400, "E0000001");
        assertThat(org.get(AT).all("/name")).contains("One", "Two");
    }

    @Test
    void methods_have_settings_and_states_of_their_own() {
        var at = AT + "/" + id("phone_number") + "/methods";
        assertThat(org.get(at).is(200).all("/type")).containsExactly("sms", "voice");
        org.post(at + "/voice/lifecycle/activate", "").is(200);
        assertThat(org.get(at + "/voice").text("/status")).isEqualTo("ACTIVE");
        assertThat(org.get(at + "/voice").json().path("_links").has("deactivate")).isTrue();
        org.get(at + "/webauthn").is(404, "E0000007");
        var passkeys = AT + "/" + id("webauthn") + "/methods/webauthn";
        for (var bad :
                List.of(
                        "{\"userVerification\": \"MAYBE\"}",
                        "{\"aaguidGroups\": \"g\"}",
                        "{\"aaguidGroups\": [5]}",
                        "{\"aaguidGroups\": [{\"name\": \"g\"}]}",
                        "{\"aaguidGroups\": [{\"name\": \"g\", \"aaguids\": [\"x\"]}]}")) {
            org.put(passkeys, "{\"settings\": " + bad + "}").is(400, "E0000001");
        }
        org.put(passkeys, "{\"settings\": {\"userVerification\": \"REQUIRED\"}}").is(200);
        assertThat(org.get(passkeys).text("/settings/userVerification")).isEqualTo("REQUIRED");
    }

    @Test
    void a_domain_is_used_for_passkeys_only_once_it_is_known_to_be_the_org_s() {
        var at = AT + "/" + id("webauthn") + "/methods/webauthn";
        var body = "{\"settings\": {\"rpId\": {\"enabled\": %s, \"domain\": {\"name\": \"%s\"}}}}";
        org.put(at, body.formatted(true, "bank.test")).is(400, "E0000001");
        assertThat(
                        org.put(at, body.formatted(false, "bank.test"))
                                .is(200)
                                .text("/settings/rpId/domain/validationStatus"))
                .isEqualTo("NOT_STARTED");
        org.put(at, body.formatted(true, "bank.test")).is(400, "E0000001");
        org.put(at, body.formatted(true, org.host())).is(200);
    }

    @Test
    void whoever_can_write_into_its_name_server_has_a_domain_verified() {
        var at = AT + "/" + id("webauthn") + "/methods/webauthn";
        var body = "{\"settings\": {\"rpId\": {\"enabled\": %s, \"domain\": {\"name\": \"%s\"}}}}";
        var verify = at + "/verify-rp-id-domain";
        var status = "/settings/rpId/domain/validationStatus";
        org.post(verify, "").is(400, "E0000001");
        var name = org.id().toLowerCase(java.util.Locale.ROOT) + ".test";
        var record = org.put(at, body.formatted(false, name)).is(200);
        var fqdn = record.text("/settings/rpId/domain/dnsRecord/fqdn");
        org.post(verify, "").is(400, "E0000001");
        assertThat(org.get(at).text(status)).isEqualTo("ERROR");
        NameServer.says(fqdn, "a guess");
        org.post(verify, "").is(400, "E0000001");
        var value = record.text("/settings/rpId/domain/dnsRecord/verificationValue");
        NameServer.says(fqdn, value);
        org.post(verify, "").is(204);
        org.post(verify, "").is(204);
        assertThat(org.get(at).text(status)).isEqualTo("VERIFIED");
        org.put(at, body.formatted(true, name)).is(200);
        org.put(at, body.formatted(true, "bank.test")).is(400, "E0000001");
        org.post(AT + "/" + id("okta_email") + "/methods/email/verify-rp-id-domain", "").is(404);
        org.post(AT + "/nothing/methods/webauthn/verify-rp-id-domain", "").is(404);
    }

    @Test
    void models_of_keys_are_told_with_their_certificates() {
        var at = AT + "/" + id("webauthn") + "/aaguids";
        var body =
                "{\"aaguid\": \"%s\", \"name\": \"Key\", \"authenticatorCharacteristics\":"
                        + " {\"hardwareProtected\": true}}";
        org.post(at, body.formatted("nonsense")).is(400, "E0000001");
        org.post(at, body.formatted(AAGUID)).is(200);
        org.post(at, body.formatted(AAGUID)).is(400, "E0000001");
        assertThat(org.get(at).is(200).all("/aaguid")).containsExactly(AAGUID);
        var one = at + "/" + AAGUID;
        org.send(
                        "PATCH",
                        one,
                        Map.of("content-type", "application/merge-patch+json"),
                        "{\"name\": \"New\"}")
                .is(200);
        assertThat(org.get(one).text("/name")).isEqualTo("New");
        assertThat(
                        org.get(one)
                                .json()
                                .at("/authenticatorCharacteristics/hardwareProtected")
                                .asBoolean())
                .isTrue();
        org.put(one, "{\"attestationRootCertificates\": [{\"x5c\": \"AAAA\"}]}")
                .is(400, "E0000001");
        org.delete(one).is(204);
        org.get(one).is(404, "E0000007");
        org.get(AT + "/" + id("okta_email") + "/aaguids").is(404, "E0000007");
    }
}
