package gatehouse.signin.rules;

import static gatehouse.signin.idx.IdxOrg.code;
import static gatehouse.signin.idx.IdxOrg.remediations;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.signin.idx.Browser;
import gatehouse.signin.idx.IdxOrg;
import gatehouse.testkit.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What is required may be put off so often (gracePeriod BY_SKIP_COUNT of MFA_ENROLL). */
class SkipCountTest {
    private static final String ANN = "ann@x.test";
    private static final String SELECT = "select-authenticator-enroll";

    private final IdxOrg idx = new IdxOrg();

    SkipCountTest() {
        idx.user(ANN);
        new Rules(idx.org).asks("1FA", "[]").active("google_otp", "security_question");
    }

    private static String counted(String key, int skips) {
        return """
        {"key": "%s", "enroll": {"self": "REQUIRED", "gracePeriod":
           {"type": "BY_SKIP_COUNT", "skipCount": %d}}}\
        """
                .formatted(key, skips);
    }

    private Reply enrolls(String... authenticators) {
        var policy =
                (ObjectNode) idx.org.get("/api/v1/policies?type=MFA_ENROLL").is(200).json().get(0);
        var settings =
                "{\"type\": \"AUTHENTICATORS\", \"authenticators\": ["
                        + String.join(", ", authenticators)
                        + "]}";
        policy.set("settings", Json.read(settings, ObjectNode.class));
        return idx.org.put("/api/v1/policies/" + policy.path("id").asString(), policy.toString());
    }

    private Reply signsIn(String handle, String login) {
        idx.identify(handle, login).is(200);
        return idx.password(handle, IdxOrg.PASSWORD).is(200);
    }

    private Reply skips(String handle) {
        return idx.send("skip", handle, "{}");
    }

    private static int left(Reply reply) {
        var grace = reply.json().at("/authenticators/value/0/gracePeriod");
        assertThat(grace.path("type").asString("")).isEqualTo("BY_SKIP_COUNT");
        return grace.path("remainingSkips").asInt(-1);
    }

    @Test
    void so_often_and_no_more_and_looking_counts_nothing() {
        var set = enrolls(counted("google_otp", 2)).is(200);
        assertThat(set.text("/settings/authenticators/0/enroll/gracePeriod/type"))
                .isEqualTo("BY_SKIP_COUNT");
        for (int left = 2; left > 0; left--) {
            signsIn(idx.begun(), ANN);
            var handle = idx.begun();
            var asked = signsIn(handle, ANN);
            assertThat(remediations(asked)).containsExactly(SELECT, "skip");
            assertThat(left(asked)).isEqualTo(left);
            code(skips(handle));
        }

        var handle = idx.begun();
        var asked = signsIn(handle, ANN);
        assertThat(remediations(asked)).containsExactly(SELECT);
        assertThat(asked.json().at("/authenticators/value/0").has("gracePeriod")).isFalse();
        assertThat(remediations(skips(handle))).containsExactly(SELECT);
        assertThat(idx.org.events()).contains("user.mfa.promote_enrollment");
    }

    @Test
    void each_person_for_themselves() {
        idx.user("bob@x.test");
        enrolls(counted("google_otp", 1)).is(200);
        var handle = idx.begun();
        signsIn(handle, ANN);
        code(skips(handle));

        assertThat(remediations(signsIn(idx.begun(), ANN))).containsExactly(SELECT);
        assertThat(remediations(signsIn(idx.begun(), "bob@x.test"))).contains("skip");
    }

    @Test
    void each_authenticator_for_itself_and_all_must_be_able_to_wait() {
        enrolls(counted("google_otp", 1)).is(200);
        var handle = idx.begun();
        signsIn(handle, ANN);
        code(skips(handle));
        enrolls(counted("security_question", 1)).is(200);
        assertThat(remediations(signsIn(idx.begun(), ANN))).contains("skip");

        enrolls(counted("security_question", 1), counted("google_otp", 1)).is(200);
        assertThat(remediations(signsIn(idx.begun(), ANN))).containsExactly(SELECT);
    }

    @Test
    void whoever_sets_it_up_is_asked_no_more() {
        enrolls(counted("security_question", 1)).is(200);
        var handle = idx.begun();
        var asked = signsIn(handle, ANN);
        var set = idx.choose(handle, "credential/enroll", asked, "security_question").is(200);
        assertThat(remediations(set)).contains("skip");
        code(
                idx.send(
                        "challenge/answer",
                        handle,
                        "{\"credentials\": {\"questionKey\": \"disliked_food\","
                                + " \"answer\": \"mayonnaise\"}}"));

        code(signsIn(idx.begun(), ANN));
    }

    @Test
    void once_however_often_it_is_said_and_at_once() throws Exception {
        enrolls(counted("google_otp", 3)).is(200);
        var handle = idx.begun();
        signsIn(handle, ANN);
        atOnce(List.of(() -> skips(handle), () -> skips(handle), () -> skips(handle)));
        assertThat(left(signsIn(idx.begun(), ANN))).isEqualTo(2);
    }

    @Test
    void of_many_sign_ins_at_once_no_more_than_so_many_put_it_off() throws Exception {
        enrolls(counted("google_otp", 1)).is(200);
        var calls = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < 4; i++) {
            var handle = idx.begun();
            signsIn(handle, ANN);
            calls.add(() -> skips(handle));
        }
        int put = 0;
        for (var reply : atOnce(calls)) {
            put += reply.json().has("successWithInteractionCode") ? 1 : 0;
        }
        assertThat(put).isEqualTo(1);
    }

    private static List<Reply> atOnce(List<Callable<Reply>> calls) throws Exception {
        var all = new ArrayList<Reply>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one : threads.invokeAll(calls)) {
                all.add(one.get());
            }
        }
        return all;
    }

    @Test
    void on_our_page_and_where_a_program_asks() {
        enrolls(counted("google_otp", 3)).is(200);
        var browser = new Browser(idx);
        assertThat(browser.named(ANN).is(200).body())
                .contains("Not now", "You can put this off 3 more times.");
        browser.form("way=skip").is(303);

        var authn = "{\"username\": \"" + ANN + "\", \"password\": \"" + IdxOrg.PASSWORD + "\"}";
        assertThat(idx.org.post("/api/v1/authn", authn).is(200).text("/status"))
                .isEqualTo("SUCCESS");
        assertThat(browser.named(ANN).is(200).body()).contains("You can put this off once more.");
        browser.form("way=skip").is(303);

        assertThat(browser.named(ANN).is(200).body()).doesNotContain("Not now", "put this off");
        assertThat(idx.org.post("/api/v1/authn", authn).is(200).text("/status"))
                .isEqualTo("MFA_ENROLL");
    }

    @Test
    void until_a_date_is_told_too() {
        var until =
                """
                {"key": "google_otp", "enroll": {"self": "REQUIRED", "gracePeriod":
                   {"type": "BY_DATE_TIME", "expiry": "2200-01-01T00:00:00.000Z"}}}\
                """;
        enrolls(until).is(200);
        var asked = signsIn(idx.begun(), ANN);
        assertThat(asked.text("/authenticators/value/0/gracePeriod/expiry"))
                .isEqualTo("2200-01-01T00:00:00.000Z");
        assertThat(remediations(asked)).contains("skip");
    }

    @Test
    void a_count_from_one_to_ten() {
        enrolls(counted("google_otp", 0)).is(400, "E0000001");
        enrolls(counted("google_otp", 11)).is(400, "E0000001");
        var none =
                "{\"key\": \"google_otp\", \"enroll\": {\"self\": \"REQUIRED\","
                        + " \"gracePeriod\": {\"type\": \"BY_SKIP_COUNT\"}}}";
        enrolls(none).is(400, "E0000001");
    }
}
