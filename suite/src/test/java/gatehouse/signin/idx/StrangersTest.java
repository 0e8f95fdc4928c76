package gatehouse.signin.idx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Wrong passwords from devices that somebody never used lock out such devices, and no other. */
class StrangersTest {
    private static final String ANN = "ann@x.test";
    private static final int MOST = 10;
    private final IdxOrg idx = new IdxOrg();
    private final String ann = idx.user(ANN);
    private final Browser own = new Browser(idx);

    StrangersTest() {
        own.named(ANN).is(303);
        idx.org
                .put(
                        "/attack-protection/api/v1/user-lockout-settings",
                        "{\"preventBruteForceLockoutFromUnknownDevices\": true}")
                .is(200);
    }

    private String status() {
        return idx.org.get("/api/v1/users/" + ann).text("/status");
    }

    private String blocks() {
        return idx.org.get("/api/v1/users/" + ann + "/blocks").is(200).text("/0/appliesTo");
    }

    private void guesses(Browser from) {
        from.named(ANN, "wrong").is(401);
        IntStream.range(1, MOST).forEach(i -> from.retries(ANN, "wrong" + i).is(401));
    }

    @Test
    void a_stranger_locks_strangers_out_and_nobody_else() {
        var stranger = new Browser(idx);
        guesses(stranger);

        assertThat(status()).isEqualTo("ACTIVE");
        assertThat(blocks()).isEqualTo("UNKNOWN_DEVICES");
        new Browser(idx).named(ANN).is(401);
        own.named(ANN).is(303);
        new Browser(idx).named(ANN).is(401);
        assertThat(idx.org.events()).contains("user.account.lock");
    }

    @Test
    void however_many_come_at_once_no_more_are_tried() {
        IntStream.range(0, 40).parallel().forEach(i -> new Browser(idx).named(ANN, "no" + i));

        int tried =
                idx.org.inTx(tx ->
                        tx.find(
                                        "select stranger_tries from users"
                                                + " where org_id = ? and id = ?",
                                        row -> row.integer("stranger_tries"),
                                        tx.org(),
                                        ann)
                                .orElseThrow());
        assertThat(tried).isEqualTo(MOST);
        new Browser(idx).named(ANN).is(401);
    }

    @Test
    void who_guesses_in_a_known_browser_locks_the_account() {
        guesses(own);

        assertThat(status()).isEqualTo("LOCKED_OUT");
        assertThat(blocks()).isEqualTo("ANY_DEVICES");
        own.named(ANN).is(401);
        new Browser(idx).named(ANN).is(401);
    }

    @Test
    void programs_are_strangers_unless_they_name_a_known_device() {
        IntStream.range(0, MOST)
                .forEach(i ->
                        idx.org
                                .post(
                                        "/api/v1/authn",
                                        "{\"username\": \"%s\", \"password\": \"no\"}"
                                                .formatted(ANN))
                                .is(401, "E0000004"));

        assertThat(status()).isEqualTo("ACTIVE");
        own.named(ANN).is(303);
    }

    @Test
    void strangers_may_try_again_after_two_hours_or_when_an_administrator_lets_them() {
        guesses(new Browser(idx));
        idx.org.post("/api/v1/users/" + ann + "/lifecycle/unlock", "").is(200);
        assertThat(blocks()).isEmpty();
        new Browser(idx).named(ANN).is(303);
        idx.org.post("/api/v1/users/" + ann + "/lifecycle/unlock", "").is(403, "E0000032");

        guesses(new Browser(idx));
        idx.org.passes(Duration.ofHours(2));
        new Browser(idx).named(ANN).is(303);
        assertThat(blocks()).isEmpty();
    }
}
