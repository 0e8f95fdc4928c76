package gatehouse.apps.applications;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;

/** Applications and people that tests need. */
public final class OidcApps {
    private OidcApps() {}

    /** A web application. */
    public static Reply web(TestOrg org, String label) {
        return org.post("/api/v1/apps", webBody(label)).is(200);
    }

    public static String webBody(String label) {
        return """
        {"name": "oidc_client", "label": "%s", "signOnMode": "OPENID_CONNECT",
         "credentials": {"oauthClient": {"token_endpoint_auth_method": "client_secret_basic"}},
         "settings": {"oauthClient": {
           "application_type": "web", "grant_types": ["authorization_code"],
           "response_types": ["code"], "redirect_uris": ["https://app.test/callback"]}}}\
        """
                .formatted(label);
    }

    /** A service that authenticates with a secret. */
    public static Reply service(TestOrg org, String label) {
        return org.post(
                        "/api/v1/apps",
                        """
                        {"name": "oidc_client", "label": "%s", "signOnMode": "OPENID_CONNECT",
                         "credentials": {"oauthClient": {
                           "token_endpoint_auth_method": "client_secret_basic"}},
                         "settings": {"oauthClient": {"application_type": "service",
                           "grant_types": ["client_credentials"], "response_types": ["token"]}}}\
                        """
                                .formatted(label))
                .is(200);
    }

    public static Reply bookmark(TestOrg org, String label) {
        return org.post(
                        "/api/v1/apps",
                        """
                        {"name": "bookmark", "label": "%s", "signOnMode": "BOOKMARK",
                         "settings": {"app": {"requestIntegration": false,
                                              "url": "https://example.test"}}}\
                        """
                                .formatted(label))
                .is(200);
    }

    /**
     * @return the id
     */
    public static String user(TestOrg org, String name) {
        return org.post(
                        "/api/v1/users",
                        """
                        {"profile": {"firstName": "%1$s", "lastName": "Lee",
                                     "login": "%1$s@x.test", "email": "%1$s@x.test"}}\
                        """
                                .formatted(name))
                .is(200)
                .id();
    }

    /**
     * @return the id
     */
    public static String group(TestOrg org, String name) {
        return org.post("/api/v1/groups", "{\"profile\": {\"name\": \"" + name + "\"}}")
                .is(200)
                .id();
    }
}
