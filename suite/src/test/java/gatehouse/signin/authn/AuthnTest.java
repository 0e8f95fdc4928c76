package gatehouse.signin.authn;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.policy.factors.otp.Base32;
import gatehouse.policy.factors.otp.Otp;
import gatehouse.signin.idx.Rules;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The classic Authn API, state by state; catalogue D4.6, D4.7 and D4.13 through this door. */
class AuthnTest {
    private static final String ANN = "ann@x.test";
    private static final String PASSWORD = "Correct9horse";
    private static final String NEW = "Brandnew9horse";
    private static final String WRONG = "000000";
    private static final String FACTOR =
            """
            {"access": "ALLOW", "requireFactor": true, "primaryFactor": "PASSWORD_IDP",
             "factorPromptMode": "ALWAYS", "rememberDeviceByDefault": false,
             "factorLifetime": 15,
             "session": {"usePersistentCookie": false, "maxSessionIdleMinutes": 120,
                         "maxSessionLifetimeMinutes": 0}}\
            """;

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

    private Reply send(String path, Map<String, ?> body) {
        return org.post("/api/v1/authn" + path, Json.text(body));
    }

    private Reply first(String login, String password) {
        return send("", Map.of("username", login, "password", password));
    }

    private Reply next(Reply state, String path, String... more) {
        return next(state.text("/stateToken"), path, more);
    }

    private Reply next(String token, String path, String... more) {
        var body = new java.util.HashMap<String, String>(Map.of("stateToken", token));
        for (int i = 0; i < more.length; i += 2) {
            body.put(more[i], more[i + 1]);
        }
        return send(path, body);
    }

    private static String status(Reply reply) {
        return reply.is(200).text("/status");
    }

    private String session(Reply reply) {
        assertThat(status(reply)).isEqualTo("SUCCESS");
        assertThat(reply.text("/_embedded/user/id")).isEqualTo(ann);
        var token = reply.text("/sessionToken");
        var body = Json.text(Map.of("sessionToken", token));
        var session = org.post("/api/v1/sessions", body).is(200);
        assertThat(session.text("/userId")).isEqualTo(ann);
        return session.json().path("amr").toString();
    }

    private String mailed() {
        return org.mails().getLast().text().replaceAll("(?s).*?\\b(\\d{6})\\b.*", "$1");
    }

    private String totp(String secret) {
        return Otp.USUAL.at(Base32.decode(secret), org.now().getEpochSecond() / 30);
    }

    /** A person with an authenticator app, in an org that asks for a second factor. */
    private String enrolled() {
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

    @Test
    void a_password_is_enough_where_no_more_is_asked() {
        assertThat(session(first(ANN, PASSWORD))).isEqualTo("[\"pwd\"]");
    }

    @Test
    void nobody_learns_whether_there_is_such_an_account() {
        var wrong = first(ANN, "wrong").is(401, "E0000004");
        var nobody = first("nobody@x.test", "wrong").is(401, "E0000004");
        assertThat(keys(wrong)).isEqualTo(keys(nobody));
        first("", "").is(401, "E0000004");
        send("", Map.of()).is(401, "E0000004");
        org.post("/api/v1/users/" + ann + "/lifecycle/suspend", "").is(200);
        first(ANN, PASSWORD).is(401, "E0000004");
    }

    private static Set<String> keys(Reply reply) {
        return new HashSet<>(reply.json().propertyNames());
    }

    @Test
    void a_second_factor_is_asked_for_and_proved_once() {
        var secret = enrolled();
        var asked = first(ANN, PASSWORD);
        assertThat(status(asked)).isEqualTo("MFA_REQUIRED");
        assertThat(asked.json().has("sessionToken")).isFalse();
        var verify = verify(asked, "token:software:totp");
        next(asked, verify, "passCode", WRONG).is(403, "E0000068");
        var right = totp(secret);
        assertThat(session(next(asked, verify, "passCode", right))).contains("mfa");
        next(asked, verify, "passCode", right).is(401, "E0000011");
        var again = first(ANN, PASSWORD);
        next(again, verify, "passCode", right).is(403, "E0000082");
    }

    /** Where the factor of a type is verified. */
    private static String verify(Reply asked, String type) {
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

    @Test
    void a_code_in_a_letter_is_a_challenge_that_can_be_left_again() {
        enrolled();
        var asked = first(ANN, PASSWORD);
        var verify = verify(asked, "email");
        var challenged = next(asked, verify);
        assertThat(status(challenged)).isEqualTo("MFA_CHALLENGE");
        assertThat(challenged.text("/factorResult")).isEqualTo("WAITING");
        assertThat(status(next(challenged, verify))).isEqualTo("MFA_CHALLENGE");
        assertThat(status(next(challenged, "/previous"))).isEqualTo("MFA_REQUIRED");
        next(challenged, verify).is(200);
        session(next(challenged, verify, "passCode", mailed()));
    }

    @Test
    void nothing_but_what_is_asked_leads_on() {
        enrolled();
        var asked = first(ANN, PASSWORD);
        var token = asked.text("/stateToken");
        next(token, "/skip").is(403, "E0000079");
        next(token, "/previous").is(403, "E0000079");
        next(token, "/credentials/change_password", "oldPassword", PASSWORD, "newPassword", NEW)
                .is(403, "E0000079");
        next(token, "/credentials/reset_password", "newPassword", NEW).is(403, "E0000079");
        next(token, "/factors", "factorType", "question", "provider", "OKTA").is(403, "E0000079");
        next(token, "/factors/x/lifecycle/activate", "passCode", "1").is(403, "E0000079");
        next(token, "/factors/x/lifecycle/activate/poll").is(403, "E0000079");
        next(token, "/factors/nothing/verify", "passCode", "1").is(404, "E0000007");
        next(token, "/recovery/answer", "answer", "x").is(403, "E0000079");
        next(token, "/recovery/factors/SMS/verify", "passCode", "1").is(403, "E0000079");
        assertThat(status(next(token, ""))).isEqualTo("MFA_REQUIRED");
        for (var bad : List.of("", "x", "00" + token)) {
            next(bad, "").is(401, "E0000011");
            next(bad, "/factors/x/verify").is(401, "E0000011");
        }
        next(token, "/cancel").is(200);
        next(token, "").is(401, "E0000011");
    }

    @Test
    void a_state_token_ends_with_its_hour() {
        enrolled();
        var asked = first(ANN, PASSWORD);
        org.passes(Duration.ofHours(1));
        next(asked, "").is(401, "E0000011");
    }

    @Test
    void of_sixty_four_right_codes_at_once_one_leads_in() {
        var secret = enrolled();
        var asked = first(ANN, PASSWORD);
        var verify = verify(asked, "token:software:totp");
        var right = totp(secret);
        long in =
                IntStream.range(0, 64)
                        .parallel()
                        .mapToObj(i -> next(asked, verify, "passCode", right))
                        .filter(r -> r.response().status() == 200)
                        .filter(r -> !r.text("/sessionToken").isEmpty())
                        .count();
        assertThat(in).isOne();
    }

    @Test
    void codes_are_guessed_a_few_times_however_many_come_at_once() {
        var secret = enrolled();
        var asked = first(ANN, PASSWORD);
        var verify = verify(asked, "token:software:totp");
        IntStream.range(0, 64)
                .parallel()
                .forEach(i -> next(asked, verify, "passCode", "no" + i).response());
        assertThat(next(asked, verify, "passCode", totp(secret)).response().status())
                .isIn(403, 429);
    }

    @Test
    void wrong_codes_and_wrong_passwords_count_in_one_place() {
        enrolled();
        var asked = first(ANN, PASSWORD);
        var verify = verify(asked, "token:software:totp");
        for (int i = 0; i < 5; i++) {
            next(asked, verify, "passCode", WRONG).is(403, "E0000068");
            first(ANN, "wrong").is(401, "E0000004");
        }
        assertThat(org.get("/api/v1/users/" + ann).text("/status")).isEqualTo("LOCKED_OUT");
        first(ANN, PASSWORD).is(401, "E0000004");
    }

    @Test
    void an_expired_password_is_changed_by_whoever_knows_it() {
        org.post("/api/v1/users/" + ann + "/lifecycle/expire_password", "").is(200);
        var asked = first(ANN, PASSWORD);
        assertThat(status(asked)).isEqualTo("PASSWORD_EXPIRED");
        assertThat(asked.json().at("/_embedded/policy/complexity/minLength").asInt()).isEqualTo(8);
        var change = "/credentials/change_password";
        next(asked, change, "oldPassword", "wrong", "newPassword", NEW).is(403, "E0000014");
        next(asked, change, "oldPassword", PASSWORD, "newPassword", "weak").is(403, "E0000080");
        next(asked, change, "oldPassword", PASSWORD).is(400, "E0000001");
        session(next(asked, change, "oldPassword", PASSWORD, "newPassword", NEW));
        assertThat(status(first(ANN, NEW))).isEqualTo("SUCCESS");
    }

    @Test
    void a_forgotten_password_is_replaced_with_the_token_of_a_trusted_program() {
        var told = send("/recovery/password", Map.of("username", ANN)).is(200);
        var token = told.text("/recoveryToken");
        var reset = send("/recovery/token", Map.of("recoveryToken", token));
        assertThat(status(reset)).isEqualTo("PASSWORD_RESET");
        send("/recovery/token", Map.of("recoveryToken", token)).is(403, "E0000105");
        session(next(reset, "/credentials/reset_password", "newPassword", NEW));
        first(ANN, PASSWORD).is(401, "E0000004");
    }

    @Test
    void strangers_are_told_the_same_of_everybody_and_given_no_token() {
        org.asAnyone();
        var known = forgot(ANN);
        var unknown = forgot("nobody@x.test");
        assertThat(known.is(200).body()).isEqualTo(unknown.is(200).body());
        assertThat(known.body()).doesNotContain("oken");
        assertThat(org.mails().getLast().text()).contains("/reset_password/");
        send("/recovery/password", Map.of("username", ANN)).is(400, "E0000001");
        send("/recovery/password", Map.of("username", "", "factorType", "EMAIL")).is(400);
        send("/recovery/token", Map.of("recoveryToken", "x")).is(403, "E0000105");
    }

    private Reply forgot(String login) {
        return send("/recovery/password", Map.of("username", login, "factorType", "EMAIL"));
    }

    @Test
    void relay_state_comes_back() {
        var body = Map.of("username", ANN, "password", PASSWORD, "relayState", "/a?b=c&d#é");
        assertThat(send("", body).is(200).text("/relayState")).isEqualTo("/a?b=c&d#é");
        var longer = Map.of("username", ANN, "password", PASSWORD, "relayState", "x".repeat(2049));
        send("", longer).is(400, "E0000001");
    }
}
