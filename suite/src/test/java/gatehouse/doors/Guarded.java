package gatehouse.doors;

import gatehouse.kernel.Json;
import gatehouse.policy.factors.VirtualKey;
import gatehouse.policy.factors.otp.Base32;
import gatehouse.policy.factors.otp.Otp;
import gatehouse.signin.rules.Rules;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import gatehouse.testkit.TestUsers;
import gatehouse.testkit.Wire;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * An org that lets nobody in, at whichever door, without a password and a code of their app.
 * Letters help to recover an account and prove nothing at sign-in.
 */
final class Guarded {
    static final String ANN = "ann@x.test";
    static final String BOB = "bob@x.test";
    static final String PASSWORD = "Correct9horse";
    static final String REDIRECT = "https://app.test/cb";
    static final String AT = "/oauth2/v1/";
    private static final String APP =
            """
            {"name": "oidc_client", "label": "All doors", "signOnMode": "OPENID_CONNECT",
             "credentials": {"oauthClient": {"token_endpoint_auth_method": "client_secret_basic"}},
             "settings": {"implicitAssignment": true, "oauthClient": {
               "application_type": "native", "consent_method": "TRUSTED",
               "grant_types": ["authorization_code", "interaction_code", "password",
                 "refresh_token", "urn:okta:params:oauth:grant-type:otp",
                 "urn:okta:params:oauth:grant-type:oob",
                 "urn:okta:params:oauth:grant-type:webauthn",
                 "urn:okta:params:oauth:grant-type:mfa-webauthn",
                 "http://auth0.com/oauth/grant-type/mfa-otp",
                 "http://auth0.com/oauth/grant-type/mfa-oob",
                 "urn:ietf:params:oauth:grant-type:device_code"],
               "response_types": ["code"], "redirect_uris": ["https://app.test/cb"]}}}\
            """;
    private static final String BOTH =
            """
            {"access": "ALLOW", "requireFactor": true, "primaryFactor": "PASSWORD_IDP_ANY_FACTOR",
             "factorPromptMode": "ALWAYS", "rememberDeviceByDefault": false, "factorLifetime": 15,
             "session": {"usePersistentCookie": false, "maxSessionIdleMinutes": 120,
                         "maxSessionLifetimeMinutes": 0}}\
            """;

    final TestOrg org = TestOrg.fresh();
    final Rules rules = new Rules(org);
    final Reply app = org.post("/api/v1/apps", APP).is(200);
    private final Map<String, String> secrets = new HashMap<>();

    Guarded() {
        rules.active("google_otp");
        letters("recovery");
        for (var login : List.of(ANN, BOB)) {
            secrets.put(login, enrolled(person(login)));
        }
        rules.asks("2FA", "[]")
                .rule("SIGN_ON", "signon", BOTH)
                .rule("PASSWORD", "selfServiceUnlock", "{\"access\": \"ALLOW\"}");
        nobodyIsLockedOut();
        org.passes(Duration.ofMinutes(1));
    }

    private String person(String login) {
        var id = TestUsers.active(org, login, PASSWORD);
        org.post("/api/v1/apps/" + app.id() + "/users", "{\"id\": \"" + id + "\"}").is(200);
        return id;
    }

    private String enrolled(String user) {
        var factors = "/api/v1/users/" + user + "/factors";
        var kind = "{\"factorType\": \"token:software:totp\", \"provider\": \"GOOGLE\"}";
        var begun = org.post(factors, kind).is(200);
        var secret = begun.text("/_embedded/activation/sharedSecret");
        var code = "{\"passCode\": \"" + totp(secret) + "\"}";
        org.post(factors + "/" + begun.id() + "/lifecycle/activate", code).is(200);
        return secret;
    }

    /** The id of an authenticator. */
    String authenticator(String key) {
        var all = org.get("/api/v1/authenticators").is(200);
        return all.all("/id").get(all.all("/key").indexOf(key));
    }

    /** What letters are good for. */
    void letters(String use) {
        var body =
                Json.object()
                        .put("name", "Email")
                        .put("key", "okta_email")
                        .set("settings", Json.object().put("allowedFor", use));
        org.put("/api/v1/authenticators/" + authenticator("okta_email"), body.toString()).is(200);
    }

    /** So that whoever tries for long still tries something. */
    private void nobodyIsLockedOut() {
        var policy = (ObjectNode) org.get("/api/v1/policies?type=PASSWORD").is(200).json().get(0);
        ((ObjectNode) policy.at("/settings/password/lockout")).put("maxAttempts", 0);
        org.put("/api/v1/policies/" + policy.path("id").asString(), policy.toString()).is(200);
    }

    private String totp(String secret) {
        return Otp.USUAL.at(Base32.decode(secret), org.now().getEpochSecond() / 30);
    }

    /** Somebody makes a passkey. */
    void passkey(String login) {
        rules.active("webauthn");
        var key = new VirtualKey("http://" + org.host());
        var factors = "/api/v1/users/" + login + "/factors";
        var kind = "{\"factorType\": \"webauthn\", \"provider\": \"FIDO\"}";
        var begun = org.post(factors, kind).is(200);
        var made = Json.text(key.make(begun.text("/_embedded/activation/challenge")));
        org.post(factors + "/" + begun.id() + "/lifecycle/activate", made).is(200);
    }

    /** The code that somebody's app shows now; each is good once. */
    String code(String login) {
        return totp(secrets.get(login));
    }

    /** Until all apps show other codes, and all factors are rested. */
    void later() {
        org.passes(Duration.ofMinutes(6));
    }

    /** What an application sends to have a person signed in. */
    String request(String... more) {
        return Wire.codeRequest(app.text("/credentials/oauthClient/client_id"), REDIRECT)
                + "&"
                + Wire.form(more);
    }
}
