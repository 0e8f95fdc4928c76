package gatehouse.signin.idx;

import static gatehouse.signin.idx.IdxOrg.code;
import static gatehouse.signin.idx.IdxOrg.message;
import static gatehouse.signin.idx.IdxOrg.remediations;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class IdxPasswordTest {
    private final IdxOrg idx = new IdxOrg();
    private final String user = idx.user("ann@x.test");

    private Reply signedIn() {
        var handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);
        return idx.password(handle, IdxOrg.PASSWORD);
    }

    @Test
    void a_password_leads_to_a_code_and_the_code_to_tokens() {
        var handle = idx.begun();
        var asked = idx.identify(handle, "ann@x.test").is(200);

        assertThat(remediations(asked)).contains("challenge-authenticator");
        var done = idx.password(handle, IdxOrg.PASSWORD).is(200);
        assertThat(done.response().all("Set-Cookie")).anyMatch(c -> c.startsWith("idx="));
        assertThat(idx.token(code(done), Wire.VERIFIER).is(200).text("/id_token")).isNotEmpty();
        assertThat(idx.org.events())
                .contains("user.session.start", "app.oauth2.as.token.grant.access_token");
    }

    @Test
    void both_at_once_will_do() {
        var handle = idx.begun();
        var both =
                "{\"identifier\": \"ann@x.test\", \"credentials\": {\"passcode\": \"%s\"}}"
                        .formatted(IdxOrg.PASSWORD);

        code(idx.send("identify", handle, both));
    }

    @Test
    void a_code_is_good_once_for_a_minute_and_for_who_began() {
        var once = code(signedIn());
        idx.token(once, Wire.VERIFIER).is(200);
        idx.token(once, Wire.VERIFIER).isOAuth(400, "invalid_grant");

        var other = code(signedIn());
        idx.token(other, Wire.VERIFIER.replace('d', 'e')).isOAuth(400, "invalid_grant");

        var late = code(signedIn());
        idx.org.passes(Duration.ofSeconds(61));
        idx.token(late, Wire.VERIFIER).isOAuth(400, "invalid_grant");
    }

    @Test
    void an_interaction_code_is_no_authorization_code() {
        var form =
                "grant_type=authorization_code&code=%s&client_id=%s&redirect_uri=%s&code_verifier=%s"
                        .formatted(code(signedIn()), idx.client, IdxOrg.REDIRECT, Wire.VERIFIER);

        idx.org.form("/oauth2/default/v1/token", Map.of(), form).isOAuth(400, "invalid_grant");
    }

    @Test
    void whether_somebody_exists_shows_in_nothing() {
        var known = idx.begun();
        var unknown = idx.begun();
        var one = idx.identify(known, "ann@x.test").is(200);
        var other = idx.identify(unknown, "bob@x.test").is(200);

        assertThat(same(one, known, "ann@x.test")).isEqualTo(same(other, unknown, "bob@x.test"));
        var wrong = idx.password(known, "Wrong9horse").is(401);
        var nobody = idx.password(unknown, "Wrong9horse").is(401);
        assertThat(message(wrong)).isEqualTo("errors.E0000004");
        assertThat(same(wrong, known, "ann@x.test")).isEqualTo(same(nobody, unknown, "bob@x.test"));
    }

    private static String same(Reply reply, String handle, String login) {
        return reply.body()
                .replace(handle, "HANDLE")
                .replace(login, "LOGIN")
                .replaceAll("\"expiresAt\":\"[^\"]*\"", "");
    }

    @Test
    void nothing_said_leads_nowhere() {
        var handle = idx.begun();
        idx.send("identify", handle, "{}").is(400);
        idx.send("challenge/answer", handle, "{}").is(200);
        idx.identify(handle, "ann@x.test").is(200);
        for (var body :
                List.of(
                        "{}",
                        "{\"credentials\": {}}",
                        "{\"credentials\": []}",
                        "{\"credentials\": {\"passcode\": \"\"}}",
                        "{\"credentials\": {\"passcode\": null}}")) {
            assertThat(
                            idx.send("challenge/answer", handle, body)
                                    .is(400)
                                    .json()
                                    .has("successWithInteractionCode"))
                    .isFalse();
        }
        assertThat(remediations(idx.send("skip", handle, "{}")))
                .contains("challenge-authenticator");
        assertThat(remediations(idx.send("introspect", Json.object().put("stateToken", handle))))
                .contains("challenge-authenticator");
    }

    @Test
    void a_handle_that_is_none_is_an_expired_session() {
        for (var handle : List.of("", "nothing", idx.begun() + "x")) {
            assertThat(message(idx.identify(handle, "ann@x.test").is(401)))
                    .isEqualTo("idx.session.expired");
        }
        var old = idx.begun();
        idx.org.passes(Duration.ofHours(2));
        assertThat(message(idx.identify(old, "ann@x.test").is(401)))
                .isEqualTo("idx.session.expired");
    }

    @Test
    void what_is_done_is_done_once() {
        var handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);
        idx.password(handle, IdxOrg.PASSWORD).is(200);

        idx.password(handle, IdxOrg.PASSWORD).is(401);
        idx.send("introspect", Json.object().put("stateToken", handle)).is(401);
    }

    @Test
    void of_many_at_once_one_gets_a_code() throws Exception {
        var handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);
        var codes = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Reply> tries = () -> idx.password(handle, IdxOrg.PASSWORD);
            var replies = threads.invokeAll(Collections.nCopies(4, tries));
            for (var reply : replies) {
                if (reply.get().json().has("successWithInteractionCode")) {
                    codes.add(code(reply.get()));
                }
            }
        }
        assertThat(codes).hasSize(1);
    }

    @Test
    void an_expired_password_has_to_be_changed_first() {
        idx.org.post("/api/v1/users/" + user + "/lifecycle/expire_password", "").is(200);
        var handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);
        var expired = idx.password(handle, IdxOrg.PASSWORD).is(200);

        assertThat(remediations(expired)).containsExactly("reenroll-authenticator");
        assertThat(message(idx.password(handle, "short").is(400)))
                .isEqualTo("password.passwordRequirementsNotMet");
        code(idx.password(handle, "Another9horse"));
        idx.org.passes(Duration.ofMinutes(1));
        var again = idx.begun();
        idx.identify(again, "ann@x.test").is(200);
        idx.password(again, IdxOrg.PASSWORD).is(401);
    }

    @Test
    void who_may_not_use_the_application_gets_no_code_and_no_session() {
        var everyone = idx.org.get("/api/v1/groups?q=Everyone").all("/id").getFirst();
        idx.org.delete("/api/v1/apps/" + idx.client + "/groups/" + everyone).is(204);

        var refused = signedIn().is(403);

        assertThat(message(refused)).isEqualTo("idx.error.user.not.assigned.to.app");
        assertThat(refused.response().all("Set-Cookie")).isEmpty();
    }

    @Test
    void what_a_client_may_not_ask_begins_nothing() {
        for (var wrong :
                Map.of(
                                "redirect_uri", "https://evil.test/",
                                "code_challenge", "",
                                "client_id", "nobody",
                                "state", "",
                                "scope", "nonsense")
                        .entrySet()) {
            var form = idx.interaction();
            form.put(wrong.getKey(), wrong.getValue());
            assertThat(idx.interact(form).response().status())
                    .as(wrong.getKey())
                    .isBetween(400, 401);
        }
    }

    @Test
    void cancelling_begins_anew() {
        var handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);

        assertThat(remediations(idx.send("cancel", handle, "{}").is(200))).contains("identify");
        assertThat(
                        idx.password(handle, IdxOrg.PASSWORD)
                                .is(200)
                                .json()
                                .has("successWithInteractionCode"))
                .isFalse();
    }
}
