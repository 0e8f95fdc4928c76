package gatehouse.signin.idx;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client with a secret begins a sign-in by its name, and ends it by its secret. */
class InteractTest {
    private final IdxOrg idx = new IdxOrg();

    private Reply app(String method) {
        var app =
                idx.org
                        .post(
                                "/api/v1/apps",
                                """
                                {"name": "oidc_client", "label": "Web",
                                 "signOnMode": "OPENID_CONNECT",
                                 "credentials": {"oauthClient": {
                                   "token_endpoint_auth_method": "%s"}},
                                 "settings": {"oauthClient": {"application_type": "web",
                                   "grant_types": ["authorization_code", "interaction_code"],
                                   "response_types": ["code"], "redirect_uris": ["%s"]}}}\
                                """
                                        .formatted(method, IdxOrg.REDIRECT))
                        .is(200);
        var everyone = idx.org.get("/api/v1/groups?q=Everyone").all("/id").getFirst();
        idx.org.put("/api/v1/apps/" + app.id() + "/groups/" + everyone, "{}").is(200);
        return app;
    }

    private Map<String, String> interaction(String client) {
        var form = idx.interaction();
        form.put("client_id", client);
        return form;
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_secret_basic", "client_secret_post"})
    void who_has_a_secret_may_name_itself_or_prove_itself(String method) {
        idx.user("ann@x.test");
        var app = app(method);
        var secret = app.text("/credentials/oauthClient/client_secret");
        var proved = interaction(app.id());
        proved.put("client_secret", secret);
        idx.interact(proved).is(200);

        var handle = idx.begun(interaction(app.id()));
        idx.identify(handle, "ann@x.test").is(200);
        var code = IdxOrg.code(idx.password(handle, IdxOrg.PASSWORD));
        var form =
                "grant_type=interaction_code&interaction_code=%s&code_verifier=%s&client_id=%s"
                        .formatted(code, Wire.VERIFIER, app.id());
        idx.org.form("/oauth2/default/v1/token", Map.of(), form).isOAuth(401, "invalid_client");
        var tokens =
                idx.org.form(
                        "/oauth2/default/v1/token", Map.of(), form + "&client_secret=" + secret);
        assertThat(tokens.is(200).text("/id_token")).isNotEmpty();
    }

    @Test
    void a_proof_that_is_wrong_begins_nothing() {
        var app = app("client_secret_basic");
        var wrong = interaction(app.id());
        wrong.put("client_secret", "wrong");
        idx.interact(wrong).isOAuth(401, "invalid_client");
        wrong.put("client_secret", "");
        idx.interact(wrong).isOAuth(401, "invalid_client");

        idx.org
                .form(
                        "/oauth2/default/v1/interact",
                        Wire.basic(app.id(), "wrong"),
                        Wire.form(interaction(app.id())))
                .isOAuth(401, "invalid_client");
        idx.org
                .form(
                        "/oauth2/default/v1/interact?client_secret=x",
                        Map.of(),
                        Wire.form(interaction(app.id())))
                .is(400);
    }

    @Test
    void an_app_that_is_switched_off_begins_nothing() {
        var app = app("client_secret_basic");
        idx.org.post("/api/v1/apps/" + app.id() + "/lifecycle/deactivate", "").is(200);
        idx.interact(interaction(app.id())).isOAuth(401, "invalid_client");
    }
}
