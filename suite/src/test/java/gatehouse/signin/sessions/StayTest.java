package gatehouse.signin.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.signin.idx.Browser;
import gatehouse.signin.idx.IdxOrg;
import gatehouse.signin.rules.Rules;
import gatehouse.testkit.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How often people are asked whether they stay signed in (keepMeSignedIn of ACCESS_POLICY). */
class StayTest {
    private static final String ANN = "ann@x.test";

    private final IdxOrg idx = new IdxOrg();
    private final Rules rules = new Rules(idx.org);
    private final Browser browser = new Browser(idx);

    StayTest() {
        idx.user(ANN);
        idx.user("bob@x.test");
    }

    private void asksEvery(String frequency) {
        rules.keeps(
                "{\"postAuth\": \"ALLOWED\", \"postAuthPromptFrequency\": \"" + frequency + "\"}");
    }

    private static boolean asked(Reply reply) {
        return reply.response().status() == 200 && reply.body().contains("Stay signed in?");
    }

    private static boolean outlivesBrowser(Reply in) {
        return in.is(303).response().all("Set-Cookie").stream()
                .anyMatch(cookie -> cookie.startsWith("idx=") && cookie.contains("Max-Age"));
    }

    @Test
    void not_again_until_the_interval_is_over_and_the_answer_counts_as_long() {
        asksEvery("P7D");
        assertThat(asked(browser.named(ANN))).isTrue();
        assertThat(outlivesBrowser(browser.form("way=stay"))).isTrue();

        idx.org.passes(Duration.ofDays(6));
        assertThat(outlivesBrowser(browser.named(ANN))).isTrue();
        idx.org.passes(Duration.ofDays(1));
        assertThat(asked(browser.named(ANN))).isTrue();
        assertThat(outlivesBrowser(browser.form("way=leave"))).isFalse();
        assertThat(outlivesBrowser(browser.named(ANN))).isFalse();
    }

    @Test
    void thirty_days_where_the_rule_does_not_say() {
        rules.keeps("{\"postAuth\": \"ALLOWED\"}");
        assertThat(asked(browser.named(ANN))).isTrue();
        browser.form("way=leave").is(303);

        idx.org.passes(Duration.ofDays(29));
        assertThat(asked(browser.named(ANN))).isFalse();
        idx.org.passes(Duration.ofDays(1));
        assertThat(asked(browser.named(ANN))).isTrue();
    }

    @Test
    void each_time_where_the_interval_is_none() {
        asksEvery("PT0S");
        for (int i = 0; i < 2; i++) {
            assertThat(asked(browser.named(ANN))).isTrue();
            browser.form("way=stay").is(303);
        }
    }

    @Test
    void in_each_browser_and_of_each_person() {
        asksEvery("P7D");
        browser.named(ANN);
        browser.form("way=stay").is(303);

        assertThat(asked(new Browser(idx).named(ANN))).isTrue();
        assertThat(asked(browser.named("bob@x.test"))).isTrue();
        browser.form("way=leave").is(303);
        assertThat(outlivesBrowser(browser.named(ANN))).isTrue();
    }

    @Test
    void again_when_their_devices_are_forgotten() {
        asksEvery("P7D");
        browser.named(ANN);
        browser.form("way=stay").is(303);

        idx.org.delete("/api/v1/users/" + ANN + "/sessions").is(204);
        assertThat(asked(browser.named(ANN))).isTrue();
    }

    @Test
    void again_where_they_did_not_answer() {
        asksEvery("P7D");
        assertThat(asked(browser.named(ANN))).isTrue();
        assertThat(asked(browser.named(ANN))).isTrue();
    }

    @Test
    void an_answer_counts_no_more_where_nobody_is_asked() {
        asksEvery("P7D");
        browser.named(ANN);
        browser.form("way=stay").is(303);

        rules.keeps("{\"postAuth\": \"NOT_ALLOWED\"}");
        assertThat(outlivesBrowser(browser.named(ANN))).isFalse();
    }
}
