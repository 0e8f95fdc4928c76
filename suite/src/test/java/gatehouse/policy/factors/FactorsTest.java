package gatehouse.policy.factors;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.kernel.Principal;
import gatehouse.policy.assurance.Trait;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Standing;
import gatehouse.policy.factors.otp.Base32;
import gatehouse.policy.factors.otp.Otp;
import gatehouse.testkit.TestOrg;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What every door asks of factors. */
class FactorsTest {
    private final TestOrg org = TestOrg.fresh();
    private final Factors factors = org.composition().factors().factors();
    private final String user =
            org.post(
                            "/api/v1/users",
                            """
                            {"profile": {"firstName": "Ann", "lastName": "Lee",
                               "login": "ann@x.test", "email": "ann@x.test"},
                             "credentials": {"password": {"value": "Correct9horse"}}}\
                            """)
                    .is(200)
                    .id();

    private Occasion in(String request) {
        return new Occasion(Principal.system(org.id()), "http://" + org.host(), request);
    }

    private Begun enroll(Kind kind, String input) {
        org.inTx(tx ->
                tx.unlogged(gatehouse.kernel.db.Tx.Unlogged.ORG_SEED)
                        .execute(
                                "update authenticator set status = 'ACTIVE' where org_id = ?",
                                tx.org()));
        var db = org.composition().db();
        var authenticator = factors.authenticators(db, org.id()).key(kind.key()).orElseThrow();
        return factors.enroll(
                db, in("r"), user, authenticator, kind, Json.read(input, ObjectNode.class));
    }

    private Verdict activate(Enrollment enrollment, Map<String, String> answer) {
        return factors.activate(org.composition().db(), in("r"), enrollment, Json.tree(answer));
    }

    private Verdict verify(Enrollment enrollment, Map<String, String> answer) {
        return verify("r", List.of(enrollment), Json.tree(answer));
    }

    private Verdict verify(String request, List<Enrollment> any, ObjectNode answer) {
        return factors.verify(org.composition().db(), in(request), standing(), any, answer);
    }

    private Standing standing() {
        return factors.standing(org.composition().db(), in("r").by(), user).orElseThrow();
    }

    private Map<String, String> code(Begun begun) {
        var key = Base32.decode(begun.activation().path("sharedSecret").asString());
        return Map.of("passCode", Otp.USUAL.at(key, org.now().getEpochSecond() / 30));
    }

    private String sent() {
        return FactorOrg.sent(org);
    }

    @Test
    void a_code_of_an_app_is_good_once() {
        var begun = enroll(Kind.GOOGLE_OTP, "{}");
        assertThat(activate(begun.enrollment(), Map.of("passCode", "000000")))
                .isInstanceOf(Verdict.Wrong.class);
        assertThat(activate(begun.enrollment(), code(begun))).isInstanceOf(Verdict.Accepted.class);
        assertThat(verify(begun.enrollment(), code(begun))).isInstanceOf(Verdict.Replayed.class);
        org.passes(Duration.ofSeconds(30));
        assertThat(verify(begun.enrollment(), code(begun))).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void a_mailbox_is_proved_by_a_code_in_the_request_it_was_sent_for() {
        var db = org.composition().db();
        var mailbox = standing().usable(Kind.EMAIL);
        factors.challenge(db, in("r"), mailbox);
        var answer = Json.object().put("passCode", sent());
        assertThat(verify("other", mailbox, answer)).isInstanceOf(Verdict.Wrong.class);
        assertThat(verify("r", mailbox, answer)).isInstanceOf(Verdict.Accepted.class);
        assertThat(verify("r", mailbox, answer)).isInstanceOf(Verdict.Wrong.class);
    }

    @Test
    void a_mailbox_is_proved_by_a_link_whoever_waits() {
        var db = org.composition().db();
        var mailbox = standing().usable(Kind.EMAIL);
        factors.challenge(db, in("r"), mailbox);
        var token = org.mails().getLast().text().replaceAll("(?s).*token=(\\w+).*", "$1");
        assertThat(factors.poll(db, in("r"), mailbox.getFirst())).isEmpty();
        assertThat(factors.follow(db, in("r").by(), token)).isTrue();
        assertThat(factors.follow(db, in("r").by(), token)).isFalse();
        assertThat(factors.poll(db, in("r"), mailbox.getFirst()).orElseThrow())
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(factors.poll(db, in("r"), mailbox.getFirst())).isEmpty();
    }

    @Test
    void a_telephone_is_enrolled_by_the_code_it_was_told() {
        var begun = enroll(Kind.SMS, "{\"profile\": {\"phoneNumber\": \"+1-555-415-1337\"}}");
        assertThat(begun.enrollment().target()).isEqualTo("+15554151337");
        assertThat(activate(begun.enrollment(), Map.of("passCode", sent())))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void a_passkey_is_made_and_used_also_by_one_who_has_not_said_who_they_are() {
        var key = new VirtualKey("http://" + org.host());
        var begun = enroll(Kind.WEBAUTHN, "{}");
        var made = key.make(begun.activation().path("challenge").asString());
        assertThat(activate(begun.enrollment(), made)).isInstanceOf(Verdict.Accepted.class);
        var db = org.composition().db();
        var mine = standing().usable(Kind.WEBAUTHN);
        var asked = factors.challenge(db, in("r"), mine);
        key.counter = 1;
        var used = key.use(asked.options().path("challenge").asString());
        assertThat(verify("r", mine, Json.tree(used)))
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted ->
                                assertThat(accepted.traits())
                                        .contains(
                                                Trait.PHISHING_RESISTANT, Trait.USER_VERIFICATION));
        var anyone = factors.challengeAnyone(db, in("s"));
        key.counter = 2;
        var answer = Json.tree(key.use(anyone.options().path("challenge").asString()));
        assertThat(factors.verifyAnyone(db, in("s"), answer.put("userHandle", user)))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(factors.verifyAnyone(db, in("s"), answer)).isInstanceOf(Verdict.Expired.class);
    }
}
