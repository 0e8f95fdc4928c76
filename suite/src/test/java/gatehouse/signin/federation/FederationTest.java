package gatehouse.signin.federation;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.signin.rules.Rules;
import org.junit.jupiter.api.Test;

/** Sign-ins at another provider, from the application's request to its code. */
class FederationTest {
    private final Federated at = new Federated();

    @Test
    void whom_a_provider_tells_of_is_made_and_signed_in() {
        var provider = at.acme.made("Acme", Federated.WELCOMING);
        var away = at.leaves(provider);
        assertThat(FakeProvider.asked(away))
                .containsEntry("client_id", FakeProvider.CLIENT)
                .containsEntry("response_type", "code")
                .containsEntry("scope", "openid profile email")
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("state", "nonce", "code_challenge");
        var back = at.comesBack(away, FakeProvider.person("ann", "ann@acme.test"));
        var token =
                at.idToken(
                        Federated.code(
                                at.browser.get(Federated.path(back.is(303).header("Location")))));
        var ann = at.idx.org.get("/api/v1/users/ann@acme.test").is(200);
        assertThat(token.path("sub").asString()).isEqualTo(ann.id());
        assertThat(token.path("idp").asString()).isEqualTo(provider);
        assertThat(ann.text("/status")).isEqualTo("ACTIVE");
        assertThat(ann.text("/credentials/provider/type")).isEqualTo("FEDERATION");
        assertThat(ann.text("/profile/firstName")).isEqualTo("Ann");
        assertThat(at.idx.org.events())
                .contains("user.lifecycle.create", "user.authentication.auth_via_IDP");
        assertThat(at.browser.get("/api/v1/sessions/me").text("/idp/id")).isEqualTo(provider);
    }

    @Test
    void a_suspended_user_does_not_come_in() {
        var provider = at.acme.made("Acme", Federated.WELCOMING);
        at.in(provider, FakeProvider.person("ann", "ann@acme.test")).is(303);
        at.idx.org.post("/api/v1/users/ann@acme.test/lifecycle/suspend", "").is(200);
        at.browser.leaves();
        assertThat(at.in(provider, FakeProvider.person("ann", "ann@acme.test")).is(403).body())
                .contains("You cannot sign in");
    }

    @Test
    void whoever_a_provider_vouches_for_proves_what_else_is_asked() {
        new Rules(at.idx.org).asks("2FA", "[]");
        var provider = at.acme.made("Acme", Federated.WELCOMING);
        var asked = at.in(provider, FakeProvider.person("ann", "ann@acme.test")).is(200);
        assertThat(asked.body()).contains("Verify it is you").doesNotContain("Password");
        var mailed =
                at.browser.form(
                        "choose="
                                + asked.body().split("name=\"choose\" value=\"")[1].split("\"")[0]);
        assertThat(mailed.is(200).body()).contains("passcode");
        Federated.code(at.browser.form("passcode=" + at.idx.mailed()));
    }

    @Test
    void what_a_provider_says_of_its_own_factors_counts_where_it_is_trusted() {
        new Rules(at.idx.org).asks("2FA", "[]");
        var claims = FakeProvider.person("ann", "ann@acme.test");
        at.acme.spoils = token -> token.set("amr", Json.array().add("pwd").add("mfa"));
        at.in(at.acme.made("Wary", Federated.WELCOMING), claims).is(200);
        at.browser.leaves();
        var trusting =
                at.acme.made(
                        "Trusting", Federated.policy("AUTO", "AUTO", ", \"trustClaims\": true"));
        at.in(trusting, FakeProvider.person("zoe", "zoe@acme.test")).is(303);
    }

    @Test
    void a_rule_may_be_about_whom_a_provider_vouches_for() {
        var provider = at.acme.made("Acme", Federated.WELCOMING);
        var policy = at.idx.org.get("/api/v1/policies?type=OKTA_SIGN_ON").all("/id").getFirst();
        at.idx
                .org
                .post(
                        "/api/v1/policies/" + policy + "/rules",
                        """
                        {"type": "SIGN_ON", "name": "None of Acme", "priority": 1,
                         "conditions": {"identityProvider": {"provider": "SPECIFIC_IDP",
                                                             "idpIds": ["%s"]}},
                         "actions": {"signon": {"access": "DENY"}}}\
                        """
                                .formatted(provider))
                .is(200);
        at.in(provider, FakeProvider.person("ann", "ann@acme.test")).is(403);
        at.idx.user("bob@x.test");
        Federated.code(at.browser.named("bob@x.test"));
    }

    @Test
    void whoever_a_provider_vouches_for_has_no_password_here_and_recovers_none() {
        at.in(
                        at.acme.made("Acme", Federated.WELCOMING),
                        FakeProvider.person("ann", "ann@acme.test"))
                .is(303);
        at.browser.leaves();
        var org = at.idx.org;
        var ann = "/api/v1/users/" + org.get("/api/v1/users/ann@acme.test").is(200).id();
        var password = "{\"credentials\": {\"password\": {\"value\": \"Correct9horse\"}}}";
        org.post(ann, password).is(400, "E0000001");
        org.post(ann + "/credentials/forgot_password?sendEmail=false", "").is(403, "E0000034");
        var forgot = "{\"username\": \"ann@acme.test\", \"factorType\": \"EMAIL\"}";
        org.post("/api/v1/authn/recovery/password", forgot).is(200);
        at.browser.opens();
        at.browser.form("way=recover").is(200);
        var asked = at.browser.form("username=ann%40acme.test").is(200).body();
        var first = asked.split("name=\"choose\" value=\"")[1].split("\"")[0];
        at.browser.form("choose=" + first).is(200);
        assertThat(org.mails()).isEmpty();
        org.post(ann + "/lifecycle/reset_password?sendEmail=false", "").is(200);
        assertThat(org.get(ann).text("/credentials/provider/type")).isEqualTo("OKTA");
    }
}
