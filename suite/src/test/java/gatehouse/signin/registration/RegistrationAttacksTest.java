package gatehouse.signin.registration;

import static gatehouse.signin.idx.IdxOrg.code;
import static gatehouse.signin.idx.IdxOrg.message;
import static gatehouse.signin.idx.IdxOrg.remediations;
import static gatehouse.signin.registration.Newcomer.EMAIL;
import static gatehouse.signin.registration.Newcomer.PROFILE;
import static gatehouse.signin.registration.Newcomer.complaints;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.signin.idx.IdxOrg;
import gatehouse.testkit.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What somebody tries who wants more of a registration than an account of their own. */
class RegistrationAttacksTest {
    private final IdxOrg idx = new IdxOrg();
    private final Newcomer newcomer = new Newcomer(idx);

    private static String with(String more) {
        return PROFILE.replace("}", ", " + more + "}");
    }

    @Test
    void nothing_may_be_said_that_was_not_asked() {
        idx.org
                .post(
                        "/api/v1/meta/schemas/user/default",
                        """
                        {"definitions": {"custom": {"id": "#custom", "type": "object",
                          "properties": {"clearance": {"title": "Clearance", "type": "string"}}}}}\
                        """)
                .is(200);
        for (var more :
                List.of(
                        "\"login\": \"admin@x.test\"",
                        "\"clearance\": \"top\"",
                        "\"id\": \"00u1\"",
                        "\"secondEmail\": \"evil@x.test\"",
                        "\"status\": \"ACTIVE\"",
                        "\"groupIds\": [\"00g1\"]",
                        "\"credentials\": {\"password\": {\"value\": \"x\"}}")) {
            var handle = newcomer.begun();
            newcomer.describes(handle, with(more)).is(400);
            assertThat(remediations(idx.send("challenge/answer", handle, "{}")))
                    .contains("enroll-profile");
        }
        var beside = newcomer.begun();
        idx.send(
                        "enroll/new",
                        beside,
                        "{\"userProfile\": %s, \"groupIds\": [\"00g1\"], \"type\": {\"id\": \"x\"}}"
                                .formatted(PROFILE))
                .is(200);
    }

    @Test
    void odd_bodies_are_refused_and_break_nothing() {
        var handle = newcomer.begun();
        for (var odd :
                List.of(
                        "{}",
                        "[]",
                        "null",
                        "\"x\"",
                        "{\"firstName\": {\"a\": 1}, \"lastName\": [], \"email\": 5}",
                        PROFILE.replace("Nea", "a\\u0000b"),
                        PROFILE.replace(EMAIL, "new@x.test\\r\\nBcc: evil@x.test"),
                        PROFILE.replace(EMAIL, "a@b@c"),
                        PROFILE.replace("Nea", "x".repeat(5_000)))) {
            newcomer.describes(handle, odd).is(400);
        }
        assertThat(newcomer.lettersTo(EMAIL)).isEmpty();
    }

    @Test
    void whether_an_address_has_an_account_shows_to_nobody_but_its_owner() {
        idx.user("ann@x.test");
        var known = newcomer.begun();
        var unknown = newcomer.begun();
        var one = newcomer.describes(known, PROFILE.replace(EMAIL, "ann@x.test")).is(200);
        var other = newcomer.describes(unknown, PROFILE).is(200);
        assertThat(same(one, known, "ann@x.test")).isEqualTo(same(other, unknown, EMAIL));
        one = newcomer.chooses(known, one, "okta_email").is(200);
        other = newcomer.chooses(unknown, other, "okta_email").is(200);
        assertThat(same(one, known, "ann@x.test")).isEqualTo(same(other, unknown, EMAIL));
        idx.org.mails();
        for (int i = 0; i < 7; i++) {
            one = newcomer.answers(known, "12345" + "x");
            other = newcomer.answers(unknown, "12345" + "x");
            assertThat(same(one, known, "ann@x.test")).isEqualTo(same(other, unknown, EMAIL));
        }
        assertThat(message(one)).isEqualTo("oie.tooManyRequests");
        assertThat(newcomer.lettersTo("ann@x.test").getFirst())
                .contains("have an account already")
                .doesNotContainPattern("\\b\\d{6}\\b");
        assertThat(newcomer.lettersTo(EMAIL).getFirst()).containsPattern("\\b\\d{6}\\b");
    }

    private static String same(Reply reply, String handle, String login) {
        return reply.response().status()
                + reply.body()
                        .replace(handle, "HANDLE")
                        .replace(login, "LOGIN")
                        .replaceAll("\"expiresAt\":\"[^\"]*\"", "");
    }

    @Test
    void where_no_mailbox_is_proved_the_page_says_that_the_account_exists() {
        idx.user("ann@x.test");
        newcomer.lets(false, "");
        var handle = newcomer.begun();
        var offered = newcomer.describes(handle, PROFILE.replace(EMAIL, "Ann@x.test")).is(200);
        newcomer.chooses(handle, offered, "okta_password").is(200);
        var taken = newcomer.answers(handle, IdxOrg.PASSWORD).is(400);
        assertThat(complaints(taken))
                .containsExactly("email: registration.error.notUniqueWithinOrg");
        var again = idx.begun();
        idx.identify(again, "ann@x.test").is(200);
        code(idx.password(again, IdxOrg.PASSWORD));
    }

    @Test
    void a_login_beside_the_address_is_found_taken_by_who_has_proved_a_mailbox() {
        idx.user("ann@x.test");
        newcomer.asksAlso("{\"name\": \"login\", \"required\": true}", true, "");
        var handle = newcomer.begun();
        newcomer.waits(handle, with("\"login\": \"ann@x.test\""));
        var proved = newcomer.answers(handle, idx.mailed()).is(200);
        newcomer.chooses(handle, proved, "okta_password").is(200);
        var taken = newcomer.answers(handle, IdxOrg.PASSWORD).is(400);
        assertThat(complaints(taken))
                .containsExactly("login: registration.error.notUniqueWithinOrg");
        newcomer.waits(handle, with("\"login\": \"other@x.test\"")).is(200);
    }

    @Test
    void a_code_for_one_mailbox_is_nothing_for_another() {
        var handle = newcomer.begun();
        newcomer.waits(handle, PROFILE.replace(EMAIL, "mine@x.test"));
        var mine = idx.mailed();
        idx.send("cancel", handle, "{}").is(200);
        idx.send("enroll", handle, "{}").is(200);
        var offered = newcomer.describes(handle, PROFILE).is(200);
        newcomer.answers(handle, mine);
        newcomer.chooses(handle, offered, "okta_email").is(200);
        newcomer.answers(handle, mine).is(401);
    }

    @Test
    void a_letter_on_its_way_goes_nowhere_once_another_address_was_given() {
        var handle = newcomer.begun();
        newcomer.waits(handle, PROFILE);
        idx.send("cancel", handle, "{}").is(200);
        idx.send("enroll", handle, "{}").is(200);
        newcomer.describes(handle, PROFILE.replace(EMAIL, "mine@x.test")).is(200);
        assertThat(newcomer.lettersTo("mine@x.test")).isEmpty();
        assertThat(newcomer.lettersTo(EMAIL)).isEmpty();
    }

    @Test
    void steps_out_of_order_and_again_lead_nowhere() {
        var handle = idx.begun();
        assertThat(remediations(newcomer.describes(handle, PROFILE))).contains("identify");
        idx.send("enroll", handle, "{}").is(200);
        assertThat(remediations(newcomer.answers(handle, "123456"))).contains("enroll-profile");
        var offered = newcomer.describes(handle, PROFILE).is(200);
        assertThat(remediations(newcomer.answers(handle, IdxOrg.PASSWORD)))
                .contains("select-authenticator-enroll");
        newcomer.chooses(handle, offered, "okta_password").is(200);
        var chosen = newcomer.answers(handle, IdxOrg.PASSWORD).is(200);
        assertThat(remediations(chosen)).containsExactly("select-authenticator-enroll");
        newcomer.user(EMAIL).is(404);
        assertThat(remediations(newcomer.describes(handle, PROFILE.replace("Nea", "Eve"))))
                .doesNotContain("enroll-profile");
        newcomer.chooses(handle, chosen, "okta_email").is(200);
        var code = idx.mailed();
        code(newcomer.answers(handle, code));
        assertThat(newcomer.user(EMAIL).text("/profile/firstName")).isEqualTo("Nea");
        newcomer.answers(handle, code).is(401);
        newcomer.describes(handle + "x", PROFILE).is(401);
    }

    @Test
    void of_many_tabs_at_once_one_makes_the_account() throws Exception {
        var handle = newcomer.begun();
        newcomer.waits(handle, PROFILE);
        var proved = newcomer.answers(handle, idx.mailed()).is(200);
        newcomer.chooses(handle, proved, "okta_password").is(200);
        var codes = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Reply> tries = () -> newcomer.answers(handle, IdxOrg.PASSWORD);
            for (var reply : threads.invokeAll(Collections.nCopies(4, tries))) {
                if (reply.get().json().has("successWithInteractionCode")) {
                    codes.add(code(reply.get()));
                }
            }
        }
        assertThat(codes).hasSize(1);
        assertThat(Collections.frequency(idx.org.events(), "user.lifecycle.create")).isEqualTo(1);
    }

    @Test
    void two_who_prove_the_same_mailbox_get_one_account() {
        var first = newcomer.begun();
        var second = newcomer.begun();
        for (var handle : List.of(first, second)) {
            newcomer.waits(handle, PROFILE);
            var proved = newcomer.answers(handle, idx.mailed()).is(200);
            newcomer.chooses(handle, proved, "okta_password").is(200);
        }
        code(newcomer.answers(first, IdxOrg.PASSWORD));
        assertThat(complaints(newcomer.answers(second, "Another9horse").is(400)))
                .containsExactly("email: registration.error.notUniqueWithinOrg");
    }

    @Test
    void a_mailbox_is_not_flooded() {
        for (int i = 0; i < 5; i++) {
            var again = newcomer.begun();
            newcomer.waits(again, PROFILE);
            idx.org.mails();
            idx.send("challenge/resend", again, "{}").is(200);
        }
        var handle = newcomer.begun();
        var offered = newcomer.describes(handle, PROFILE).is(200);
        newcomer.chooses(handle, offered, "okta_email").is(429);
        assertThat(newcomer.lettersTo(EMAIL)).hasSize(10);
    }

    @Test
    void a_handle_is_nothing_in_another_org() {
        var handle = newcomer.begun();
        var other = idx.org.neighbour();
        var body = "{\"stateHandle\": \"%s\", \"userProfile\": %s}".formatted(handle, PROFILE);
        other.asAnyone().post("/idp/idx/enroll/new", body).is(401);
    }

    @Test
    void what_a_stranger_typed_is_in_no_letter() {
        newcomer.waits(newcomer.begun(), PROFILE.replace("Nea", "http://evil.test"));
        assertThat(newcomer.lettersTo(EMAIL).getFirst()).doesNotContain("evil");
    }
}
