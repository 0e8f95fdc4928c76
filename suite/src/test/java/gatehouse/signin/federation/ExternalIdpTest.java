package gatehouse.signin.federation;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.signin.idx.IdxOrg;
import gatehouse.signin.rules.Rules;
import gatehouse.testkit.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another provider as a second factor (Okta: custom identity provider authenticator). */
class ExternalIdpTest {
    private static final String AUTHENTICATORS = "/api/v1/authenticators";

    private final Federated at = new Federated();
    private final IdxOrg idx = at.idx;
    private final String provider =
            at.acme.made("Acme", Federated.policy("DISABLED", "DISABLED", ""));

    private Reply made(String idp) {
        return idx.org.post(
                AUTHENTICATORS,
                """
                {"key": "external_idp", "name": "Acme ID",
                 "provider": {"type": "CLAIMS", "configuration": {"idpId": "%s"}}}\
                """
                        .formatted(idp));
    }

    @BeforeEach
    void ann_is_here() {
        idx.user("ann@x.test");
    }

    /** Sends Ann, who knows her password, to the provider: her handle, and where she is sent. */
    private String[] sets() {
        made(provider).is(200);
        new Rules(idx.org).enrolls("external_idp", "REQUIRED");
        var handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);
        var offered = idx.password(handle, IdxOrg.PASSWORD);
        var shown = idx.choose(handle, "credential/enroll", offered, "external_idp").is(200);
        return new String[] {handle, leads(shown)};
    }

    private static String leads(Reply shown) {
        assertThat(IdxOrg.remediations(shown)).first().isEqualTo("redirect-idp");
        var about = shown.text("/remediation/value/0/relatesTo/0");
        assertThat(shown.text("/" + about.substring(2) + "/value/key")).isEqualTo("external_idp");
        return Federated.path(shown.text("/remediation/value/0/href"));
    }

    private String returns(String href, String email) {
        var away = at.browser.get(href).is(303).header("Location");
        return at.comesBack(away, FakeProvider.person("of " + email, email))
                .is(303)
                .header("Location");
    }

    @Test
    void it_is_set_up_at_sign_in_and_asked_for_from_then_on() {
        assertThat(returns(sets()[1], "ann@x.test")).contains("interaction_code=");

        new Rules(idx.org)
                .asks(
                        "2FA",
                        """
                        [{"possession": {"required": true, "authenticationMethods":
                          [{"key": "external_idp", "method": "idp"}]}}]\
                        """);
        at.browser.leaves();
        var handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);
        var asked = idx.password(handle, IdxOrg.PASSWORD).is(200);
        assertThat(returns(leads(asked), "ann@x.test")).contains("interaction_code=");
        assertThat(idx.org.events())
                .contains("user.mfa.factor.activate", "user.authentication.auth_via_mfa");
    }

    @Test
    void nobody_else_of_the_provider_will_do() {
        var ann = sets();
        idx.user("eve@x.test");
        assertThat(returns(ann[1], "eve@x.test")).contains("error=");
        var body = Json.object().put("stateHandle", ann[0]);
        var after = at.browser.send("introspect", body);
        assertThat(after.json().has("successWithInteractionCode")).isFalse();
        assertThat(IdxOrg.remediations(after)).containsExactly("select-authenticator-enroll");
        assertThat(idx.org.get("/api/v1/idps/" + provider + "/users").all("/id")).isEmpty();
    }

    @Test
    void nobody_is_made_by_a_factor() {
        returns(sets()[1], "new@x.test");
        idx.org.get("/api/v1/users/new@x.test").is(404);
    }

    /** What a provider says is never what a person sends. */
    @Test
    void nothing_that_is_sent_stands_for_its_word() {
        var handle = sets()[0];
        for (var credentials :
                new String[] {
                    "{\"passcode\": \"ann\"}",
                    "{\"authenticator\": \"x\", \"user\": \"y\"}",
                    "{\"idp\": {\"user\": \"x\"}}"
                }) {
            var tried =
                    idx.send("challenge/answer", handle, "{\"credentials\": " + credentials + "}");
            assertThat(tried.json().has("successWithInteractionCode")).isFalse();
            assertThat(tried.response().status()).isLessThan(500);
        }
    }

    @Test
    void an_authenticator_needs_a_provider_that_answers() {
        made("0oa00000000000000000").is(400, "E0000001");
        made("").is(400, "E0000001");
        idx.org.post(AUTHENTICATORS, "{\"key\": \"external_idp\", \"name\": \"X\"}").is(400);
        var one = made(provider).is(200);
        assertThat(one.text("/type")).isEqualTo("federated");
        assertThat(one.text("/provider/configuration/idpId")).isEqualTo(provider);
        made(provider).is(400);

        idx.org.post("/api/v1/idps/" + provider + "/lifecycle/deactivate", "").is(200);
        var path = AUTHENTICATORS + "/" + one.id();
        assertThat(idx.org.get(path).text("/status")).isEqualTo("INACTIVE");
        idx.org.post(path + "/lifecycle/activate", "").is(400, "E0000001");
    }
}
