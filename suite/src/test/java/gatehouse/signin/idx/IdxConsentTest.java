package gatehouse.signin.idx;

import static gatehouse.signin.idx.IdxOrg.code;
import static gatehouse.signin.idx.IdxOrg.message;
import static gatehouse.signin.idx.IdxOrg.remediations;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Where the application and a scope want it, a person is asked whether the client may have it. */
class IdxConsentTest {
    private final IdxOrg idx = new IdxOrg();

    IdxConsentTest() {
        idx.user("ann@x.test");
        idx.org
                .post(
                        "/api/v1/authorizationServers/default/scopes",
                        """
                        {"name": "calendar", "displayName": "See your calendar",
                         "description": "All of it", "consent": "REQUIRED"}\
                        """)
                .is(201);
        var app = (ObjectNode) idx.org.get("/api/v1/apps/" + idx.client).is(200).json();
        ((ObjectNode) app.at("/settings/oauthClient")).put("consent_method", "REQUIRED");
        idx.org.put("/api/v1/apps/" + idx.client, app.toString()).is(200);
    }

    private Map<String, String> wanting(String scope) {
        var form = idx.interaction();
        form.put("scope", scope);
        return form;
    }

    private Reply proved(String handle) {
        idx.identify(handle, "ann@x.test").is(200);
        return idx.password(handle, IdxOrg.PASSWORD);
    }

    private Reply says(String handle, String said) {
        return idx.send("consent", handle, said);
    }

    @Test
    void who_agrees_gets_a_code_and_is_not_asked_again() {
        var handle = idx.begun(wanting("openid calendar"));
        var asked = proved(handle).is(200);
        assertThat(remediations(asked)).containsExactly("consent");
        assertThat(asked.text("/remediation/value/0/scopes/0/name")).isEqualTo("calendar");
        assertThat(asked.text("/remediation/value/0/scopes/0/label"))
                .isEqualTo("See your calendar");
        assertThat(asked.response().all("Set-Cookie")).isEmpty();
        var looked = idx.send("introspect", Json.object().put("stateToken", handle)).is(200);
        assertThat(remediations(looked)).containsExactly("consent");

        var tokens = idx.token(code(says(handle, "{\"consent\": true}")), Wire.VERIFIER);
        assertThat(tokens.is(200).text("/scope")).contains("calendar");
        assertThat(idx.org.events()).contains("app.oauth2.as.consent.grant");
        code(proved(idx.begun(wanting("openid calendar"))));
    }

    @Test
    void who_does_not_agree_gets_nothing_and_neither_does_silence() {
        for (var said : new String[] {"{\"consent\": false}", "{}", "{\"consent\": {}}"}) {
            var handle = idx.begun(wanting("openid calendar"));
            proved(handle).is(200);
            var refused = says(handle, said).is(403);
            assertThat(message(refused)).isEqualTo("security.access_denied");
            assertThat(refused.response().all("Set-Cookie")).isEmpty();
            assertThat(message(says(handle, "{\"consent\": true}").is(401)))
                    .isEqualTo("idx.session.expired");
        }
    }

    @Test
    void nobody_agrees_before_they_have_proved_who_they_are() {
        var handle = idx.begun(wanting("openid calendar"));
        assertThat(remediations(says(handle, "{\"consent\": true}").is(200))).contains("identify");
        idx.identify(handle, "ann@x.test").is(200);
        assertThat(remediations(says(handle, "{\"consent\": true}").is(200)))
                .contains("challenge-authenticator");
    }

    @Test
    void what_needs_no_consent_is_had_without() {
        code(proved(idx.begun(wanting("openid profile"))));
    }

    @Test
    void of_many_who_agree_at_once_one_gets_a_code() {
        var handle = idx.begun(wanting("openid calendar"));
        proved(handle).is(200);
        long got =
                IntStream.range(0, 32)
                        .parallel()
                        .filter(i ->
                                says(handle, "{\"consent\": true}")
                                        .json()
                                        .has("successWithInteractionCode"))
                        .count();
        assertThat(got).isOne();
    }

    @Test
    void whoever_is_asked_may_read_the_terms_of_the_application_first() {
        var app = (ObjectNode) idx.org.get("/api/v1/apps/" + idx.client).is(200).json();
        ((ObjectNode) app.at("/settings/oauthClient"))
                .put("tos_uri", "https://app.test/terms")
                .put("policy_uri", "https://app.test/privacy")
                .put("client_uri", "https://app.test/")
                .put("logo_uri", "https://app.test/logo.png");
        idx.org.put("/api/v1/apps/" + idx.client, app.toString()).is(200);

        var asked = proved(idx.begun(wanting("openid calendar"))).is(200);
        assertThat(asked.text("/app/value/termsOfService/href"))
                .isEqualTo("https://app.test/terms");
        assertThat(asked.text("/app/value/privacyPolicy/href"))
                .isEqualTo("https://app.test/privacy");
        assertThat(asked.text("/app/value/clientUri/href")).isEqualTo("https://app.test/");
        assertThat(asked.text("/app/value/logo/href")).isEqualTo("https://app.test/logo.png");

        var browser = new Browser(idx);
        browser.opensFor("openid calendar");
        var page = browser.follows(browser.retries("ann@x.test", IdxOrg.PASSWORD).is(303));
        assertThat(page.is(200).body())
                .contains("<a href=\"https://app.test/terms\"", "Terms of Service</a>")
                .contains("<a href=\"https://app.test/privacy\"", "Privacy Policy</a>");
    }
}
