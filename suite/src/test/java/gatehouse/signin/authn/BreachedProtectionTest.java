package gatehouse.signin.authn;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Breaches;
import gatehouse.testkit.Reply;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What a password policy has follow where a password is known from a breach. */
class BreachedProtectionTest {
    private static final String DETECTED = "security.breached_credential.detected";
    private static final String CLEARED = "user.session.clear";

    private final AuthnOrg at = new AuthnOrg();
    private final String breached = Breaches.given(at.org, AuthnOrg.ANN);

    private void policy(String name, @Nullable Object value) {
        policy("breachedProtection", name, value);
    }

    private void policy(String part, String name, @Nullable Object value) {
        var policy = (ObjectNode) at.org.get("/api/v1/policies?type=PASSWORD").json().get(0);
        ((ObjectNode) policy.at("/settings/password/" + part)).putPOJO(name, value);
        at.org.put("/api/v1/policies/" + policy.path("id").asString(), policy.toString()).is(200);
    }

    private Reply signsIn(String password) {
        return at.first(AuthnOrg.ANN, password);
    }

    private int told(String event) {
        return Collections.frequency(at.org.events(), event);
    }

    @Test
    void it_has_to_be_changed_at_once_and_is_forgotten_with_that() {
        var asked = signsIn(breached);
        assertThat(AuthnOrg.status(asked)).isEqualTo("PASSWORD_EXPIRED");

        at.session(
                at.next(
                        asked,
                        "/credentials/change_password",
                        "oldPassword",
                        breached,
                        "newPassword",
                        AuthnOrg.NEW));

        assertThat(AuthnOrg.status(signsIn(AuthnOrg.NEW))).isEqualTo("SUCCESS");
        assertThat(told(CLEARED)).isZero();
    }

    @Test
    void the_log_names_the_person_and_the_password() {
        signsIn(breached).is(200);

        var filter = "&filter=eventType+eq+%22" + DETECTED + "%22";
        var log = at.org.get("/api/v1/logs?sortOrder=DESCENDING" + filter).is(200);
        assertThat(log.json()).hasSize(1);
        assertThat(log.text("/0/severity")).isEqualTo("WARN");
        assertThat(log.text("/0/outcome/result")).isEqualTo("SUCCESS");
        assertThat(log.text("/0/actor/id")).isEqualTo(at.ann);
        assertThat(log.text("/0/target/0/id")).isEqualTo(at.ann);
        assertThat(log.text("/0/target/1/displayName")).isEqualTo("Password");
        assertThat(log.body()).doesNotContain(breached);
    }

    @Test
    void its_days_count_from_when_it_was_first_found_out() {
        policy("expireAfterDays", 3);

        assertThat(AuthnOrg.status(signsIn(breached))).isEqualTo("SUCCESS");
        at.org.passes(Duration.ofDays(2));
        assertThat(AuthnOrg.status(signsIn(breached))).isEqualTo("SUCCESS");
        at.org.passes(Duration.ofDays(1));
        assertThat(AuthnOrg.status(signsIn(breached))).isEqualTo("PASSWORD_EXPIRED");
        assertThat(told(DETECTED)).isEqualTo(3);
    }

    @Test
    void that_it_will_expire_is_told_before() {
        policy("expireAfterDays", 3);
        policy("age", "expireWarnDays", 2);
        var options = Map.of("warnBeforePasswordExpired", true);
        var first = Map.of("username", AuthnOrg.ANN, "password", breached, "options", options);

        assertThat(AuthnOrg.status(at.send("", first))).isEqualTo("SUCCESS");
        at.org.passes(Duration.ofDays(1));
        assertThat(AuthnOrg.status(at.send("", first))).isEqualTo("PASSWORD_WARN");
    }

    @Test
    void sessions_end_the_first_time_alone() {
        policy("expireAfterDays", 3);
        policy("logoutEnabled", true);
        Breaches.set(at.org, AuthnOrg.ANN, AuthnOrg.NEW);
        var session = session(AuthnOrg.NEW);
        Breaches.set(at.org, AuthnOrg.ANN, breached);
        assertThat(me(session).response().status()).isEqualTo(200);

        var other = session(breached);

        assertThat(me(session).response().status()).isEqualTo(404);
        assertThat(me(session(breached)).response().status()).isEqualTo(200);
        assertThat(me(other).response().status()).isEqualTo(200);
        assertThat(told(CLEARED)).isOne();
        Breaches.set(at.org, AuthnOrg.ANN, breached);
        session(breached);
        assertThat(told(CLEARED)).isEqualTo(2);
    }

    /** A session in a browser: its cookie. */
    private String session(String password) {
        var token = signsIn(password).is(200).text("/sessionToken");
        var home = "http://" + at.org.host() + "/";
        return at.org
                .send(
                        "GET",
                        "/login/sessionCookieRedirect?token=" + token + "&redirectUrl=" + home,
                        Map.of(),
                        "")
                .header("Set-Cookie")
                .split(";", 2)[0];
    }

    private Reply me(String cookie) {
        return at.org.send("GET", "/api/v1/sessions/me", Map.of("cookie", cookie), "");
    }

    @Test
    void it_is_looked_for_where_it_is_right_and_the_policy_wants_it() {
        var wrong = breached + "x";
        signsIn(wrong).is(401);
        assertThat(Breaches.asked(wrong)).isZero();

        policy("expireAfterDays", null);
        assertThat(AuthnOrg.status(signsIn(breached))).isEqualTo("SUCCESS");
        assertThat(Breaches.asked(breached)).isZero();

        policy("expireAfterDays", 0);
        signsIn(breached).is(200);
        assertThat(Breaches.asked(breached)).isOne();
    }
}
