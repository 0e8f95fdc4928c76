package gatehouse.signin.account;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.platform.mailbox.Mailbox;
import gatehouse.platform.mailbox.Sent;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whoever is locked out is written to, where the password policy says so. */
class LockoutLetterTest {
    private static final String PASSWORD = "Correct9horse";
    private static final int MOST = 3;

    private final TestOrg org = TestOrg.fresh();
    private final String ann =
            org.post(
                            "/api/v1/users",
                            """
                            {"profile": {"firstName": "Ann", "lastName": "Lee",
                               "login": "ann@x.test", "email": "ann@x.test",
                               "preferredLanguage": "de"},
                             "credentials": {"password": {"value": "%s"}}}\
                            """
                                    .formatted(PASSWORD))
                    .is(200)
                    .id();

    private Reply channels(String channels) {
        var policy = (ObjectNode) org.get("/api/v1/policies?type=PASSWORD").is(200).json().get(0);
        var lockout = (ObjectNode) policy.at("/settings/password/lockout");
        lockout.put("maxAttempts", MOST);
        lockout.set("userLockoutNotificationChannels", Json.read(channels, ArrayNode.class));
        return org.put("/api/v1/policies/" + policy.path("id").asString(), policy.toString());
    }

    private Reply signIn(String password) {
        return org.post(
                "/api/v1/authn",
                "{\"username\": \"ann@x.test\", \"password\": \"%s\"}".formatted(password));
    }

    private List<Sent> letters() {
        org.mails();
        return org.inTx(tx -> Mailbox.latest(tx, "ann@x.test"));
    }

    private String status() {
        return org.get("/api/v1/users/" + ann).is(200).text("/status");
    }

    @Test
    void once_in_their_language_and_nothing_shows_to_who_tries() {
        channels("[\"EMAIL\"]").is(200);
        var first = signIn("wrong").is(401, "E0000004");
        for (int i = 1; i < MOST; i++) {
            assertThat(letters()).isEmpty();
            assertThat(unnamed(signIn("wrong").is(401))).isEqualTo(unnamed(first));
        }
        assertThat(unnamed(signIn(PASSWORD).is(401))).isEqualTo(unnamed(first));

        assertThat(status()).isEqualTo("LOCKED_OUT");
        assertThat(letters()).hasSize(1);
        assertThat(letters().getFirst().subject()).isEqualTo("Ihr Konto ist gesperrt");
        assertThat(letters().getFirst().text()).contains("ann@x.test");
    }

    private static String unnamed(Reply reply) {
        return reply.body().replaceAll("oae\\w+", "");
    }

    @Test
    void anew_when_they_are_locked_out_anew() {
        channels("[\"EMAIL\"]").is(200);
        for (int lockout = 1; lockout <= 2; lockout++) {
            for (int i = 0; i < MOST; i++) {
                signIn("wrong").is(401);
            }
            assertThat(letters()).hasSize(lockout);
            org.post("/api/v1/users/" + ann + "/lifecycle/unlock", "").is(200);
        }
    }

    @Test
    void by_whatever_was_tried() {
        channels("[\"EMAIL\"]").is(200);
        var factors = "/api/v1/users/" + ann + "/factors";
        var question =
                org.post(
                                factors,
                                """
                                {"factorType": "question", "provider": "OKTA", "profile": {
                                   "question": "disliked_food", "answer": "mayonnaise"}}\
                                """)
                        .is(200)
                        .id();
        int before = letters().size();
        for (int i = 0; i < MOST; i++) {
            var wrong = "{\"answer\": \"ketchup\"}";
            assertThat(org.post(factors + "/" + question + "/verify", wrong).response().status())
                    .isNotEqualTo(200);
        }

        assertThat(status()).isEqualTo("LOCKED_OUT");
        assertThat(letters()).hasSize(before + 1);
        assertThat(letters().getFirst().subject()).isEqualTo("Ihr Konto ist gesperrt");
    }

    @Test
    void not_unless_the_policy_and_the_org_want_it() {
        channels("[]").is(200);
        for (int i = 0; i < MOST; i++) {
            signIn("wrong").is(401);
        }
        assertThat(status()).isEqualTo("LOCKED_OUT");
        assertThat(letters()).isEmpty();
        org.post("/api/v1/users/" + ann + "/lifecycle/unlock", "").is(200);

        channels("[\"EMAIL\"]").is(200);
        var brand = org.get("/api/v1/brands").is(200).all("/id").getFirst();
        org.put(
                        "/api/v1/brands/" + brand + "/templates/email/AccountLockout/settings",
                        "{\"recipients\": \"NO_USERS\"}")
                .is(200);
        for (int i = 0; i < MOST; i++) {
            signIn("wrong").is(401);
        }
        assertThat(status()).isEqualTo("LOCKED_OUT");
        assertThat(letters()).isEmpty();
    }

    @Test
    void there_is_no_other_way_to_write_to_them() {
        channels("[\"SMS\"]").is(400, "E0000001");
        channels("[\"EMAIL\", \"EMAIL\"]").is(400, "E0000001");
        channels("[7]").is(400, "E0000001");
    }
}
