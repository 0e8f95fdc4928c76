package gatehouse.signin.myaccount;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A person has their recovery codes made anew, and takes them away. */
class OwnRecoveryCodesTest {
    private static final String AT = "/recovery-codes";

    private final Account ann = new Account();
    private final String authenticator =
            ann.org
                    .post(
                            "/api/v1/authenticators",
                            "{\"key\": \"recovery_code\", \"name\": \"Recovery codes\"}")
                    .is(200)
                    .id();

    private Reply made() {
        return ann.send("POST", AT, "");
    }

    private static List<String> codes(Reply made) {
        return made.json().path("recoveryCodes").valueStream().map(JsonNode::asString).toList();
    }

    private Reply verifies(Reply made, String code) {
        return ann.send(
                "POST",
                AT + "/" + made.id() + "/verify",
                "{\"verificationCode\": \"" + code + "\"}");
    }

    private List<String> listed() {
        return ann.get("/authenticators/" + authenticator + "/enrollments").is(200).all("/id");
    }

    @Test
    void the_former_codes_hold_until_a_new_one_is_said() {
        var first = made().is(201);
        assertThat(codes(first)).hasSize(10);
        assertThat(first.text("/status")).isEqualTo("UNVERIFIED");
        assertThat(ann.get(AT + "/" + first.id()).is(200).json().has("recoveryCodes")).isFalse();
        assertThat(listed()).isEmpty();
        verifies(first, "00000-00000").is(401, "E0000004");
        verifies(first, codes(first).getFirst()).is(204);
        verifies(first, codes(first).getFirst()).is(400, "E0000001");
        assertThat(listed()).containsExactly(first.id());

        var second = made().is(201);
        assertThat(listed()).containsExactly(first.id());
        verifies(second, codes(first).getFirst()).is(401, "E0000004");
        verifies(second, codes(second).getLast()).is(204);
        assertThat(listed()).containsExactly(second.id());
        assertThat(ann.get(AT).is(200).all("/id")).containsExactly(second.id());
    }

    @Test
    void what_was_only_begun_is_void_once_others_are_made() {
        var first = made().is(201);
        var second = made().is(201);
        verifies(first, codes(first).getFirst()).is(404);
        verifies(second, codes(second).getFirst()).is(204);
    }

    @Test
    void they_are_taken_away_and_nobody_else_s() {
        var made = made().is(201);
        verifies(made, codes(made).getFirst()).is(204);
        var eve = new Account(ann.org, "eve@x.test");
        eve.send("DELETE", AT + "/" + made.id(), "").is(404);
        eve.send(
                        "POST",
                        AT + "/" + made.id() + "/verify",
                        "{\"verificationCode\": \"" + codes(made).getFirst() + "\"}")
                .is(404);
        ann.send("DELETE", AT + "/" + made.id(), "").is(204);
        assertThat(listed()).isEmpty();
        assertThat(ann.org.events()).contains("user.mfa.factor.deactivate");
    }

    @Test
    void there_are_none_where_the_org_wants_none() {
        ann.org
                .post("/api/v1/authenticators/" + authenticator + "/lifecycle/deactivate", "")
                .is(200);
        made().is(403, "E0000038");
    }
}
