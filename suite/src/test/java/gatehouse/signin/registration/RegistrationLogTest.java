package gatehouse.signin.registration;

import static gatehouse.signin.registration.Newcomer.EMAIL;
import static gatehouse.signin.registration.Newcomer.PROFILE;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.outside.Outgoing;
import gatehouse.signin.idx.IdxOrg;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The System Log tells of those who wanted an account and got none. */
class RegistrationLogTest {
    private static final String CODE = "user.authentication.auth_via_mfa";
    private static final String CREATE = "user.lifecycle.create";
    private final IdxOrg idx = new IdxOrg();
    private final Newcomer newcomer = new Newcomer(idx);

    /** Each as {@code actor: reason}. */
    private List<String> failures(String type) {
        return idx.org.inTx(tx ->
                tx.list(
                        "select body from system_log where org_id = ? and event_type = ?"
                                + " and outcome = 'FAILURE' order by xact, seq",
                        row ->
                                row.json("body").at("/actor/alternateId").asString("")
                                        + ": "
                                        + row.json("body").at("/outcome/reason").asString(""),
                        tx.org(),
                        type));
    }

    @Test
    void of_codes_that_were_wrong_late_or_used() {
        var handle = newcomer.begun();
        newcomer.waits(handle, PROFILE);
        newcomer.answers(handle, "000000").is(401);
        var code = idx.mailed();
        idx.org.passes(Duration.ofMinutes(6));
        newcomer.answers(handle, code);

        assertThat(failures(CODE))
                .containsExactly(EMAIL + ": INVALID_CREDENTIALS", EMAIL + ": EXPIRED");
    }

    @Test
    void of_those_whom_a_service_refuses() {
        idx.org.calling(_ ->
                new Outgoing.Answer(
                        200,
                        "{\"error\": {\"errorSummary\": \"No.\"}}"
                                .getBytes(StandardCharsets.UTF_8)));
        var hook = PreRegistrationTest.hook(idx.org);
        newcomer.lets(
                true, ", \"preRegistrationInlineHooks\": [{\"inlineHookId\": \"" + hook + "\"}]");
        newcomer.describes(newcomer.begun(), PROFILE).is(400);

        assertThat(failures(CREATE)).containsExactly(EMAIL + ": DENIED_BY_INLINE_HOOK");
    }

    @Test
    void of_those_who_are_somebody_already_though_the_page_does_not_say_so() {
        idx.user(EMAIL);
        newcomer.lets(false, ", \"enrollAuthenticatorTypes\": [\"password\"]");
        var handle = newcomer.begun();
        idx.send(
                "enroll/new",
                handle,
                "{\"userProfile\": %s, \"credentials\": {\"passcode\": \"%s\"}}"
                        .formatted(PROFILE, IdxOrg.PASSWORD));

        assertThat(failures(CREATE)).containsExactly(EMAIL + ": NOT_UNIQUE");
    }

    @Test
    void of_those_who_try_where_nobody_may() {
        newcomer.rules.rule(
                "PROFILE_ENROLLMENT",
                "profileEnrollment",
                "{\"access\": \"DENY\", \"unknownUserAction\": \"DENY\"}");
        idx.send("enroll", idx.begun(), "{}");

        assertThat(failures(CREATE)).containsExactly("unknown: REGISTRATION_NOT_ALLOWED");
    }

    @Test
    void what_is_only_mistyped_is_no_event() {
        newcomer.describes(newcomer.begun(), PROFILE.replace("Nea", "")).is(400);

        assertThat(failures(CREATE)).isEmpty();
    }
}
