package gatehouse.signin.recoverycodes;

import static gatehouse.signin.idx.IdxOrg.code;
import static gatehouse.signin.recoverycodes.RecoveryCodeOrg.ANN;
import static gatehouse.signin.recoverycodes.RecoveryCodeOrg.told;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.signin.idx.IdxOrg;
import gatehouse.testkit.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What must not be done with recovery codes. */
class RecoveryCodeAttacksTest {
    private final RecoveryCodeOrg at = new RecoveryCodeOrg();

    private static boolean in(Reply reply) {
        return reply.json().has("successWithInteractionCode");
    }

    @Test
    void of_many_who_type_one_code_at_once_one_gets_in() throws Exception {
        var last = at.codes(ANN).getLast();
        var handles = List.of(at.asked(ANN), at.asked(ANN), at.asked(ANN), at.asked(ANN));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all =
                    threads.invokeAll(
                            handles.stream()
                                    .<Callable<Reply>>map(one -> () -> at.idx.password(one, last))
                                    .toList());
            assertThat(all.stream().map(Future::resultNow).filter(RecoveryCodeAttacksTest::in))
                    .hasSize(1);
        }
    }

    @Test
    void tries_are_counted_and_the_factor_rests() {
        var codes = at.codes(ANN);
        var handle = at.asked(ANN);
        for (int i = 0; i < 5; i++) {
            at.idx.password(handle, "00000-0000" + i).is(401);
        }
        at.idx.password(handle, codes.getLast()).is(429);
        at.idx.org.passes(Duration.ofMinutes(6));
        code(at.tries(ANN, codes.getLast()));
    }

    @Test
    void whoever_is_being_told_new_ones_guesses_no_more_than_others() {
        var handle = at.idx.begun();
        var codes = told(at.setsUp(handle, ANN));
        for (int i = 0; i < 5; i++) {
            at.idx.password(handle, "00000-0000" + i).is(401);
        }
        at.idx.password(handle, codes.getLast()).is(429);
    }

    @Test
    void they_are_no_first_proof() {
        var codes = at.codes(ANN);
        at.rules.asks("1FA", "[{\"possession\": {\"types\": [\"recovery_code\"]}}]");
        var handle = at.idx.begun();
        var first = at.idx.identify(handle, ANN).is(200);
        assertThat(first.body()).doesNotContain("recovery_code");
        assertThat(in(at.idx.password(handle, codes.getLast()))).isFalse();
        var choice = "{\"authenticator\": {\"id\": \"" + at.authenticator + "\"}}";
        at.idx.send("challenge", handle, choice);
        assertThat(in(at.idx.password(handle, codes.getLast()))).isFalse();
    }

    @Test
    void they_recover_no_password_by_themselves() {
        var codes = at.codes(ANN);
        at.rules.rule(
                "PASSWORD",
                "selfServicePasswordReset",
                """
                {"access": "ALLOW", "requirement":
                  {"primary": {"methods": ["email", "recovery_code"]},
                   "stepUp": {"required": false}}}\
                """);
        var handle = at.idx.begun();
        at.idx.identify(handle, ANN).is(200);
        var offered = at.idx.send("recover", handle, "{}").is(200);
        assertThat(offered.body()).contains("okta_email").doesNotContain("recovery_code");
        var choice = "{\"authenticator\": {\"id\": \"" + at.authenticator + "\"}}";
        at.idx.send("challenge", handle, choice);
        var tried = at.idx.password(handle, codes.getLast());
        assertThat(IdxOrg.remediations(tried)).doesNotContain("reset-authenticator");
    }

    @Test
    void what_is_for_okta_s_factor_types_alone_knows_none() {
        at.codes(ANN);
        assertThat(at.idx.org.get("/api/v1/users/" + at.ann + "/factors").is(200).body())
                .doesNotContain("rcf");
        assertThat(at.idx.org.get("/api/v1/users/" + at.ann + "/factors/catalog").is(200).body())
                .doesNotContain("recovery");
        at.idx
                .org
                .post(
                        "/api/v1/users/" + at.ann + "/factors",
                        "{\"factorType\": \"recovery_code\", \"provider\": \"OKTA\"}")
                .is(400);
        at.rules.prompts("ALWAYS", false);
        var body = "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(ANN, IdxOrg.PASSWORD);
        var asked = at.idx.org.post("/api/v1/authn", body).is(200);
        assertThat(asked.text("/status")).isEqualTo("MFA_REQUIRED");
        assertThat(asked.all("/_embedded/factors")).isNotNull();
        assertThat(asked.body()).doesNotContain("rcf", "\"factorType\":\"\"");
    }
}
