package gatehouse.platform.ratelimits;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private static final String LOGS = "/api/v1/logs?limit=0";
    private static final int HALF_OF_LOGS = 60;
    private final TestOrg org = TestOrg.fresh();

    private void limited(boolean on) {
        var changed = org.post("/api/v1/org", "{\"rateLimited\": " + on + "}").is(200);
        assertThat(changed.json().path("rateLimited").asBoolean()).isEqualTo(on);
    }

    private void useUp() {
        for (int i = 0; i < HALF_OF_LOGS; i++) {
            org.get(LOGS).is(200);
        }
    }

    private static long number(Reply reply, String header) {
        return Long.parseLong(reply.header(header));
    }

    @Test
    void limits_are_off_at_first_and_buckets_full() {
        useUp();
        useUp();

        var reply = org.get(LOGS).is(200);

        assertThat(number(reply, "X-Rate-Limit-Limit")).isEqualTo(120);
        assertThat(number(reply, "X-Rate-Limit-Remaining")).isEqualTo(120);
    }

    @Test
    void whoever_asks_too_often_is_told_when_to_come_back() {
        limited(true);
        useUp();
        org.passes(Duration.ofSeconds(15));

        var reply = org.get(LOGS).is(429, "E0000047");

        assertThat(reply.header("Retry-After")).isEqualTo("45");
        assertThat(reply.response().all("X-Rate-Limit-Reset")).hasSize(1);
        assertThat(number(reply, "X-Rate-Limit-Reset"))
                .isEqualTo(org.now().plusSeconds(45).getEpochSecond());
        assertThat(number(reply, "X-Rate-Limit-Remaining")).isZero();
        assertThat(number(reply, "X-Rate-Limit-Limit")).isEqualTo(HALF_OF_LOGS);
        org.passes(Duration.ofSeconds(45));
        org.get(LOGS).is(200);
    }

    @Test
    void the_headers_count_down() {
        limited(true);

        assertThat(number(org.get(LOGS), "X-Rate-Limit-Remaining")).isEqualTo(59);
        assertThat(number(org.get(LOGS), "X-Rate-Limit-Remaining")).isEqualTo(58);
    }

    @Test
    void one_who_is_turned_away_takes_nothing_from_the_others() {
        limited(true);
        useUp();
        org.get(LOGS).is(429);
        org.get(LOGS).is(429);

        org.asAnyone().get(LOGS).is(401, "E0000011");
    }

    @Test
    void other_buckets_and_other_orgs_stand_for_themselves() {
        limited(true);
        useUp();
        org.get(LOGS).is(429);

        org.get("/api/v1/groups").is(200);
        TestOrg.fresh().get(LOGS).is(200);
        limited(false);
        org.get(LOGS).is(200);
    }

    @Test
    void a_window_that_runs_over_is_told_of_once() {
        limited(true);
        useUp();
        org.get(LOGS).is(429);
        org.get(LOGS).is(429);

        assertThat(org.events()).containsOnlyOnce("system.org.rate_limit.violation");
    }
}
