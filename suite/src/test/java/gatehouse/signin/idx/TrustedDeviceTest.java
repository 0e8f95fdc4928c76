package gatehouse.signin.idx;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.signin.rules.Rules;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Do not ask me again on this device": whom it spares a second factor, where, and how long. */
class TrustedDeviceTest {
    private static final String ANN = "ann@x.test";
    private static final String BOX = "name=\"trust\"";
    private final IdxOrg idx = new IdxOrg();
    private final Rules rules = new Rules(idx.org);
    private final String ann = idx.user(ANN);
    private final Browser browser = new Browser(idx);

    @Test
    void who_ticks_the_box_is_spared_in_that_browser_alone() {
        rules.prompts("DEVICE", false);
        var page = browser.chooses(browser.named(ANN)).is(200).body();
        assertThat(page).contains(BOX, "Do not ask me again on this device");
        browser.form("passcode=" + idx.mailed() + "&trust=true").is(303);

        assertThat(browser.isSpared(ANN)).isTrue();
        idx.org.passes(Duration.ofDays(300));
        assertThat(browser.isSpared(ANN)).isTrue();
        assertThat(new Browser(idx).isSpared(ANN)).isFalse();
    }

    @Test
    void who_does_not_is_asked_again() {
        rules.prompts("DEVICE", true);
        browser.proves(browser.named(ANN), "").is(303);

        assertThat(browser.isSpared(ANN)).isFalse();
    }

    @Test
    void where_the_policy_asks_each_time_nobody_is_spared() {
        rules.prompts("DEVICE", false);
        browser.proves(browser.named(ANN), "&trust=true").is(303);
        rules.prompts("ALWAYS", true);

        assertThat(browser.isSpared(ANN)).isFalse();
        var page = browser.proves(browser.named(ANN), "&trust=true");
        page.is(303);
        assertThat(browser.isSpared(ANN)).isFalse();
    }

    @Test
    void a_factor_lasts_as_long_as_the_policy_says_and_being_spared_makes_it_no_longer() {
        rules.prompts("SESSION", false);
        browser.proves(browser.named(ANN), "&trust=true").is(303);

        idx.org.passes(Duration.ofMinutes(10));
        assertThat(browser.isSpared(ANN)).isTrue();
        idx.org.passes(Duration.ofMinutes(5));
        assertThat(browser.isSpared(ANN)).isFalse();
    }

    @Test
    void a_browser_that_one_has_trusted_is_no_one_else_s() {
        rules.prompts("DEVICE", false);
        idx.user("bob@x.test");
        browser.proves(browser.named(ANN), "&trust=true").is(303);

        assertThat(browser.isSpared("bob@x.test")).isFalse();
        assertThat(browser.isSpared(ANN)).isTrue();
        browser.proves(browser.named("bob@x.test"), "").is(303);
        assertThat(browser.isSpared("bob@x.test")).isFalse();
        assertThat(browser.isSpared(ANN)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE /sessions",
                "DELETE /sessions?forgetDevices=true",
                "POST /lifecycle/reset_password?sendEmail=false",
                "POST /lifecycle/expire_password"
            })
    void nothing_is_trusted_after_an_administrator_ended_it(String how) {
        rules.prompts("DEVICE", false);
        browser.proves(browser.named(ANN), "&trust=true").is(303);

        var parts = how.split(" ", 2);
        var path = "/api/v1/users/" + ann + parts[1];
        var reply = parts[0].equals("DELETE") ? idx.org.delete(path) : idx.org.post(path, "");
        assertThat(reply.response().status()).isIn(200, 204);
        idx.org
                .put(
                        "/api/v1/users/" + ann,
                        """
                        {"profile": {"firstName": "Ann", "lastName": "Lee", "login": "%1$s",
                           "email": "%1$s"},
                         "credentials": {"password": {"value": "%2$s"}}}\
                        """
                                .formatted(ANN, IdxOrg.PASSWORD))
                .is(200);

        assertThat(browser.isSpared(ANN)).isFalse();
    }

    @Test
    void nor_where_they_chose_that_devices_be_kept_is_it_asked_again() {
        rules.prompts("DEVICE", false);
        browser.proves(browser.named(ANN), "&trust=true").is(303);

        idx.org.delete("/api/v1/users/" + ann + "/sessions?forgetDevices=false").is(204);

        assertThat(browser.isSpared(ANN)).isTrue();
    }

    @Test
    void what_an_application_asks_for_it_gets_in_a_trusted_browser_too() {
        rules.prompts("DEVICE", false);
        browser.proves(browser.named(ANN), "&trust=true").is(303);
        rules.asks("2FA", "[]");

        assertThat(browser.isSpared(ANN)).isFalse();
    }
}
