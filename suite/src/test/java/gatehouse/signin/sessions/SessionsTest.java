package gatehouse.signin.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final String ANN = "ann@x.test";
    private static final String ME = "/api/v1/sessions/me";

    private final People people = new People();
    private final String ann = people.person(ANN);

    private static final Map<String, String> ELSEWHERE = Map.of("origin", "https://evil.test");

    @Test
    void an_application_begins_a_session_for_a_person_and_ends_it() {
        var session = people.session(ANN).is(200);
        assertThat(session.text("/userId")).isEqualTo(ann);
        assertThat(session.text("/status")).isEqualTo("ACTIVE");
        assertThat(session.text("/_links/self/href")).endsWith(ME);

        var at = "/api/v1/sessions/" + session.id();
        assertThat(people.org.get(at).is(200).text("/login")).isEqualTo(ANN);
        people.org.delete(at).is(204);
        people.org.get(at).is(404, "E0000007");
        people.org.delete(at).is(404, "E0000007");
        people.org.post(at + "/lifecycle/refresh", "").is(404, "E0000007");
    }

    @Test
    void a_session_that_is_refreshed_lasts_longer() {
        var session = people.session(ANN).is(200);
        var at = "/api/v1/sessions/" + session.id();
        people.org.passes(Duration.ofMinutes(100));
        var refreshed = people.org.post(at + "/lifecycle/refresh", "").is(200);
        assertThat(refreshed.text("/expiresAt")).isGreaterThan(session.text("/expiresAt"));
        people.org.passes(Duration.ofMinutes(100));
        people.org.get(at).is(200);
        people.org.passes(Duration.ofMinutes(21));
        people.org.get(at).is(404);
    }

    @Test
    void a_browser_sees_refreshes_and_ends_its_own() {
        var browser = people.browser(ANN);
        var mine = browser.send("GET", ME).is(200);
        browser.send("POST", ME + "/lifecycle/refresh").is(200);
        assertThat(browser.send("DELETE", ME).is(204).header("Set-Cookie")).startsWith("idx=;");
        browser.send("GET", ME).is(404, "E0000007");
        people.org.get("/api/v1/sessions/" + mine.id()).is(404);
    }

    @Test
    void another_site_s_page_ends_and_refreshes_nothing() {
        var browser = people.browser(ANN);
        browser.send("DELETE", ME, ELSEWHERE, "").is(403, "E0000005");
        browser.send("POST", ME + "/lifecycle/refresh", ELSEWHERE, "").is(403, "E0000005");
        browser.send("POST", "/api/v1/users/me/lifecycle/delete_sessions", ELSEWHERE, "{}")
                .is(403, "E0000005");
        var read = browser.send("GET", ME, ELSEWHERE, "").is(200);
        assertThat(read.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void a_session_token_is_good_for_five_minutes_and_once_however_many_come_at_once() {
        var old = people.sessionToken(ANN);
        people.org.passes(Duration.ofMinutes(5));
        begin(old).is(401, "E0000004");

        var token = people.sessionToken(ANN);
        long begun =
                IntStream.range(0, 64)
                        .parallel()
                        .filter(i -> begin(token).response().status() == 200)
                        .count();
        assertThat(begun).isOne();
        for (var bad : List.of("", "20111x", "\u0000", "' or 1=1")) {
            people.org
                    .post("/api/v1/sessions", "{\"sessionToken\": \"%s\"}".formatted(bad))
                    .is(bad.equals("\u0000") ? 400 : 401);
        }
        people.org.post("/api/v1/sessions", "{}").is(401, "E0000004");
        people.org.post("/api/v1/sessions", "{\"sessionToken\": {}}").is(401, "E0000004");
    }

    private gatehouse.testkit.Reply begin(String token) {
        return people.org.post("/api/v1/sessions", "{\"sessionToken\": \"" + token + "\"}");
    }

    @Test
    void whoever_is_switched_off_has_no_session_and_no_proof_of_one() {
        var browser = people.browser(ANN);
        var token = people.sessionToken(ANN);
        people.org.post("/api/v1/users/" + ann + "/lifecycle/suspend", "").is(200);
        begin(token).is(401, "E0000004");
        browser.send("GET", ME).is(404);
        people.org.post("/api/v1/users/" + ann + "/lifecycle/unsuspend", "").is(200);
        browser.send("GET", ME).is(404);
        begin(token).is(401, "E0000004");
    }

    @Test
    void an_administrator_ends_all_that_a_person_has() {
        var one = people.browser(ANN);
        var other = people.browser(ANN);
        var token = people.sessionToken(ANN);
        var bob = people.person("bob@x.test");
        var bobs = people.browser("bob@x.test");

        people.org.delete("/api/v1/users/" + ann + "/sessions").is(204);
        one.send("GET", ME).is(404);
        other.send("GET", ME).is(404);
        begin(token).is(401);
        assertThat(bobs.send("GET", ME).is(200).text("/userId")).isEqualTo(bob);
        assertThat(people.org.events()).contains("user.session.clear");
        people.org.delete("/api/v1/users/nobody/sessions").is(404, "E0000007");
    }

    @Test
    void a_person_ends_their_other_sessions_or_all() {
        var at = "/api/v1/users/me/lifecycle/delete_sessions";
        var one = people.browser(ANN);
        var other = people.browser(ANN);
        one.send("POST", at, Map.of(), "{\"keepCurrent\": \"perhaps\"}").is(400, "E0000001");
        one.send("POST", at).is(200);
        one.send("GET", ME).is(200);
        other.send("GET", ME).is(404);
        one.send("POST", at, Map.of(), "{\"keepCurrent\": false}").is(200);
        assertThat(one.cookies.get("idx")).isEmpty();
        one.send("GET", ME).is(404);
        one.send("POST", at).is(401, "E0000011");
        people.org.post(at, "{}").is(403, "E0000006");
    }
}
