package gatehouse.signin.registration;

import static gatehouse.signin.idx.IdxOrg.code;
import static gatehouse.signin.idx.IdxOrg.message;
import static gatehouse.signin.idx.IdxOrg.remediations;
import static gatehouse.signin.registration.Newcomer.complaints;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.signin.idx.IdxOrg;
import gatehouse.testkit.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** People whose profile lacks what the policy asks. */
class ProgressiveProfileTest {
    private static final String ON = ", \"progressiveProfilingAction\": \"ENABLED\"";
    private static final String COUNTRY = "{\"name\": \"countryCode\", \"required\": true}";

    private final IdxOrg idx = new IdxOrg();
    private final Newcomer newcomer = new Newcomer(idx);
    private final String ann = idx.user("ann@x.test");

    private String handle = "";

    private Reply signsIn() {
        handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);
        return idx.password(handle, IdxOrg.PASSWORD);
    }

    private Reply says(String profile) {
        return idx.send("enroll/update", handle, "{\"userProfile\": " + profile + "}");
    }

    private String known(String attribute) {
        return idx.org.get("/api/v1/users/" + ann).is(200).text("/profile/" + attribute);
    }

    @Test
    void what_is_missing_is_asked_at_sign_in_and_once() {
        newcomer.asksAlso(COUNTRY, true, ON);
        var asked = signsIn().is(200);
        assertThat(remediations(asked)).containsExactly("enroll-profile");
        assertThat(asked.text("/remediation/value/0/value/0/form/value/0/name"))
                .isEqualTo("countryCode");
        assertThat(complaints(says("{}").is(400)))
                .containsExactly("countryCode: registration.error.invalid");
        idx.send("skip", handle, "{}").is(200);
        assertThat(remediations(idx.send("skip", handle, "{}"))).containsExactly("enroll-profile");

        code(says("{\"countryCode\": \"FI\"}"));

        assertThat(known("countryCode")).isEqualTo("FI");
        assertThat(idx.org.events()).contains("user.account.update_profile");
        code(signsIn());
    }

    @Test
    void nothing_is_asked_where_the_policy_does_not_want_it() {
        newcomer.asksAlso(COUNTRY, true, ", \"progressiveProfilingAction\": \"DISABLED\"");
        code(signsIn());
    }

    @Test
    void what_is_optional_can_wait() {
        newcomer.asksAlso("{\"name\": \"nickName\"}", true, ON);
        assertThat(remediations(signsIn().is(200))).containsExactly("enroll-profile", "skip");
        code(idx.send("skip", handle, "{}"));
        assertThat(remediations(signsIn().is(200))).contains("enroll-profile");
        code(says("{\"nickName\": \"\"}"));
        signsIn();
        code(says("{\"nickName\": \"Annie\"}"));
        assertThat(known("nickName")).isEqualTo("Annie");
        code(signsIn());
    }

    @Test
    void nothing_else_can_be_said() {
        newcomer.asksAlso(COUNTRY, true, ON);
        for (var more :
                List.of(
                        "\"login\": \"eve@x.test\"",
                        "\"email\": \"eve@x.test\"",
                        "\"firstName\": \"Eve\"",
                        "\"title\": \"Admin\"",
                        "\"id\": \"00u1\"")) {
            signsIn();
            says("{\"countryCode\": \"FI\", " + more + "}").is(400);
            assertThat(known("login") + known("firstName") + known("countryCode"))
                    .isEqualTo("ann@x.testAnn");
        }
    }

    @Test
    void what_the_schema_does_not_allow_is_refused() {
        newcomer.asksAlso(COUNTRY + ", {\"name\": \"secondEmail\"}", true, ON);
        signsIn();
        says("{\"countryCode\": \"FI\", \"secondEmail\": \"none\"}").is(400);
        says("{\"countryCode\": \"a\\u0000\"}").is(400);
        says("{\"countryCode\": [1]}").is(400);
        code(says("{\"countryCode\": \"FI\"}"));
    }

    @Test
    void it_is_said_before_a_session_and_by_nobody_who_proved_nothing() {
        newcomer.asksAlso(COUNTRY, true, ON);
        handle = idx.begun();
        says("{\"countryCode\": \"FI\"}").is(200);
        idx.identify(handle, "ann@x.test").is(200);
        assertThat(says("{\"countryCode\": \"FI\"}").json().has("successWithInteractionCode"))
                .isFalse();
        assertThat(known("countryCode")).isEmpty();
        var asked = idx.password(handle, IdxOrg.PASSWORD).is(200);
        assertThat(asked.response().all("Set-Cookie")).isEmpty();
    }

    @Test
    void a_value_that_must_be_unique_and_is_taken_is_told() {
        idx.org
                .post(
                        "/api/v1/meta/schemas/user/default",
                        """
                        {"definitions": {"custom": {"id": "#custom", "type": "object",
                          "properties": {"badge": {"title": "Badge", "type": "string",
                            "unique": "UNIQUE_VALIDATED"}}}}}\
                        """)
                .is(200);
        var bob = idx.user("bob@x.test");
        idx.org.post("/api/v1/users/" + bob, "{\"profile\": {\"badge\": \"7\"}}").is(200);
        newcomer.asksAlso("{\"name\": \"badge\", \"required\": true}", true, ON);
        signsIn();
        assertThat(complaints(says("{\"badge\": \"7\"}").is(400)))
                .containsExactly("badge: registration.error.notUniqueWithinOrg");
        code(says("{\"badge\": \"8\"}"));
    }

    @Test
    void a_program_that_signs_somebody_in_is_not_asked() {
        newcomer.asksAlso(COUNTRY, true, ON);
        var answer =
                idx.org
                        .post(
                                "/api/v1/authn",
                                "{\"username\": \"ann@x.test\", \"password\": \"%s\"}"
                                        .formatted(IdxOrg.PASSWORD))
                        .is(200);
        assertThat(answer.text("/status")).isEqualTo("SUCCESS");
    }

    @Test
    void numbers_and_truths_may_come_as_text() {
        idx.org
                .post(
                        "/api/v1/meta/schemas/user/default",
                        """
                        {"definitions": {"custom": {"id": "#custom", "type": "object",
                          "properties": {
                            "floor": {"title": "Floor", "type": "integer", "minimum": 0},
                            "remote": {"title": "Remote", "type": "boolean"},
                            "size": {"title": "Size", "type": "string",
                                     "enum": ["S", "M"]}}}}}\
                        """)
                .is(200);
        newcomer.asksAlso(
                "{\"name\": \"floor\", \"required\": true}, {\"name\": \"remote\"}, {\"name\": \"size\"}",
                true,
                ON);
        signsIn();
        for (var wrong : List.of("\"x\"", "\"-1\"", "\"1e9\"", "1.5", "\"99999999999999999999\"")) {
            says("{\"floor\": " + wrong + "}").is(400);
        }
        says("{\"floor\": 1, \"size\": \"XL\"}").is(400);
        var wrong = says("{\"floor\": \"three\", \"remote\": \"true\"}").is(400);
        assertThat(complaints(wrong)).containsExactly("floor: registration.error.invalid");
        assertThat(wrong.json().has("messages")).isFalse();
        code(says("{\"floor\": \"3\", \"remote\": \"true\", \"size\": \"M\"}"));
        assertThat(known("floor") + known("remote") + known("size")).isEqualTo("3trueM");
        assertThat(message(signsIn())).isEmpty();
    }
}
