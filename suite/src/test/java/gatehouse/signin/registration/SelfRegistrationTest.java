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
import gatehouse.testkit.Wire;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class SelfRegistrationTest {
    private final IdxOrg idx = new IdxOrg();
    private final Newcomer newcomer = new Newcomer(idx);

    @Test
    void somebody_unknown_proves_their_mailbox_chooses_a_password_and_is_in() {
        var handle = newcomer.begun();
        var offered = newcomer.describes(handle, PROFILE).is(200);
        assertThat(remediations(offered)).containsExactly("select-authenticator-enroll");
        newcomer.user(EMAIL).is(404);
        var waits = newcomer.chooses(handle, offered, "okta_email").is(200);
        assertThat(remediations(waits)).contains("enroll-authenticator");
        assertThat(waits.text("/currentAuthenticator/value/contextualData/email")).isEqualTo(EMAIL);
        assertThat(message(newcomer.answers(handle, "00000x").is(401)))
                .isEqualTo("api.authn.error.PASSCODE_INVALID");
        var proved = newcomer.answers(handle, idx.mailed()).is(200);
        newcomer.user(EMAIL).is(404);
        var chooses = newcomer.chooses(handle, proved, "okta_password").is(200);
        assertThat(chooses.json().at("/currentAuthenticator/value/settings/complexity").isObject())
                .isTrue();
        assertThat(message(newcomer.answers(handle, "weak").is(400)))
                .isEqualTo("password.passwordRequirementsNotMet");
        newcomer.user(EMAIL).is(404);

        var done = code(newcomer.answers(handle, IdxOrg.PASSWORD));

        assertThat(idx.token(done, Wire.VERIFIER).is(200).text("/id_token")).isNotEmpty();
        var user = newcomer.user(EMAIL).is(200);
        assertThat(user.text("/status")).isEqualTo("ACTIVE");
        assertThat(user.text("/profile/login")).isEqualTo(EMAIL);
        assertThat(user.text("/profile/firstName")).isEqualTo("Nea");
        assertThat(idx.org.events())
                .contains("user.lifecycle.create", "user.lifecycle.activate", "user.session.start");
    }

    @Test
    void the_new_account_signs_in_like_any_other() {
        code(newcomer.registers(newcomer.begun()));
        var again = idx.begun();
        idx.identify(again, EMAIL).is(200);
        code(idx.password(again, IdxOrg.PASSWORD));
    }

    @Test
    void they_are_who_made_the_account_as_the_log_tells_it() {
        code(newcomer.registers(newcomer.begun()));
        var id = newcomer.user(EMAIL).id();
        var actors =
                idx.org.inTx(tx ->
                        tx.list(
                                "select actor_id from system_log where org_id = ?"
                                        + " and event_type = 'user.lifecycle.create'",
                                row -> row.text("actor_id"),
                                tx.org()));
        assertThat(actors).containsExactly(id);
    }

    @Test
    void whom_the_policy_turns_away_is_not_offered_it_and_is_refused() {
        for (var closed :
                new String[] {
                    "{\"access\": \"ALLOW\", \"unknownUserAction\": \"DENY\"}",
                    "{\"access\": \"DENY\", \"unknownUserAction\": \"REGISTER\"}"
                }) {
            newcomer.rules.rule("PROFILE_ENROLLMENT", "profileEnrollment", closed);
            var handle = idx.begun();
            var refused = idx.send("enroll", handle, "{}").is(403);
            assertThat(message(refused)).isEqualTo("oie.registration.is.not.enabled");
            assertThat(remediations(refused)).doesNotContain("select-enroll-profile");
            newcomer.describes(handle, PROFILE);
            assertThat(newcomer.lettersTo(EMAIL)).isEmpty();
        }
    }

    @Test
    void an_application_s_own_policy_counts_there_and_nowhere_else() {
        var policy =
                idx.org
                        .post(
                                "/api/v1/policies",
                                "{\"type\": \"PROFILE_ENROLLMENT\", \"name\": \"Own\"}")
                        .is(200)
                        .id();
        idx.org.put("/api/v1/apps/" + idx.client + "/policies/" + policy, "{}").is(204);
        idx.send("enroll", idx.begun(), "{}").is(403);
        var rule = "/api/v1/policies/" + policy + "/rules";
        var own = (ObjectNode) idx.org.get(rule).is(200).json().path(0);
        ((ObjectNode) own.at("/actions/profileEnrollment"))
                .put("unknownUserAction", "REGISTER")
                .putArray("profileAttributes")
                .addObject()
                .put("name", "title")
                .put("label", "Job");
        idx.org.put(rule + "/" + own.path("id").asString(), own.toString()).is(200);

        var asked = idx.send("enroll", idx.begun(), "{}").is(200);

        assertThat(asked.json().at("/remediation/value/0/value/0/form/value").valueStream())
                .extracting(field -> field.path("label").asString())
                .containsExactlyInAnyOrder("Job", "First name", "Last name", "Primary email");
    }

    @Test
    void a_policy_that_turns_them_away_meanwhile_ends_it() {
        var handle = newcomer.begun();
        newcomer.waits(handle, PROFILE);
        var code = idx.mailed();
        newcomer.rules.rule(
                "PROFILE_ENROLLMENT",
                "profileEnrollment",
                "{\"access\": \"ALLOW\", \"unknownUserAction\": \"DENY\"}");
        newcomer.answers(handle, code).is(403);
        newcomer.user(EMAIL).is(404);
    }

    @Test
    void where_no_mailbox_need_be_proved_a_password_is_enough() {
        newcomer.lets(false, "");
        var handle = newcomer.begun();
        var offered = newcomer.describes(handle, PROFILE).is(200);
        newcomer.chooses(handle, offered, "okta_password").is(200);
        code(newcomer.answers(handle, IdxOrg.PASSWORD));
        assertThat(newcomer.lettersTo(EMAIL)).isEmpty();
    }

    @Test
    void the_password_is_chosen_on_the_first_page_where_the_policy_has_it_so() {
        newcomer.lets(false, ", \"enrollAuthenticatorTypes\": [\"password\"]");
        var handle = newcomer.begun();
        newcomer.describes(handle, PROFILE).is(400);
        var both = "{\"userProfile\": %s, \"credentials\": {\"passcode\": \"%s\"}}";
        var weak = idx.send("enroll/new", handle, both.formatted(PROFILE, "weak")).is(400);
        assertThat(message(weak)).isEqualTo("password.passwordRequirementsNotMet");
        assertThat(weak.text("/remediation/value/0/value/0/form/value/0/value")).isEqualTo("Nea");
        code(idx.send("enroll/new", handle, both.formatted(PROFILE, IdxOrg.PASSWORD)));
    }

    @Test
    void nobody_has_a_password_where_nobody_may() {
        newcomer.rules.enrolls("okta_password", "NOT_ALLOWED", "okta_email", "REQUIRED");
        newcomer.rules.asks("1FA", "[]");
        newcomer.lets(false, "");
        var handle = newcomer.begun();
        newcomer.waits(handle, PROFILE);
        code(newcomer.answers(handle, idx.mailed()));
    }

    @Test
    void groups_of_the_policy_are_theirs_and_those_that_are_gone_do_no_harm() {
        var group =
                idx.org
                        .post("/api/v1/groups", "{\"profile\": {\"name\": \"Newcomers\"}}")
                        .is(200)
                        .id();
        newcomer.lets(true, ", \"targetGroupIds\": [\"" + group + "\", \"00gGone\"]");
        code(newcomer.registers(newcomer.begun()));
        var id = newcomer.user(EMAIL).id();
        assertThat(idx.org.get("/api/v1/users/" + id + "/groups").all("/id")).contains(group);
        assertThat(idx.org.events()).contains("group.user_membership.add");
    }

    @Test
    void what_the_policy_asks_is_asked_and_must_be_right() {
        newcomer.asksAlso("{\"name\": \"countryCode\", \"required\": true}", true, "");
        var handle = newcomer.begun();
        var wrong =
                newcomer.describes(
                                handle,
                                "{\"firstName\": \" \", \"lastName\": \"%s\", \"email\": \"none\"}"
                                        .formatted("x".repeat(51)))
                        .is(400);
        assertThat(complaints(wrong))
                .containsExactlyInAnyOrder(
                        "firstName: registration.error.invalid",
                        "lastName: registration.error.invalid",
                        "email: registration.error.invalid",
                        "countryCode: registration.error.invalid");
        newcomer.describes(handle, PROFILE.replace("}", ", \"countryCode\": \"FI\"}")).is(200);
    }

    @Test
    void a_code_is_sent_again_and_only_the_last_one_counts() {
        var handle = newcomer.begun();
        newcomer.waits(handle, PROFILE);
        var first = idx.mailed();
        idx.send("challenge/resend", handle, "{}").is(200);
        var second = idx.mailed();
        if (!first.equals(second)) {
            newcomer.answers(handle, first).is(401);
        }
        newcomer.answers(handle, second).is(200);
    }

    @Test
    void a_code_is_good_for_a_while() {
        var handle = newcomer.begun();
        newcomer.waits(handle, PROFILE);
        var code = idx.mailed();
        idx.org.passes(Duration.ofMinutes(6));
        assertThat(message(newcomer.answers(handle, code).is(401)))
                .isEqualTo("api.authn.error.PASSCODE_EXPIRED");
    }

    @Test
    void whoever_has_an_account_after_all_goes_back_to_sign_in() {
        var handle = newcomer.begun();
        Reply back = idx.send("identify/select", handle, "{}").is(200);
        assertThat(remediations(back)).contains("identify", "select-enroll-profile");
    }
}
