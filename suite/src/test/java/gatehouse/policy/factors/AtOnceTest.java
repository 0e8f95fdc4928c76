package gatehouse.policy.factors;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests about one factor of one person that come at once: one is heard before the other. */
class AtOnceTest {
    private static final int TIMES = 5;
    private static final List<String> ANSWERS = List.of("mayonnaise", "mustard");

    private final FactorOrg at = new FactorOrg();

    private static List<Reply> atOnce(List<Callable<Reply>> requests) throws Exception {
        var start = new CyclicBarrier(requests.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent =
                    requests.stream()
                            .map(request ->
                                    threads.submit(() -> {
                                        start.await();
                                        return request.call();
                                    }))
                            .toList();
            return sent.stream().map(AtOnceTest::answer).toList();
        }
    }

    private static Reply answer(Future<Reply> sent) {
        try {
            return sent.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private Reply question(String answer) {
        return at.enroll(
                "question",
                "OKTA",
                ", \"profile\": {\"question\": \"disliked_food\", \"answer\": \"%s\"}"
                        .formatted(answer));
    }

    private static List<Integer> statuses(List<Reply> replies) {
        return replies.stream().map(reply -> reply.response().status()).toList();
    }

    private List<String> set(String type) {
        return at.org
                .get(at.factors())
                .is(200)
                .json()
                .valueStream()
                .filter(one -> one.path("factorType").asString().equals(type))
                .map(one -> one.path("status").asString())
                .toList();
    }

    private long logged(String event) {
        return at.org.events().stream().filter(event::equals).count();
    }

    @RepeatedTest(TIMES)
    void of_two_questions_one_is_set_up_and_answered_as_its_sender_said() throws Exception {
        var replies =
                atOnce(ANSWERS.stream().map(one -> (Callable<Reply>) () -> question(one)).toList());

        assertThat(statuses(replies)).containsExactlyInAnyOrder(200, 400);
        assertThat(set("question")).containsExactly("ACTIVE");
        assertThat(logged("user.mfa.factor.activate")).isEqualTo(1);
        int first = statuses(replies).indexOf(200);
        var refusal = replies.get(1 - first).is(400, "E0000001");
        assertThat(refusal.text("/errorCauses/0/errorSummary"))
                .isEqualTo("A factor of this type is already set up.");
        var made = replies.get(first).id();
        at.verify(made, Map.of("answer", ANSWERS.get(first))).is(200);
        at.verify(made, Map.of("answer", ANSWERS.get(1 - first))).is(403);
    }

    @RepeatedTest(TIMES)
    void a_question_is_taken_away_once() throws Exception {
        var one = at.factors() + "/" + question("mayonnaise").is(200).id();

        var replies = atOnce(List.of(() -> at.org.delete(one), () -> at.org.delete(one)));

        assertThat(statuses(replies)).containsExactlyInAnyOrder(204, 404);
        assertThat(set("question")).isEmpty();
        assertThat(logged("user.mfa.factor.deactivate")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    sms        | {"phoneNumber": "+15554151337"}
                    call       | {"phoneNumber": "+15554151337"}
                    email      | {"email": "ann@x.test"}
                    """)
    void of_two_that_are_vouched_for_one_is_set_up(String type, String profile) throws Exception {
        for (int i = 0; i < TIMES; i++) {
            Callable<Reply> sent = () -> enroll(type, profile, "?activate=true");
            var replies = atOnce(List.of(sent, sent));

            assertThat(statuses(replies)).containsExactlyInAnyOrder(200, 400);
            assertThat(set(type)).containsExactly("ACTIVE");
            var made = replies.stream().filter(one -> one.response().status() == 200).findFirst();
            at.org.delete(at.factors() + "/" + made.orElseThrow().id()).is(204);
        }
    }

    private Reply enroll(String type, String profile, String query) {
        return at.org.post(
                at.factors() + query,
                "{\"factorType\": \"%s\", \"profile\": %s}".formatted(type, profile));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    sms                 | {"phoneNumber": "+15554151337"} | 429
                    call                | {"phoneNumber": "+15554151337"} | 429
                    email               | {"email": "ann@x.test"}         | 200
                    token:software:totp | {}                              | 200
                    webauthn            | {}                              | 200
                    """)
    void of_two_that_are_begun_one_waits_for_its_proof(String type, String profile, int second)
            throws Exception {
        for (int i = 0; i < TIMES; i++) {
            Callable<Reply> sent = () -> enroll(type, profile, "");
            var replies = atOnce(List.of(sent, sent));

            assertThat(statuses(replies)).containsExactlyInAnyOrder(200, second);
            assertThat(set(type)).containsExactly("PENDING_ACTIVATION");
            var waits = at.org.get(at.factors()).all("/id").getLast();
            assertThat(replies).anyMatch(one -> one.body().contains(waits));
            at.org.delete(at.factors() + "/" + waits).is(204);
            at.org.passes(Duration.ofMinutes(1));
        }
    }
}
