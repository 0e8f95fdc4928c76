package gatehouse.signin.authn;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.platform.mailbox.Mailbox;
import gatehouse.platform.mailbox.Sent;
import gatehouse.testkit.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A telephone that is set up by a program of the classic API. */
class AuthnTelephoneTest {
    private final AuthnOrg at = new AuthnOrg();

    private List<Sent> messages() {
        at.org.mails();
        return at.org.inTx(tx -> Mailbox.latest(tx, ""));
    }

    private Reply enroll(Map<String, ?> profile) {
        at.rules.active("phone_number").enrolls("phone_number", "REQUIRED");
        var offered = at.first(AuthnOrg.ANN, AuthnOrg.PASSWORD);
        assertThat(AuthnOrg.status(offered)).isEqualTo("MFA_ENROLL");
        return at.org.post(
                "/api/v1/authn/factors",
                Json.text(
                        Map.of(
                                "stateToken",
                                offered.text("/stateToken"),
                                "factorType",
                                "sms",
                                "provider",
                                "OKTA",
                                "profile",
                                profile)));
    }

    @Test
    void its_code_is_sent_again_to_whoever_asks_for_it() {
        var begun = enroll(Map.of("phoneNumber", "+15554151337"));
        assertThat(AuthnOrg.status(begun)).isEqualTo("MFA_ENROLL_ACTIVATE");
        assertThat(messages()).hasSize(1);
        assertThat(begun.text("/_links/resend/0/name")).isEqualTo("sms");
        var resend = begun.text("/_links/resend/0/href").replaceAll(".*/api/v1/authn", "");

        at.next(begun, resend).is(429, "E0000109");
        at.org.passes(Duration.ofSeconds(31));
        assertThat(AuthnOrg.status(at.next(begun, resend))).isEqualTo("MFA_ENROLL_ACTIVATE");

        assertThat(messages()).hasSize(2);
        var code = messages().getFirst().text().replaceAll("\\D", "");
        var activate = begun.text("/_links/next/href").replaceAll(".*/api/v1/authn", "");
        at.session(at.next(begun, activate, "passCode", code));
    }

    @Test
    void there_is_none_without_a_number() {
        enroll(Map.of()).is(400, "E0000001");
        assertThat(messages()).isEmpty();
    }
}
