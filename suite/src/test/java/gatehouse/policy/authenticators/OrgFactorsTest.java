package gatehouse.policy.authenticators;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.signin.rules.Rules;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import org.junit.jupiter.api.Test;

/** The factors of the Classic Engine are the methods of authenticators under other names. */
class OrgFactorsTest {
    private static final String AT = "/api/v1/org/factors/";
    private final TestOrg org = TestOrg.fresh();

    private String status(String factor) {
        return org.get(AT + factor).is(200).text("/status");
    }

    private Reply authenticator(String key) {
        var all = org.get("/api/v1/authenticators").is(200);
        var id = all.all("/id").get(all.all("/key").indexOf(key));
        return org.get("/api/v1/authenticators/" + id).is(200);
    }

    @Test
    void one_is_switched_off_and_on_with_its_authenticator() {
        var question = org.get(AT + "okta_question").is(200);
        assertThat(question.text("/provider") + " " + question.text("/factorType"))
                .isEqualTo("OKTA question");
        assertThat(question.text("/_links/deactivate/href")).endsWith("lifecycle/deactivate");

        var off = org.post(AT + "okta_question/lifecycle/deactivate", "").is(200);
        assertThat(off.text("/status")).isEqualTo("INACTIVE");
        assertThat(off.text("/_links/activate/href")).endsWith("lifecycle/activate");
        assertThat(authenticator("security_question").text("/status")).isEqualTo("INACTIVE");

        org.post(AT + "okta_question/lifecycle/activate", "").is(200);
        assertThat(status("okta_question")).isEqualTo("ACTIVE");
        assertThat(authenticator("security_question").text("/status")).isEqualTo("ACTIVE");
    }

    @Test
    void one_of_two_methods_leaves_the_other_alone() {
        org.post(AT + "okta_call/lifecycle/activate", "").is(200);
        org.post(AT + "okta_sms/lifecycle/deactivate", "").is(200);
        assertThat(status("okta_call") + " " + status("okta_sms")).isEqualTo("ACTIVE INACTIVE");
        assertThat(authenticator("phone_number").text("/status")).isEqualTo("ACTIVE");

        org.post(AT + "okta_call/lifecycle/deactivate", "").is(200);
        assertThat(authenticator("phone_number").text("/status")).isEqualTo("INACTIVE");
    }

    @Test
    void all_are_listed_and_others_are_not_there() {
        assertThat(org.get("/api/v1/org/factors").is(200).all("/id"))
                .contains("google_otp", "okta_email", "okta_otp", "okta_sms");
        org.get(AT + "rsa_token").is(404, "E0000007");
        org.post(AT + "rsa_token/lifecycle/activate", "").is(404, "E0000007");
        org.post(AT + "yubikey_token/lifecycle/activate", "").is(404, "E0000007");
    }

    @Test
    void what_a_policy_wants_everybody_to_have_stays() {
        new Rules(org).enrolls("okta_email", "REQUIRED");
        org.post(AT + "okta_email/lifecycle/deactivate", "").is(403, "E0000148");
    }
}
