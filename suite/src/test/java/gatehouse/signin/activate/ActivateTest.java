package gatehouse.signin.activate;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.signin.sessions.People;
import gatehouse.signin.sessions.People.Browser;
import gatehouse.testkit.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActivateTest {
    private static final String ANN = "ann@x.test";

    private final People people = new People();
    private final String ann = people.person(ANN);
    private final Telly telly = new Telly(people);

    private static Reply type(Browser browser, String code) {
        return browser.form("/activate", "user_code=" + code);
    }

    private static Reply decide(Browser browser, String code, String answer) {
        return browser.form("/activate/decision", "user_code=" + code + "&answer=" + answer);
    }

    private Reply signIn(Browser browser, Reply redirect) {
        browser.follow(redirect).is(200);
        var at = redirect.header("Location").replaceAll("^http://[^/]+", "");
        return browser.form(at, "username=" + ANN + "&password=" + People.PASSWORD);
    }

    @Test
    void a_person_types_the_code_signs_in_and_lets_the_device_in() {
        telly.serves(ann);
        var asked = telly.asks();
        var code = asked.text("/user_code");
        var browser = people.new Browser();
        assertThat(browser.send("GET", "/activate?user_code=" + code).is(200).body())
                .contains("value=\"" + code + "\"");
        telly.polls(asked).isOAuth(400, "authorization_pending");

        var confirm = browser.follow(signIn(browser, type(browser, code))).is(200);

        assertThat(confirm.body())
                .contains("Telly &lt;b&gt;", code, "127.0.0.1", "Telly/1.0", ANN, "just now");
        telly.polls(asked).isOAuth(400, "slow_down");
        assertThat(decide(browser, code, "allow").is(200).body()).contains("connected");
        assertThat(telly.polls(asked).is(200).text("/id_token")).isNotEmpty();
        decide(browser, code, "allow").is(400);
        telly.polls(asked).isOAuth(400, "invalid_grant");
    }

    @Test
    void whoever_is_signed_in_already_is_asked_at_once() {
        telly.serves(ann);
        var asked = telly.asks();
        var code = asked.text("/user_code");
        var browser = people.browser(ANN);
        assertThat(browser.send("GET", "/activate?user_code=" + code).is(200).body())
                .contains("Allow");
        assertThat(decide(browser, code, "deny").is(200).body()).contains("refused");
        telly.polls(asked).isOAuth(400, "access_denied");
    }

    @Test
    void nothing_is_decided_by_a_stranger_or_for_another_site() {
        telly.serves(ann);
        var code = telly.asks().text("/user_code");
        var stranger = people.new Browser();
        assertThat(decide(stranger, code, "allow").is(303).header("Location")).contains("/signin/");
        var form =
                Map.of(
                        "content-type",
                        "application/x-www-form-urlencoded",
                        "origin",
                        "https://evil.test");
        people.browser(ANN)
                .send("POST", "/activate/decision", form, "user_code=" + code + "&answer=allow")
                .is(400);
        decide(people.browser(ANN), code, "allow").is(200);
    }

    @Test
    void whoever_may_not_use_the_application_lets_nothing_in() {
        var asked = telly.asks();
        var browser = people.browser(ANN);
        assertThat(decide(browser, asked.text("/user_code"), "allow").is(200).body())
                .contains("not assigned");
        telly.polls(asked).isOAuth(400, "access_denied");
    }

    @Test
    void a_code_that_is_none_any_more_is_told_so() {
        var browser = people.browser(ANN);
        for (var code : new String[] {"", "BCDFGHJK", "%00", "x".repeat(5_000), "<b>"}) {
            var told = type(browser, code).is(400).body();
            assertThat(told).contains("not valid").doesNotContain("<b>");
            decide(browser, code, "allow").is(400);
        }
        var late = telly.asks().text("/user_code");
        people.org.passes(Duration.ofMinutes(10));
        type(people.browser(ANN), late).is(400);
    }

    @Test
    void codes_cannot_be_tried_without_end_however_many_come_at_once() {
        var code = telly.asks().text("/user_code");
        var browser = people.new Browser();
        IntStream.range(0, 64)
                .parallel()
                .forEach(i -> people.new Browser().form("/activate", "user_code=BBBBBBBB"));
        assertThat(type(browser, code).is(429).body()).contains("Too many");
        people.org.passes(Duration.ofMinutes(10));
        type(browser, telly.asks().text("/user_code")).is(303);
    }

    @Test
    void of_sixty_four_answers_at_once_one_counts() {
        telly.serves(ann);
        var asked = telly.asks();
        var code = asked.text("/user_code");
        var browser = people.browser(ANN);
        long told =
                IntStream.range(0, 16)
                        .parallel()
                        .filter(i ->
                                decide(browser, code, i % 2 == 0 ? "allow" : "deny")
                                                .response()
                                                .status()
                                        == 200)
                        .count();
        assertThat(told).isOne();
    }

    @Test
    void an_application_switched_off_in_between_gets_nothing() {
        telly.serves(ann);
        var asked = telly.asks();
        telly.isSwitchedOff();
        type(people.browser(ANN), asked.text("/user_code")).is(400);
        telly.polls(asked).isOAuth(401, "invalid_client");
    }
}
