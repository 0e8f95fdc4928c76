package gatehouse.policy.factors;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What has been done to others of our kind (catalogue D4.6, D4.7, D4.13). */
class AttacksTest {
    private final FactorOrg at = new FactorOrg();

    private static String challenge(Reply asked) {
        return asked.is(200).text("/_embedded/challenge/challenge");
    }

    @Test
    void a_code_is_taken_in_its_time_and_one_step_around_it() {
        for (int steps : List.of(-2, 2, -10, 10)) {
            var app = at.app();
            at.verify(app[0], at.code(app[1], steps)).is(403, "E0000068");
            at.org.delete(at.factors() + "/" + app[0]).is(204);
        }
        for (int steps : List.of(0, 1)) {
            var app = at.app();
            at.verify(app[0], at.code(app[1], steps)).is(200);
            at.org.delete(at.factors() + "/" + app[0]).is(204);
        }
    }

    @Test
    void a_code_older_than_the_last_is_used_up_too() {
        var app = at.app();
        at.verify(app[0], at.code(app[1], 1)).is(200);
        at.verify(app[0], at.code(app[1], 0)).is(403, "E0000082");
        at.verify(app[0], at.code(app[1], 1)).is(403, "E0000082");
    }

    private <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = threads.invokeAll(java.util.Collections.nCopies(times, work));
            return all.stream().map(Future::resultNow).toList();
        }
    }

    @Test
    void of_two_hundred_codes_at_once_no_more_are_tried_than_may_be() throws Exception {
        var app = at.app();
        var wrong = FactorOrg.passCode("000000");
        var replies = atOnce(200, () -> at.verify(app[0], wrong).response().status());
        assertThat(replies.stream().filter(status -> status == 403).count()).isEqualTo(5);
        assertThat(replies.stream().filter(status -> status == 429).count()).isEqualTo(195);
        at.verify(app[0], at.code(app[1], 0)).is(429, "E0000204");
        at.org.passes(Duration.ofMinutes(5));
        at.verify(app[0], at.code(app[1], 0)).is(200);
    }

    @Test
    void of_one_code_sent_many_times_at_once_one_is_accepted() throws Exception {
        var app = at.app();
        var right = at.code(app[1], 0);
        var replies = atOnce(40, () -> at.verify(app[0], right).response().status());
        assertThat(replies.stream().filter(status -> status == 200).count()).isEqualTo(1);
    }

    private Reply signIn(String password) {
        return at.org.post(
                "/api/v1/authn",
                "{\"username\": \"ann@x.test\", \"password\": \"%s\"}".formatted(password));
    }

    @Test
    void a_right_password_does_not_forget_wrong_codes() {
        var app = at.app();
        for (int i = 0; i < 5; i++) {
            at.verify(app[0], FactorOrg.passCode("000000")).is(403);
        }
        signIn("Correct9horse").is(200);
        at.org.passes(Duration.ofMinutes(6));
        for (int i = 0; i < 4; i++) {
            at.verify(app[0], FactorOrg.passCode("000000")).is(403, "E0000068");
        }
        at.verify(app[0], FactorOrg.passCode("000000")).is(403, "E0000069");
        signIn("Correct9horse").is(401, "E0000004");
        assertThat(at.org.get("/api/v1/users/" + at.user).text("/status")).isEqualTo("LOCKED_OUT");
    }

    @Test
    void wrong_passwords_and_wrong_codes_are_counted_together() {
        var app = at.app();
        for (int i = 0; i < 5; i++) {
            signIn("wrong").is(401);
            at.verify(app[0], FactorOrg.passCode("000000")).is(403);
        }
        at.org.passes(Duration.ofMinutes(6));
        at.verify(app[0], at.code(app[1], 0)).is(403, "E0000069");
    }

    @Test
    void who_is_suspended_or_locked_out_proves_nothing_with_anything() {
        var app = at.app();
        var key = at.key();
        var passkey = at.passkey(key);
        var challenge = challenge(at.ask(passkey));
        at.org.post("/api/v1/users/" + at.user + "/lifecycle/suspend", "").is(200);
        at.verify(app[0], at.code(app[1], 0)).is(403, "E0000069");
        key.counter = 1;
        at.verify(passkey, key.use(challenge)).is(403, "E0000069");
    }

    @Test
    void what_is_switched_off_is_of_no_use_from_then_on() {
        var app = at.app();
        var google = "/api/v1/authenticators/" + at.authenticator("google_otp") + "/lifecycle/";
        at.org.post(google + "deactivate", "").is(200);
        at.verify(app[0], at.code(app[1], 0)).is(410, "E0000154");
        at.org.post(google + "activate", "").is(200);
        at.verify(app[0], at.code(app[1], 0)).is(200);
    }

    @Test
    void a_code_that_was_sent_is_good_for_five_tries_and_five_minutes() {
        at.org
                .post(
                        at.factors() + "?activate=true",
                        "{\"factorType\": \"email\", \"provider\": \"OKTA\"}")
                .is(200);
        var mail = at.org.get(at.factors()).text("/0/id");
        assertThat(at.ask(mail).is(200).body()).doesNotContain(at.sent());
        var code = FactorOrg.passCode(at.sent());
        at.org.passes(Duration.ofMinutes(5));
        at.verify(mail, code).is(403, "E0000068");
        at.ask(mail).is(200);
        var next = at.sent();
        var wrong = FactorOrg.passCode(next.equals("000000") ? "000001" : "000000");
        for (int i = 0; i < 4; i++) {
            at.verify(mail, wrong).is(403, "E0000068");
        }
        at.verify(mail, FactorOrg.passCode(next)).is(429);
    }

    @Test
    void nobody_is_flooded_with_messages() {
        var numbers = java.util.stream.IntStream.range(0, 12).mapToObj(i -> "+1555415133" + i);
        var statuses =
                numbers.map(number ->
                                at.enroll(
                                                "sms",
                                                "OKTA",
                                                ", \"profile\": {\"phoneNumber\": \"%s\"}"
                                                        .formatted(number))
                                        .response()
                                        .status())
                        .toList();
        assertThat(statuses.subList(0, 10)).containsOnly(200);
        assertThat(statuses.subList(10, 12)).containsOnly(429);
    }

    @Test
    void a_telephone_is_rung_once_in_thirty_seconds_whoever_asks() {
        var phone = ", \"profile\": {\"phoneNumber\": \"+15554151337\"}";
        at.enroll("sms", "OKTA", phone).is(200);
        at.enroll("sms", "OKTA", phone).is(429, "E0000109");
        at.enroll("call", "OKTA", phone).is(429, "E0000109");
        at.org.passes(Duration.ofSeconds(30));
        at.enroll("sms", "OKTA", phone).is(200);
    }

    @Test
    void a_mailbox_that_is_theirs_no_more_proves_nothing() {
        at.org
                .post(
                        at.factors() + "?activate=true",
                        "{\"factorType\": \"email\", \"provider\": \"OKTA\"}")
                .is(200);
        var mail = at.org.get(at.factors()).text("/0/id");
        at.org
                .post("/api/v1/users/" + at.user, "{\"profile\": {\"email\": \"new@x.test\"}}")
                .is(200);
        at.ask(mail).is(404, "E0000007");
    }

    @Test
    void who_was_deactivated_enrolls_anew() {
        at.app();
        at.org.post("/api/v1/users/" + at.user + "/lifecycle/suspend", "").is(200);
        assertThat(at.org.get(at.factors()).json()).hasSize(1);
        at.org.post("/api/v1/users/" + at.user + "/lifecycle/deactivate", "").is(200);
        assertThat(at.org.get(at.factors()).json()).isEmpty();
    }
}
