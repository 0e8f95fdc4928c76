package gatehouse.signin.activate;

import gatehouse.signin.sessions.People;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import gatehouse.testkit.Wire;
import java.util.HashMap;
import java.util.Map;

/** A device without a keyboard, as its application makes it speak. */
final class Telly {
    private static final String APP =
            """
            {"name": "oidc_client", "label": "Telly <b>", "signOnMode": "OPENID_CONNECT",
             "credentials": {"oauthClient": {"token_endpoint_auth_method": "client_secret_basic"}},
             "settings": {"oauthClient": {
               "application_type": "native", "consent_method": "TRUSTED",
               "grant_types": ["urn:ietf:params:oauth:grant-type:device_code"],
               "response_types": []}}}\
            """;

    private final TestOrg org;
    private final Reply app;

    Telly(People people) {
        this.org = people.org;
        this.app = org.post("/api/v1/apps", APP).is(200);
    }

    /** A person may use it. */
    void serves(String user) {
        org.post("/api/v1/apps/" + app.id() + "/users", "{\"id\": \"" + user + "\"}").is(200);
    }

    void isSwitchedOff() {
        org.post("/api/v1/apps/" + app.id() + "/lifecycle/deactivate", "").is(200);
    }

    /** Asks for a code to show. */
    Reply asks() {
        return org.form("/oauth2/v1/device/authorize", headers(), "scope=openid%20profile").is(200);
    }

    /** Asks whether somebody has let it in. */
    Reply polls(Reply asked) {
        return org.form(
                "/oauth2/v1/token",
                headers(),
                Wire.form(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:device_code",
                        "device_code",
                        asked.text("/device_code")));
    }

    private Map<String, String> headers() {
        var headers = new HashMap<>(Wire.basic(app));
        headers.put("user-agent", "Telly/1.0");
        return headers;
    }
}
