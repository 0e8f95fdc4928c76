package gatehouse.signin.authn;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.policy.factors.otp.Base32;
import gatehouse.policy.factors.otp.Otp;
import gatehouse.signin.rules.Rules;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import gatehouse.testkit.TestUsers;
import java.time.Duration;
import java.util.Map;

/** An org and what a program of the classic Authn API sends to it. */
class AuthnOrg {
    static final String ANN = "ann@x.test";
    static final String PASSWORD = "Correct9horse";
    static final String NEW = "Brandnew9horse";
    static final String WRONG = "000000";
    static final String FACTOR =
            """
            {"access": "ALLOW", "requireFactor": true, "primaryFactor": "PASSWORD_IDP",
             "factorPromptMode": "ALWAYS", "rememberDeviceByDefault": false,
             "factorLifetime": 15,
             "session": {"usePersistentCookie": false, "maxSessionIdleMinutes": 120,
                         "maxSessionLifetimeMinutes": 0}}\
            """;

    final TestOrg org = TestOrg.fresh();
    final Rules rules = new Rules(org);
    final String ann = TestUsers.active(org, ANN, PASSWORD);

    Reply send(String path, Map<String, ?> body) {
        return org.post("/api/v1/authn" + path, Json.text(body));
    }

    Reply first(String login, String password) {
        return send("", Map.of("username", login, "password", password));
    }

    Reply next(Reply state, String path, String... more) {
        return next(state.text("/stateToken"), path, more);
    }

    Reply next(String token, String path, String... more) {
        var body = new java.util.HashMap<String, String>(Map.of("stateToken", token));
        for (int i = 0; i < more.length; i += 2) {
            body.put(more[i], more[i + 1]);
        }
        return send(path, body);
    }

    static String status(Reply reply) {
        return reply.is(200).text("/status");
    }

    String session(Reply reply) {
        assertThat(status(reply)).isEqualTo("SUCCESS");
        assertThat(reply.text("/_embedded/user/id")).isEqualTo(ann);
        var token = reply.text("/sessionToken");
        var body = Json.text(Map.of("sessionToken", token));
        var session = org.post("/api/v1/sessions", body).is(200);
        assertThat(session.text("/userId")).isEqualTo(ann);
        return session.json().path("amr").toString();
    }

    String mailed() {
        return org.mails().getLast().text().replaceAll("(?s).*?\\b(\\d{6})\\b.*", "$1");
    }

    String totp(String secret) {
        return Otp.USUAL.at(Base32.decode(secret), org.now().getEpochSecond() / 30);
    }

    /** A person with an authenticator app, in an org that asks for a second factor. */
    String enrolled() {
        rules.active("google_otp").enrolls("google_otp", "REQUIRED");
        var offered = first(ANN, PASSWORD);
        assertThat(status(offered)).isEqualTo("MFA_ENROLL");
        var begun =
                next(
                        offered,
                        "/factors",
                        "factorType",
                        "token:software:totp",
                        "provider",
                        "GOOGLE");
        assertThat(status(begun)).isEqualTo("MFA_ENROLL_ACTIVATE");
        var secret = begun.text("/_embedded/factor/_embedded/activation/sharedSecret");
        var activate = "/factors/" + begun.text("/_embedded/factor/id") + "/lifecycle/activate";
        next(begun, activate, "passCode", WRONG).is(403, "E0000068");
        session(next(begun, activate, "passCode", totp(secret)));
        rules.rule("SIGN_ON", "signon", FACTOR);
        org.passes(Duration.ofMinutes(1));
        return secret;
    }

    /** Where the factor of a type is verified. */
    static String verify(Reply asked, String type) {
        var factors = asked.json().at("/_embedded/factors");
        for (var factor : factors) {
            if (factor.path("factorType").asString().equals(type)) {
                return factor.at("/_links/verify/href")
                        .asString()
                        .replaceAll(".*/api/v1/authn", "");
            }
        }
        throw new AssertionError(type + " is not among " + factors);
    }
}
