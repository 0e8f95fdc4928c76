package gatehouse.signin.myaccount;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import gatehouse.testkit.TestUsers;
import gatehouse.testkit.Wire;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A person of an org, and an application that may do all of MyAccount for them. */
final class Account {
    static final String PASSWORD = "Correct9horse";
    static final List<String> SCOPES =
            List.of(
                    "okta.myAccount.authenticators.manage",
                    "okta.myAccount.authenticators.read",
                    "okta.myAccount.email.manage",
                    "okta.myAccount.email.read",
                    "okta.myAccount.oktaApplications.read",
                    "okta.myAccount.organization.read",
                    "okta.myAccount.password.manage",
                    "okta.myAccount.password.read",
                    "okta.myAccount.phone.manage",
                    "okta.myAccount.phone.read",
                    "okta.myAccount.profile.manage",
                    "okta.myAccount.profile.read",
                    "okta.myAccount.sessions.manage",
                    "okta.myAccount.webauthn.manage",
                    "okta.myAccount.webauthn.read");
    private static final String APP =
            """
            {"name": "oidc_client", "label": "Settings", "signOnMode": "OPENID_CONNECT",
             "credentials": {"oauthClient": {"token_endpoint_auth_method": "client_secret_basic"}},
             "settings": {"implicitAssignment": true, "oauthClient": {
               "application_type": "native", "consent_method": "TRUSTED",
               "grant_types": ["authorization_code", "password", "refresh_token"],
               "response_types": ["code"], "redirect_uris": ["https://app.test/cb"]}}}\
            """;

    final TestOrg org;
    final String user;
    final String login;
    private final Map<String, String> client;
    private String token;

    Account() {
        this(TestOrg.fresh(), "ann@x.test");
    }

    Account(TestOrg org, String login) {
        this.org = org;
        this.login = login;
        this.user = TestUsers.active(org, login, PASSWORD);
        var app = org.post("/api/v1/apps", APP).is(200);
        this.client = Wire.basic(app);
        org.put("/api/v1/apps/" + app.id() + "/users/" + user, "").response();
        org.post("/api/v1/apps/" + app.id() + "/users", "{\"id\": \"" + user + "\"}").is(200);
        for (var scope : SCOPES) {
            org.post(
                            "/api/v1/apps/" + app.id() + "/grants",
                            "{\"scopeId\": \"%s\", \"issuer\": \"http://%s\"}"
                                    .formatted(scope, org.host()))
                    .response();
        }
        this.token = fresh(String.join(" ", SCOPES));
    }

    /** A new access token of the org's own server. */
    String fresh(String scope) {
        return tokens(scope).is(200).text("/access_token");
    }

    Reply tokens(String scope) {
        return grant(
                Map.of(
                        "grant_type",
                        "password",
                        "username",
                        login,
                        "password",
                        PASSWORD,
                        "scope",
                        scope));
    }

    Reply grant(Map<String, String> form) {
        return org.form("/oauth2/v1/token", client, Wire.form(form));
    }

    /** From here on with another token. */
    void use(String other) {
        token = other;
    }

    void renew() {
        use(fresh(String.join(" ", SCOPES)));
    }

    Reply get(String path) {
        return send("GET", path, "");
    }

    Reply send(String method, String path, String body) {
        return send(method, path, Map.of(), body);
    }

    Reply send(String method, String path, Map<String, String> headers, String body) {
        var all = new HashMap<>(headers);
        all.put("authorization", "Bearer " + token);
        return org.send(method, "/idp/myaccount" + path, all, body);
    }
}
