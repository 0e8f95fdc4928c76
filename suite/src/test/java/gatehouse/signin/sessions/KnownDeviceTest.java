package gatehouse.signin.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Digest;
import gatehouse.signin.sessions.People.Browser;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownDeviceTest {
    private static final String ANN = "ann@x.test";
    private static final String BOB = "bob@x.test";

    private final People people = new People();
    private final String ann = people.person(ANN);
    private final String bob = people.person(BOB);

    private Optional<KnownDevice> known(String user, String secret) {
        return people.org.inTx(tx -> KnownDevice.of(tx, user, secret));
    }

    private static String device(Browser browser) {
        return Objects.requireNonNull(browser.cookies.get("dt"));
    }

    private void signIn(Browser browser, String login) {
        browser.comes(people.sessionToken(login), "http://" + people.org.host() + "/").is(303);
    }

    @Test
    void a_browser_is_known_to_who_signed_in_with_it_and_to_nobody_else() {
        var browser = people.browser(ANN);
        var first = device(browser);
        assertThat(known(ann, first)).isPresent();
        assertThat(known(bob, first)).isEmpty();
        people.org.passes(Duration.ofDays(100));
        signIn(browser, ANN);
        assertThat(device(browser)).isEqualTo(first);
        assertThat(known(ann, first).orElseThrow().lastSeen()).isEqualTo(people.org.now());
        people.org.passes(Duration.ofDays(731));
        assertThat(known(ann, first)).isEmpty();
    }

    @Test
    void two_who_share_a_browser_are_both_known_in_it() {
        var browser = people.browser(ANN);
        signIn(browser, BOB);
        assertThat(known(ann, device(browser))).isPresent();
        assertThat(known(bob, device(browser))).isPresent();
    }

    @Test
    void a_cookie_planted_in_a_browser_makes_whoever_planted_it_known_to_nobody() {
        var planted = device(people.browser(BOB));
        var victim = people.new Browser();
        victim.cookies.put("dt", planted);
        signIn(victim, ANN);
        assertThat(device(victim)).isNotEqualTo(planted);
        assertThat(known(ann, planted)).isEmpty();
        assertThat(known(ann, device(victim))).isPresent();
    }

    @Test
    void trust_is_given_to_one_browser_and_lost_with_it() {
        var browser = people.browser(ANN);
        var other = people.browser(ANN);
        people.org.inTx(tx -> {
            KnownDevice.note(tx, ann, Digest.sha256(device(browser)), true);
            return true;
        });
        assertThat(known(ann, device(browser)).orElseThrow().trusted()).isEqualTo(people.org.now());
        assertThat(known(ann, device(other)).orElseThrow().trusted()).isNull();

        people.org.delete("/api/v1/users/" + ann + "/sessions?forgetDevices=false").is(204);
        assertThat(known(ann, device(browser))).isPresent();
        people.org.delete("/api/v1/users/" + ann + "/sessions").is(204);
        assertThat(known(ann, device(browser))).isEmpty();
    }

    @Test
    void no_place_keeps_the_cookie_in_the_clear() {
        var secret = device(people.browser(ANN));
        assertThat(secret).hasSize(43);
        boolean there =
                people.org.inTx(tx ->
                        tx.exists(
                                "select 1 from known_device d where org_id = ?"
                                        + " and to_jsonb(d)::text like ?",
                                tx.org(),
                                "%" + secret + "%"));
        assertThat(there).isFalse();
    }
}
