package gatehouse.apps.applications;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which redirect URIs an application may register. */
class RedirectsTest {
    private final TestOrg org = TestOrg.fresh();

    private Reply app(String type, String uri, String wildcard) {
        var app = Json.object().put("signOnMode", "OPENID_CONNECT").put("label", "rp");
        var settings = app.putObject("settings").putObject("oauthClient");
        settings.put("application_type", type).put("wildcard_redirect", wildcard);
        settings.putArray("redirect_uris").add(uri);
        return org.post("/api/v1/apps", Json.text(app));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "\u0001javascript:alert(1)",
                " https://rp.test/cb",
                "data:text/html,x",
                "vbscript:x",
                "file:///etc/passwd",
                "https://good.test@evil.test/cb",
                "https://rp.test\\@evil.test/cb",
                "https://rp.test/cb#fragment",
                "https:///cb",
                "/cb",
                "rp.test/cb",
                "https://*.rp.test/cb",
                "https://rp.test/*",
                "com.rp.app:/cb",
                ""
            })
    void a_web_application_is_refused(String uri) {
        app("web", uri, "DISABLED").is(400, "E0000001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://*.*.test/cb",
                "https://rp*.test/cb",
                "https://rp.test/*",
                "*://x/cb"
            })
    void a_wildcard_stands_for_the_first_label_alone(String uri) {
        app("web", uri, "SUBDOMAIN").is(400, "E0000001");
    }

    @Test
    void what_is_registered_comes_back_as_it_was_written() {
        for (var uri : new String[] {"https://RP.test:8443/cb?x=1", "http://localhost:3000/cb"}) {
            assertThat(
                            app("web", uri, "DISABLED")
                                    .is(200)
                                    .text("/settings/oauthClient/redirect_uris/0"))
                    .isEqualTo(uri);
        }
        app("web", "https://*.rp.test/cb", "SUBDOMAIN").is(200);
        app("native", "com.rp.app:/cb", "DISABLED").is(200);
        app("native", "javascript:alert(1)", "DISABLED").is(400, "E0000001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"consent_method\": \"MAYBE\"",
                "\"issuer_mode\": \"OTHER\"",
                "\"wildcard_redirect\": \"EVERYWHERE\"",
                "\"refresh_token\": {\"rotation_type\": \"SOMETIMES\"}",
                "\"refresh_token\": {\"rotation_type\": \"ROTATE\", \"leeway\": 61}",
                "\"refresh_token\": {\"rotation_type\": \"ROTATE\", \"leeway\": -1}"
            })
    void a_setting_has_one_of_its_values(String setting) {
        org.post(
                        "/api/v1/apps",
                        """
                        {"name": "oidc_client", "label": "rp", "signOnMode": "OPENID_CONNECT",
                         "credentials": {"oauthClient": {}}, "settings": {"oauthClient": {
                           "application_type": "web", "grant_types": ["authorization_code"],
                           "response_types": ["code"], "redirect_uris": ["https://a.test/cb"], %s}}}\
                        """
                                .formatted(setting))
                .is(400, "E0000001");
    }
}
