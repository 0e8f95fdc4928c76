package gatehouse.signin.direct;

import gatehouse.kernel.Json;
import gatehouse.kernel.Principal;
import gatehouse.platform.mailbox.Mailbox;
import gatehouse.policy.factors.Occasion;
import gatehouse.policy.factors.VirtualKey;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.otp.Base32;
import gatehouse.policy.factors.otp.Otp;
import gatehouse.signin.rules.Rules;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import gatehouse.testkit.TestUsers;
import gatehouse.testkit.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** An org with a client of direct authentication, and what that sends. */
final class DirectOrg {
    static final String ANN = "ann@x.test";
    static final String PASSWORD = "Correct9horse";
    static final String OTP = "urn:okta:params:oauth:grant-type:otp";
    static final String OOB = "urn:okta:params:oauth:grant-type:oob";
    static final String WEBAUTHN = "urn:okta:params:oauth:grant-type:webauthn";
    static final String MFA_WEBAUTHN = "urn:okta:params:oauth:grant-type:mfa-webauthn";
    static final String MFA_OTP = "http://auth0.com/oauth/grant-type/mfa-otp";
    static final String MFA_OOB = "http://auth0.com/oauth/grant-type/mfa-oob";
    static final String APP =
            """
            {"name": "oidc_client", "label": "Direct", "signOnMode": "OPENID_CONNECT",
             "credentials": {"oauthClient": {"token_endpoint_auth_method": "client_secret_basic"}},
             "settings": {"oauthClient": {
               "application_type": "native", "consent_method": "TRUSTED",
               "grant_types": ["password", "%s", "%s", "%s", "%s", "%s", "%s"],
               "response_types": []}}}\
            """
                    .formatted(OTP, OOB, WEBAUTHN, MFA_OTP, MFA_OOB, MFA_WEBAUTHN);

    final TestOrg org = TestOrg.fresh();
    final Rules rules = new Rules(org);
    final String ann = TestUsers.active(org, ANN, PASSWORD);
    final Map<String, String> client = client();

    Map<String, String> client() {
        var app = org.post("/api/v1/apps", APP).is(200);
        org.post("/api/v1/apps/" + app.id() + "/users", "{\"id\": \"" + ann + "\"}").is(200);
        return Wire.basic(app);
    }

    Reply send(Map<String, String> as, String path, String... pairs) {
        return org.form("/oauth2/v1/" + path, as, Wire.form(pairs));
    }

    Reply password(String password) {
        return send(
                client,
                "token",
                "grant_type",
                "password",
                "scope",
                "openid",
                "username",
                ANN,
                "password",
                password);
    }

    Reply mfaOtp(Reply more, String code) {
        return send(
                client,
                "token",
                "grant_type",
                MFA_OTP,
                "scope",
                "openid",
                "mfa_token",
                more.text("/mfa_token"),
                "otp",
                code);
    }

    Reply challenge(Reply more, String type, String channel) {
        return send(
                client,
                "challenge",
                "mfa_token",
                more.text("/mfa_token"),
                "challenge_types_supported",
                type,
                "channel_hint",
                channel);
    }

    Reply bound(Reply more, String oob, String code) {
        return send(
                client,
                "token",
                "grant_type",
                MFA_OOB,
                "scope",
                "openid",
                "mfa_token",
                more.text("/mfa_token"),
                "oob_code",
                oob,
                "binding_code",
                code);
    }

    /** Sets a factor up, and tells its secret. */
    String enrolled(Kind kind, String input) {
        rules.active(kind.key());
        var factors = org.composition().factors().factors();
        var db = org.composition().db();
        var occasion = new Occasion(Principal.system(org.id()), "http://" + org.host(), "set up");
        var authenticator = factors.authenticators(db, org.id()).key(kind.key()).orElseThrow();
        var body = Json.read(input, tools.jackson.databind.node.ObjectNode.class);
        var begun = factors.enroll(db, occasion, ann, authenticator, kind, body);
        var secret = begun.activation().path("sharedSecret").asString("");
        var code = secret.isEmpty() ? sent() : totp(secret);
        factors.activate(db, occasion, begun.enrollment(), Json.object().put("passCode", code));
        org.passes(Duration.ofMinutes(1));
        return secret;
    }

    /** A passkey of hers. */
    VirtualKey passkey() {
        rules.active(Kind.WEBAUTHN.key());
        var key = new VirtualKey("http://" + org.host());
        var factors = "/api/v1/users/" + ann + "/factors";
        var kind = "{\"factorType\": \"webauthn\", \"provider\": \"FIDO\"}";
        var begun = org.post(factors, kind).is(200);
        var made = Json.text(key.make(begun.text("/_embedded/activation/challenge")));
        org.post(factors + "/" + begun.id() + "/lifecycle/activate", made).is(200);
        return key;
    }

    Reply primary(String hint, String... more) {
        return ask("primary-authenticate", "challenge_hint", hint, more);
    }

    Reply heard(Reply asked, String code) {
        return token(OOB, "oob_code", asked.text("/oob_code"), "binding_code", code);
    }

    /** What a passkey signs of what was asked. */
    Reply signed(String grant, VirtualKey key, Reply asked, String... more) {
        var answer = key.use(asked.text("/publicKey/challenge"));
        var pairs = new ArrayList<String>(List.of(more));
        pairs.addAll(List.of("clientDataJSON", answer.get("clientData")));
        pairs.addAll(List.of("authenticatorData", answer.get("authenticatorData")));
        pairs.addAll(List.of("signature", answer.get("signatureData")));
        return token(grant, pairs.toArray(String[]::new));
    }

    Reply token(String grant, String... pairs) {
        return ask("token", "grant_type", grant, pairs);
    }

    private Reply ask(String path, String name, String value, String... pairs) {
        var all = new ArrayList<String>(List.of(pairs));
        all.addAll(List.of(name, value));
        if (path.equals("token")) {
            all.addAll(List.of("scope", "openid"));
        }
        return send(client, path, all.toArray(String[]::new));
    }

    String sent() {
        org.mails();
        var last =
                org.inTx(tx -> Mailbox.latest(tx, "")).stream()
                        .filter(one ->
                                !one.code().isEmpty() || one.text().matches("(?s).*\\b\\d{6}\\b.*"))
                        .findFirst()
                        .orElseThrow();
        return last.code().isEmpty()
                ? last.text().replaceAll("(?s).*?\\b(\\d{6})\\b.*", "$1")
                : last.code();
    }

    String totp(String secret) {
        return Otp.USUAL.at(Base32.decode(secret), org.now().getEpochSecond() / 30);
    }

    static List<String> amr(Reply tokens) {
        var claims = tokens.is(200).text("/id_token").split("\\.")[1];
        var json = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(claims));
        return json.path("amr").valueStream().map(n -> n.asString()).toList();
    }

    Reply otp(String login) {
        return send(
                client,
                "token",
                "grant_type",
                OTP,
                "scope",
                "openid",
                "login_hint",
                login,
                "otp",
                "000000");
    }
}
