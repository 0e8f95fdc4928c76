package gatehouse.signin.rules;

import static gatehouse.signin.idx.IdxOrg.code;
import static gatehouse.signin.idx.IdxOrg.remediations;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.signin.idx.IdxOrg;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * A mailbox counts once it is enrolled, where the policy enrolls none (autoEnroll of MFA_ENROLL).
 */
class AutoEnrollTest {
    private static final String ANN = "ann@x.test";
    private static final String PROVES = "select-authenticator-authenticate";
    private static final String ENROLLS = "select-authenticator-enroll";

    private final IdxOrg idx = new IdxOrg();
    private final TestOrg org = idx.org;
    private final Rules rules = new Rules(org);
    private final String ann = idx.user(ANN);
    private final String enrollments = "/api/v1/users/" + ann + "/authenticator-enrollments";

    private Reply mailbox(String self, String autoEnroll) {
        var policy = (ObjectNode) org.get("/api/v1/policies?type=MFA_ENROLL").is(200).json().get(0);
        var settings =
                """
                {"type": "AUTHENTICATORS", "authenticators": [
                  {"key": "okta_password", "enroll": {"self": "REQUIRED"}},
                  {"key": "okta_email", "enroll": {"self": "%s", "autoEnroll": %s}}]}\
                """
                        .formatted(self, autoEnroll);
        policy.set("settings", Json.read(settings, ObjectNode.class));
        return org.put("/api/v1/policies/" + policy.path("id").asString(), policy.toString());
    }

    private List<String> letters() {
        org.mails();
        var mailbox = Map.of("accept", "application/json");
        return org.send("GET", "/dev/mailbox?to=" + ANN, mailbox, "").is(200).all("/text");
    }

    private Reply signsIn(String handle) {
        idx.identify(handle, ANN).is(200);
        return idx.password(handle, IdxOrg.PASSWORD);
    }

    @Test
    void whoever_needs_it_enrolls_it_and_proves_it_from_then_on() {
        rules.asks("2FA", "[]");
        mailbox("OPTIONAL", "false").is(200);
        assertThat(org.get(enrollments).is(200).all("/key")).doesNotContain("okta_email");
        var handle = idx.begun();

        var asked = signsIn(handle);
        assertThat(remediations(asked)).contains(ENROLLS).doesNotContain(PROVES);
        idx.choose(handle, "credential/enroll", asked, "okta_email").is(200);
        code(
                idx.password(
                        handle, letters().getFirst().replaceAll("(?s).*?\\b(\\d{6})\\b.*", "$1")));

        assertThat(org.get(enrollments).is(200).all("/key")).contains("okta_email");
        org.passes(Duration.ofMinutes(5));
        assertThat(remediations(signsIn(idx.begun()))).contains(PROVES).doesNotContain(ENROLLS);
    }

    @Test
    void where_it_may_not_be_enrolled_there_is_no_way_in_with_it() {
        rules.asks("2FA", "[]");
        mailbox("NOT_ALLOWED", "false").is(200);

        var refused = signsIn(idx.begun());

        assertThat(IdxOrg.message(refused.is(403))).isEqualTo("security.access_denied");
    }

    @Test
    void nobody_begins_with_one_that_is_not_enrolled() {
        rules.asks("1FA", "[]");
        mailbox("OPTIONAL", "false").is(200);
        var handle = idx.begun();
        var offered = idx.identify(handle, ANN).is(200);

        idx.choose(handle, "challenge", offered, "okta_email").is(200);

        assertThat(letters()).isEmpty();
    }

    @Test
    void it_is_enrolled_by_an_administrator_too() {
        mailbox("OPTIONAL", "false").is(200);
        var factor =
                """
                {"factorType": "email", "provider": "OKTA", "profile": {"email": "%s"}}\
                """
                        .formatted(ANN);

        org.post("/api/v1/users/" + ann + "/factors?activate=true", factor).is(200);

        assertThat(org.get(enrollments).is(200).all("/key")).contains("okta_email");
    }

    @Test
    void an_account_is_recovered_by_it_all_the_same() {
        mailbox("NOT_ALLOWED", "false").is(200);
        var handle = idx.begun();
        idx.identify(handle, ANN).is(200);
        var offered = idx.send("recover", handle, "{}").is(200);

        idx.choose(handle, "challenge", offered, "okta_email").is(200);
        idx.password(handle, idx.mailed()).is(200);

        code(idx.password(handle, "Brandnew9horse"));
    }

    @Test
    void a_password_comes_first_again_where_some_have_nothing_to_show_before_it() {
        rules.asks("2FA", "[]");
        org.put(
                        "/attack-protection/api/v1/authenticator-settings",
                        "{\"verifyKnowledgeSecondWhen2faRequired\": true}")
                .is(200);
        mailbox("OPTIONAL", "false").is(200);

        assertThat(remediations(signsIn(idx.begun()))).contains(ENROLLS);
    }

    /** The only administrator has a password and a mailbox, and two factors are asked for. */
    @Test
    void no_administrator_is_shut_out_by_it() {
        org.post("/api/v1/users/" + ann + "/roles", "{\"type\": \"SUPER_ADMIN\"}").is(201);
        rules.prompts("ALWAYS", false);

        mailbox("NOT_ALLOWED", "false").is(400, "E0000001");
        mailbox("NOT_ALLOWED", "true").is(200);
        mailbox("OPTIONAL", "false").is(200);
    }

    @Test
    void what_all_must_have_is_enrolled_of_itself() {
        var refused = mailbox("REQUIRED", "false").is(400, "E0000001");
        assertThat(refused.causes().getFirst()).contains("enroll.autoEnroll");

        mailbox("REQUIRED", "true").is(200);
        mailbox("REQUIRED", "null").is(200);
        assertThat(org.get(enrollments).is(200).all("/key")).contains("okta_email");
    }
}
