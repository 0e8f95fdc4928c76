package gatehouse.signin.registration;

import static gatehouse.signin.idx.IdxOrg.code;
import static gatehouse.signin.idx.IdxOrg.message;
import static gatehouse.signin.idx.IdxOrg.remediations;
import static gatehouse.signin.registration.Newcomer.EMAIL;
import static gatehouse.signin.registration.Newcomer.PROFILE;
import static gatehouse.signin.registration.Newcomer.complaints;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.kernel.outside.Outgoing;
import gatehouse.kernel.outside.Outgoing.Answer;
import gatehouse.kernel.outside.Outgoing.Unanswered;
import gatehouse.signin.idx.IdxOrg;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A service is asked before somebody is registered, or adds to their profile. */
class PreRegistrationTest {
    private final List<Outgoing> calls = new ArrayList<>();
    private final IdxOrg idx = new IdxOrg();
    private final Newcomer newcomer = new Newcomer(idx);
    private final String hook = hook(idx.org);
    private String says = "";

    PreRegistrationTest() {
        idx.org.calling(this::answer);
    }

    /** Has an org ask another system about whoever registers, where a rule says so. */
    static String hook(TestOrg org) {
        return org.post(
                        "/api/v1/inlineHooks",
                        """
                        {"name": "Who", "type": "com.okta.user.pre-registration",
                         "version": "1.0.0", "channel": {"type": "HTTP", "version": "1.0.0",
                           "config": {"uri": "https://who.test/ask", "method": "POST"}}}\
                        """)
                .is(200)
                .id();
    }

    private Answer answer(Outgoing call) {
        calls.add(call);
        if (says.equals("nothing")) {
            throw new Unanswered("no answer", true);
        }
        return new Answer(says.isEmpty() ? 204 : 200, says.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode heard() {
        return Json.MAPPER.readTree(calls.getLast().body());
    }

    private String hooked() {
        return ", \"preRegistrationInlineHooks\": [{\"inlineHookId\": \"" + hook + "\"}]";
    }

    private Reply describes(String answer) {
        says = answer;
        newcomer.lets(true, hooked());
        return newcomer.describes(newcomer.begun(), PROFILE);
    }

    @Test
    void the_service_hears_who_it_is_and_silence_is_consent() {
        assertThat(remediations(describes("").is(200)))
                .containsExactly("select-authenticator-enroll");
        assertThat(heard().path("eventType").asString())
                .isEqualTo("com.okta.user.pre-registration");
        assertThat(heard().path("requestType").asString()).isEqualTo("self.service.registration");
        assertThat(heard().at("/data/userProfile/login").asString()).isEqualTo(EMAIL);
        assertThat(heard().at("/data/action").asString()).isEqualTo("ALLOW");
        assertThat(heard().at("/data/context/request/url/value").asString())
                .contains("/idp/idx/enroll/new");
        assertThat(calls).hasSize(1);
        assertThat(idx.org.events()).contains("inline_hook.executed");
    }

    @Test
    void whom_it_denies_is_nobody_and_is_told_why() {
        var denied =
                """
                {"commands": [{"type": "com.okta.action.update",
                   "value": {"registration": "DENY"}}],
                 "error": {"errorSummary": "No.", "errorCauses": [{
                   "errorSummary": "Only ours may.", "location": "data.userProfile.email"}]}}\
                """;
        var refused = describes(denied).is(400);
        assertThat(complaints(refused)).containsExactly("email: registration.error.invalid");
        assertThat(refused.body()).contains("Only ours may.");
        for (var no :
                List.of(
                        "{\"commands\": [{\"type\": \"com.action.update\","
                                + " \"value\": {\"registration\": \"DENY\"}}]}",
                        "{\"error\": {\"errorSummary\": \"Registration is closed.\"}}")) {
            assertThat(describes(no).is(400).text("/messages/value/0/message"))
                    .startsWith("Registration is");
        }
        assertThat(newcomer.lettersTo(EMAIL)).isEmpty();
    }

    @Test
    void nobody_registers_where_it_does_not_answer_or_is_not_there() {
        for (var silence : List.of("nothing", "[]", "no json")) {
            assertThat(message(describes(silence).is(400))).isEqualTo("errors.E0000001");
        }
        idx.org.post("/api/v1/inlineHooks/" + hook + "/lifecycle/deactivate", "").is(200);
        calls.clear();
        describes("").is(400);
        assertThat(calls).isEmpty();
    }

    @Test
    void it_changes_who_they_will_be_within_the_schema() {
        describes(
                        "{\"commands\": [{\"type\": \"com.okta.user.profile.update\","
                                + " \"value\": {\"nothing\": \"here\"}}]}")
                .is(400);
        describes(
                        "{\"commands\": [{\"type\": \"com.okta.user.profile.update\","
                                + " \"value\": {\"lastName\": null}}]}")
                .is(400);
        says =
                "{\"commands\": [{\"type\": \"com.okta.user.profile.update\","
                        + " \"value\": {\"firstName\": \"Nia\", \"department\": \"Guests\"}}]}";
        code(newcomer.registers(newcomer.begun()));
        var user = newcomer.user(EMAIL);
        assertThat(user.text("/profile/firstName") + user.text("/profile/department"))
                .isEqualTo("NiaGuests");
    }

    @Test
    void what_somebody_adds_to_their_profile_is_asked_about_too() {
        var ann = idx.user("ann@x.test");
        newcomer.asksAlso(
                "{\"name\": \"employeeNumber\", \"required\": true}",
                true,
                ", \"progressiveProfilingAction\": \"ENABLED\"" + hooked());
        var handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);
        idx.password(handle, IdxOrg.PASSWORD).is(200);
        var said = "{\"userProfile\": {\"employeeNumber\": \"12\"}}";
        says = "{\"error\": {\"errorSummary\": \"Four digits.\"}}";
        idx.send("enroll/update", handle, said).is(400);
        assertThat(heard().path("requestType").asString()).isEqualTo("progressive.profile");
        assertThat(heard().at("/data/context/user/id").asString()).isEqualTo(ann);
        assertThat(heard().at("/data/userProfileUpdate/employeeNumber").asString()).isEqualTo("12");
        says =
                "{\"commands\": [{\"type\": \"com.okta.user.progressive.profile.update\","
                        + " \"value\": {\"employeeNumber\": \"0012\", \"firstName\": \"Eve\"}}]}";
        code(idx.send("enroll/update", handle, said));
        var user = newcomer.user("ann@x.test");
        assertThat(user.text("/profile/employeeNumber") + user.text("/profile/firstName"))
                .isEqualTo("0012Ann");
    }
}
