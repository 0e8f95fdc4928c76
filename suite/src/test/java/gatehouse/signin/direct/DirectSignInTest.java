package gatehouse.signin.direct;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.kernel.Principal;
import gatehouse.policy.factors.Occasion;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.otp.Base32;
import gatehouse.policy.factors.otp.Otp;
import gatehouse.signin.idx.Rules;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;

import org.junit.jupiter.api.Test;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Direct authentication grants: no weaker than the pages. */
class DirectSignInTest {
    private static final String ANN = "ann@x.test";
    private static final String PASSWORD = "Correct9horse";
    private static final String OTP = "urn:okta:params:oauth:grant-type:otp";
    private static final String MFA_OTP = "http://auth0.com/oauth/grant-type/mfa-otp";
    private static final String MFA_OOB = "http://auth0.com/oauth/grant-type/mfa-oob";
    private static final String APP =
            """
            {"name": "oidc_client", "label": "Direct", "signOnMode": "OPENID_CONNECT",
             "credentials": {"oauthClient": {"token_endpoint_auth_method": "client_secret_basic"}},
             "settings": {"oauthClient": {
               "application_type": "native", "consent_method": "TRUSTED",
               "grant_types": ["password", "%s", "%s", "%s"], "response_types": []}}}\
            """
                    .formatted(OTP, MFA_OTP, MFA_OOB);

    private final TestOrg org = TestOrg.fresh();
    private final Rules rules = new Rules(org);
    private final String ann =
            org.post(
                            "/api/v1/users",
                            """
                            {"profile": {"firstName": "Ann", "lastName": "Lee", "login": "%1$s",
                               "email": "%1$s"},
                             "credentials": {"password": {"value": "%2$s"}}}\
                            """
                                    .formatted(ANN, PASSWORD))
                    .is(200)
                    .id();
    private final Map<String, String> client = client();

    private Map<String, String> client() {
        var app = org.post("/api/v1/apps", APP).is(200);
        org.post("/api/v1/apps/" + app.id() + "/users", "{\"id\": \"" + ann + "\"}").is(200);
        var pair =
                app.text("/credentials/oauthClient/client_id")
                        + ":"
                        + app.text("/credentials/oauthClient/client_secret");
        var text = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return Map.of("authorization", "Basic " + text);
    }

    private Reply send(Map<String, String> as, String path, String... pairs) {
        var form = new ArrayList<String>();
        for (int i = 0; i < pairs.length; i += 2) {
            form.add(pairs[i] + "=" + URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
        }
        return org.form("/oauth2/v1/" + path, as, String.join("&", form));
    }

    private Reply password(String password) {
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

    private Reply mfaOtp(Reply more, String code) {
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

    private Reply challenge(Reply more, String type, String channel) {
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

    private Reply bound(Reply more, String oob, String code) {
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
    private String enrolled(Kind kind, String input) {
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

    private String sent() {
        return org.mails().getLast().text().replaceAll("(?s).*?\\b(\\d{6})\\b.*", "$1");
    }

    private String totp(String secret) {
        return Otp.USUAL.at(Base32.decode(secret), org.now().getEpochSecond() / 30);
    }

    private static List<String> amr(Reply tokens) {
        var claims = tokens.is(200).text("/id_token").split("\\.")[1];
        var json = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(claims));
        return json.path("amr").valueStream().map(n -> n.asString()).toList();
    }

    @Test
    void a_password_is_enough_where_no_more_is_asked() {
        assertThat(amr(password(PASSWORD))).containsExactly("pwd");
        password("wrong").isOAuth(400, "invalid_grant");
    }

    @Test
    void where_more_is_asked_a_password_leads_to_it() {
        var secret = enrolled(Kind.GOOGLE_OTP, "{}");
        rules.asks("2FA", "[]");
        var more = password(PASSWORD);
        more.isOAuth(403, "mfa_required");
        assertThat(more.json().has("access_token")).isFalse();
        assertThat(challenge(more, MFA_OTP, "sms").is(200).text("/challenge_type"))
                .isEqualTo(MFA_OTP);
        mfaOtp(more, "000000").isOAuth(400, "invalid_grant");
        assertThat(amr(mfaOtp(more, totp(secret)))).contains("pwd", "mfa");
        mfaOtp(more, totp(secret)).isOAuth(403, "access_denied");
    }

    @Test
    void a_telephone_is_told_a_code() {
        enrolled(Kind.SMS, "{\"profile\": {\"phoneNumber\": \"+15554151337\"}}");
        rules.asks("2FA", "[]");
        var more = password(PASSWORD);
        challenge(more, MFA_OOB, "push").isOAuth(403, "access_denied");
        challenge(more, MFA_OOB, "fax").isOAuth(400, "invalid_request");
        challenge(more, "nothing", "sms").isOAuth(400, "invalid_request");
        var sent = challenge(more, MFA_OOB, "sms").is(200);
        assertThat(sent.text("/binding_method")).isEqualTo("prompt");
        var oob = sent.text("/oob_code");
        var other = password(PASSWORD);
        bound(other, oob, sent()).isOAuth(400, "invalid_request");
        bound(more, oob, "").isOAuth(400, "authorization_pending");
        bound(more, oob, "no").isOAuth(400, "invalid_grant");
        assertThat(amr(bound(more, oob, sent()))).contains("pwd", "sms", "mfa");
    }

    @Test
    void who_has_nothing_more_is_refused() {
        rules.asks("2FA", "[{\"possession\": {\"phishingResistant\": \"REQUIRED\"}}]");
        password(PASSWORD).isOAuth(403, "access_denied");
    }

    @Test
    void an_expired_password_leads_nowhere() {
        org.post("/api/v1/users/" + ann + "/lifecycle/expire_password", "").is(200);
        password(PASSWORD).isOAuth(400, "invalid_grant");
    }

    @Test
    void a_sign_in_belongs_to_the_client_and_the_server_it_began_with() {
        var secret = enrolled(Kind.GOOGLE_OTP, "{}");
        rules.asks("2FA", "[]");
        var more = password(PASSWORD);
        var others = client();
        var form =
                new String[] {
                    "grant_type",
                    MFA_OTP,
                    "scope",
                    "openid",
                    "otp",
                    totp(secret),
                    "mfa_token",
                    more.text("/mfa_token")
                };
        send(others, "token", form).isOAuth(403, "access_denied");
        send(
                        client,
                        "token",
                        "grant_type",
                        MFA_OTP,
                        "scope",
                        "openid",
                        "mfa_token",
                        "x",
                        "otp",
                        "1")
                .isOAuth(403, "access_denied");
        send(client, "challenge").isOAuth(400, "invalid_request");
        org.passes(Duration.ofHours(1));
        mfaOtp(more, totp(secret)).isOAuth(403, "access_denied");
    }

    @Test
    void of_sixty_four_right_codes_at_once_one_gets_tokens() {
        var secret = enrolled(Kind.GOOGLE_OTP, "{}");
        rules.asks("2FA", "[]");
        var more = password(PASSWORD);
        var code = totp(secret);
        long won =
                IntStream.range(0, 64)
                        .parallel()
                        .filter(i -> mfaOtp(more, code).response().status() == 200)
                        .count();
        assertThat(won).isOne();
    }

    @Test
    void wrong_codes_count_here_as_at_every_door() {
        enrolled(Kind.GOOGLE_OTP, "{}");
        rules.asks("2FA", "[]");
        var more = password(PASSWORD);
        for (int i = 0; i < 5; i++) {
            mfaOtp(more, "00000" + i).isOAuth(400, "invalid_grant");
            password("wrong").isOAuth(400, "invalid_grant");
        }
        assertThat(org.get("/api/v1/users/" + ann).text("/status")).isEqualTo("LOCKED_OUT");
    }

    @Test
    void a_code_alone_tells_nobody_whether_there_is_such_an_account() {
        enrolled(Kind.GOOGLE_OTP, "{}");
        var known = otp(ANN);
        var unknown = otp("nobody@x.test");
        assertThat(known.response().status()).isEqualTo(unknown.response().status());
        assertThat(known.body()).isEqualTo(unknown.body());
    }

    private Reply otp(String login) {
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
