package gatehouse.directory.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.kernel.outside.Outgoing;
import gatehouse.kernel.outside.Outgoing.Answer;
import gatehouse.kernel.outside.Outgoing.Unanswered;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Another system is asked about a password, until it has said yes once. */
class PasswordHookTest {
    private static final String LOGIN = "ann@x.test";
    private static final String PASSWORD = "Correct9horse";
    private static final String VERIFIED = "VERIFIED";
    private static final String UNVERIFIED = "UNVERIFIED";

    private final TestOrg org = TestOrg.fresh().calling(this::answer);
    private final List<Outgoing> calls = new ArrayList<>();
    private String says = UNVERIFIED;
    private Runnable meanwhile = () -> {};

    private Answer answer(Outgoing call) {
        calls.add(call);
        meanwhile.run();
        if (says.isEmpty()) {
            throw new Unanswered("no answer", true);
        }
        var body =
                """
                {"commands": [{"type": "com.okta.action.update", "value": {"credential": "%s"}}]}\
                """
                        .formatted(says);
        return new Answer(200, body.getBytes(StandardCharsets.UTF_8));
    }

    private String hook() {
        return org.post(
                        "/api/v1/inlineHooks",
                        """
                        {"name": "Old house", "version": "1.0.0",
                         "type": "com.okta.user.credential.password.import",
                         "channel": {"type": "HTTP", "version": "1.0.0",
                           "config": {"uri": "https://old.test/ask", "method": "POST"}}}\
                        """)
                .is(200)
                .id();
    }

    private Reply create(String password) {
        return org.post(
                "/api/v1/users",
                """
                {"profile": {"firstName": "Ann", "lastName": "Lee", "login": "%1$s",
                             "email": "%1$s"},
                 "credentials": {"password": %2$s}}\
                """
                        .formatted(LOGIN, password));
    }

    private Reply signIn(String password) {
        return org.post(
                "/api/v1/authn",
                "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(LOGIN, password));
    }

    @Test
    void a_user_is_created_who_is_active() {
        var user = create("{\"hook\": {\"type\": \"default\"}}").is(200);

        assertThat(user.text("/status")).isEqualTo("ACTIVE");
        assertThat(user.text("/credentials/provider/type")).isEqualTo("IMPORT");
        assertThat(user.json().at("/credentials/password").isMissingNode()).isFalse();
    }

    @Test
    void the_other_system_hears_the_password_and_is_asked_until_it_says_yes() {
        hook();
        create("{\"hook\": {}}").is(200);

        signIn(PASSWORD).is(401, "E0000004");
        var heard = Json.MAPPER.readTree(calls.getLast().body());
        assertThat(heard.path("eventType").asString())
                .isEqualTo("com.okta.user.credential.password.import");
        assertThat(heard.at("/data/context/credential/username").asString()).isEqualTo(LOGIN);
        assertThat(heard.at("/data/context/credential/password").asString()).isEqualTo(PASSWORD);
        assertThat(heard.at("/data/action/credential").asString()).isEqualTo(UNVERIFIED);
        assertThat(heard.at("/data/context/request/url/value").asString()).contains("/authn");
        assertThat(org.events()).contains("inline_hook.executed");

        says = VERIFIED;
        assertThat(signIn(PASSWORD).is(200).text("/status")).isEqualTo("SUCCESS");
        assertThat(calls).hasSize(2);
        assertThat(org.events()).containsOnlyOnce("user.import.password");
        assertThat(signIn(PASSWORD).is(200).text("/status")).isEqualTo("SUCCESS");
        signIn("Wrong7password").is(401, "E0000004");
        assertThat(calls).hasSize(2);
    }

    @Test
    void where_nobody_answers_nobody_signs_in() {
        create("{\"hook\": {\"type\": \"default\"}}").is(200);
        signIn(PASSWORD).is(401, "E0000004");
        assertThat(calls).isEmpty();

        var hook = hook();
        says = "";
        signIn(PASSWORD).is(401, "E0000004");
        assertThat(calls).hasSize(1);
        says = VERIFIED;
        org.post("/api/v1/inlineHooks/" + hook + "/lifecycle/deactivate", "").is(200);
        signIn(PASSWORD).is(401, "E0000004");
        assertThat(calls).hasSize(1);
    }

    @Test
    void wrong_passwords_are_counted_all_the_same() {
        hook();
        var user = create("{\"hook\": {\"type\": \"default\"}}").is(200).id();
        for (int i = 0; i < 10; i++) {
            signIn("Wrong7password");
        }
        says = VERIFIED;
        assertThat(org.get("/api/v1/users/" + user).text("/status")).isEqualTo("LOCKED_OUT");
        signIn(PASSWORD).is(401, "E0000004");
        assertThat(calls).hasSize(10);
    }

    @Test
    void a_password_that_an_administrator_sets_goes_before() {
        hook();
        says = VERIFIED;
        set(create("{\"hook\": {\"type\": \"default\"}}").is(200).id(), "Another9horse");

        signIn(PASSWORD).is(401, "E0000004");
        signIn("Another9horse").is(200);
        assertThat(calls).isEmpty();
    }

    @Test
    void one_that_is_set_while_the_other_system_thinks_stands() {
        hook();
        says = VERIFIED;
        var user = create("{\"hook\": {\"type\": \"default\"}}").is(200).id();
        meanwhile = () -> set(user, "Another9horse");

        signIn(PASSWORD).is(200);
        signIn(PASSWORD).is(401, "E0000004");
        signIn("Another9horse").is(200);
        assertThat(calls).hasSize(1);
    }

    private void set(String user, String password) {
        org.post(
                        "/api/v1/users/" + user,
                        "{\"credentials\": {\"password\": {\"value\": \"%s\"}}}"
                                .formatted(password))
                .is(200);
    }

    @Test
    void a_hook_is_the_default_one_and_comes_alone() {
        create("{\"hook\": {\"type\": \"other\"}}").is(400, "E0000001");
        create("{\"hook\": {\"type\": \"default\"}, \"value\": \"Correct9horse\"}")
                .is(400, "E0000001");
        create("{\"hook\": {}, \"hash\": {\"algorithm\": \"MD5\", \"value\": \"x\"}}")
                .is(400, "E0000001");
    }
}
