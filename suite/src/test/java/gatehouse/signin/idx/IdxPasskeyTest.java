package gatehouse.signin.idx;

import static gatehouse.signin.idx.IdxOrg.code;
import static gatehouse.signin.idx.IdxOrg.message;
import static gatehouse.signin.idx.IdxOrg.remediations;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.policy.factors.VirtualKey;
import gatehouse.signin.rules.Rules;
import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class IdxPasskeyTest {
    private static final String ANN = "ann@x.test";
    private static final String CHALLENGE = "/webauthnAutofillUIChallenge/value/challengeData";
    private static final String AUTOFILL = "challenge-webauthn-autofillui-authenticator";
    private static final String BUTTON = "launch-passkeys-authenticator";

    private final IdxOrg idx = new IdxOrg();
    private final Rules rules = new Rules(idx.org);
    private final String ann = idx.user(ANN);
    private final VirtualKey key = new VirtualKey("http://" + idx.org.host());

    IdxPasskeyTest() {
        rules.active("webauthn").enrolls("webauthn", "REQUIRED");
    }

    private Reply answer(String path, String handle, Map<String, String> signed) {
        var body = Json.object();
        body.set("credentials", Json.MAPPER.valueToTree(signed));
        return idx.send(path, handle, body.toString());
    }

    /** Ann makes a passkey as she signs in. */
    private Reply made() {
        var handle = idx.begun();
        var asked = asked(handle);
        code(answer("challenge/answer", handle, key.make(toMake(asked))));
        return asked;
    }

    private Reply asked(String handle) {
        idx.identify(handle, ANN).is(200);
        var offered = idx.password(handle, IdxOrg.PASSWORD);
        return idx.choose(handle, "credential/enroll", offered, "webauthn").is(200);
    }

    private static String toMake(Reply asked) {
        return asked.text("/currentAuthenticator/value/contextualData/activationData/challenge");
    }

    private void offer(boolean autofill, boolean button) {
        var id =
                idx.org
                        .get("/api/v1/authenticators")
                        .json()
                        .valueStream()
                        .filter(one -> one.path("key").asString().equals("webauthn"))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asString();
        idx.org
                .put(
                        "/api/v1/authenticators/" + id + "/methods/webauthn",
                        """
                        {"settings": {"enableAutofillUI": %s,
                           "showSignInWithAPasskeyButton": %s}}\
                        """
                                .formatted(autofill, button))
                .is(200);
    }

    private Reply looked(String handle) {
        return idx.send("introspect", Json.object().put("stateToken", handle)).is(200);
    }

    /** What a browser sends that found a passkey by itself: it does not say which, but whose. */
    private Map<String, String> found(String handle, String owner) {
        var signed = new HashMap<>(key.use(looked(handle).text(CHALLENGE + "/challenge")));
        signed.remove("id");
        signed.put("userHandle", owner);
        return signed;
    }

    private Reply present(String handle, Map<String, String> signed) {
        return answer("challenge/answer/webauthn-autofillui", handle, signed);
    }

    @Test
    void a_key_of_another_model_than_the_policy_wants_is_not_set_up() {
        var policies = "/api/v1/policies";
        var policy = idx.org.get(policies + "?type=MFA_ENROLL").text("/0/id");
        idx.org
                .put(
                        policies + "/" + policy,
                        """
                        {"type": "MFA_ENROLL", "settings": {"authenticators": [
                          {"key": "webauthn", "enroll": {"self": "REQUIRED"},
                           "constraints": {"aaguidGroups": ["Strong Keys"]}}]}}\
                        """)
                .is(200);
        var handle = idx.begun();
        answer("challenge/answer", handle, key.make(toMake(asked(handle)))).is(401);
        assertThat(idx.org.get("/api/v1/users/" + ann + "/factors").all("/status"))
                .doesNotContain("ACTIVE");
    }

    @Test
    void a_browser_is_told_which_passkeys_there_are() {
        assertThat(made().json().at("/authenticatorEnrollments/value").isEmpty()).isTrue();
        rules.asks("2FA", "[]");
        idx.org.passes(Duration.ofMinutes(1));
        var handle = idx.begun();
        idx.identify(handle, ANN).is(200);
        var asked = idx.password(handle, IdxOrg.PASSWORD).is(200);
        if (remediations(asked).contains("select-authenticator-authenticate")) {
            asked = idx.choose(handle, "challenge", asked, "webauthn").is(200);
        }
        JsonNode first = asked.json().at("/authenticatorEnrollments/value/0");
        assertThat(first.path("key").asString()).isEqualTo("webauthn");
        assertThat(first.path("credentialId").asString()).isNotEmpty();
        var challenge =
                asked.text("/currentAuthenticator/value/contextualData/challengeData/challenge");
        code(answer("challenge/answer", handle, key.use(challenge)));
    }

    @Test
    void before_anything_is_proved_none_is_named_whoever_has_one() {
        made();
        rules.asks("1FA", "[]");
        var handle = idx.begun();
        var first = idx.identify(handle, ANN).is(200);
        var asked = idx.choose(handle, "challenge", first, "webauthn").is(200);
        assertThat(asked.json().at("/authenticatorEnrollments/value").valueStream())
                .noneMatch(one -> one.path("key").asString().equals("webauthn"));
        var form =
                asked.json()
                        .at("/remediation/value")
                        .valueStream()
                        .filter(one -> one.path("name").asString().startsWith("select-"))
                        .findFirst()
                        .orElseThrow();
        assertThat(form.at("/value/0/options").valueStream())
                .allMatch(one -> one.path("relatesTo").asString().startsWith("$.authenticators."));
    }

    @Test
    void a_passkey_says_whose_it_is_where_the_org_wants_that() {
        made();
        rules.asks("1FA", "[]");
        assertThat(remediations(looked(idx.begun()))).doesNotContain(AUTOFILL, BUTTON);

        offer(true, false);
        var handle = idx.begun();
        assertThat(remediations(looked(handle))).contains("identify", AUTOFILL);
        assertThat(remediations(looked(handle))).doesNotContain(BUTTON);
        assertThat(looked(handle).json().at(CHALLENGE).has("allowCredentials")).isFalse();
        var tokens = idx.token(code(present(handle, found(handle, ann))), Wire.VERIFIER);
        assertThat(tokens.is(200).text("/id_token")).isNotEmpty();

        offer(false, true);
        assertThat(remediations(looked(idx.begun()))).contains(BUTTON).doesNotContain(AUTOFILL);
    }

    @Test
    void it_is_one_factor_and_the_policy_may_want_another() {
        made();
        offer(true, false);
        rules.asks("2FA", "[{\"knowledge\": {\"types\": [\"password\"], \"required\": true}}]");
        var handle = idx.begun();
        var asked = present(handle, found(handle, ann)).is(200);
        assertThat(asked.text("/user/value/identifier")).isEqualTo(ANN);
        code(idx.password(handle, IdxOrg.PASSWORD));
    }

    @Test
    void it_does_not_where_somebody_else_must() {
        made();
        offer(true, false);
        IdxVouchingTest.route(idx, "x.test", IdxVouchingTest.elsewhere(idx));
        var handle = idx.begun();
        present(handle, found(handle, ann)).is(200);
        assertThat(remediations(looked(handle))).containsExactly("redirect-idp");
    }

    @Test
    void nothing_else_says_so() {
        made();
        rules.asks("1FA", "[]");
        var bob = idx.user("bob@x.test");
        offer(true, true);
        var handle = idx.begun();
        for (var owner : new String[] {bob, "nobody", ""}) {
            refused(handle, found(handle, owner));
        }
        refused(handle, Map.of());
        refused(handle, Map.of("userHandle", ann, "signatureData", "AA"));
        var other = idx.begun();
        refused(handle, found(other, ann));
        var signed = found(handle, ann);
        looked(handle);
        refused(handle, signed);
        var late = found(handle, ann);
        idx.org.passes(Duration.ofMinutes(6));
        assertThat(present(handle, late).json().has("successWithInteractionCode")).isFalse();
    }

    private void refused(String handle, Map<String, String> signed) {
        var answer = present(handle, signed).is(401);
        assertThat(message(answer)).isEqualTo("errors.E0000004");
        assertThat(remediations(answer)).contains("identify", AUTOFILL, BUTTON);
    }

    @Test
    void nobody_says_so_where_the_org_does_not_want_it() {
        made();
        rules.asks("1FA", "[]");
        offer(true, false);
        var handle = idx.begun();
        var signed = found(handle, ann);
        offer(false, false);
        var answer = present(handle, signed).is(200);
        assertThat(remediations(answer)).contains("identify").doesNotContain(AUTOFILL);
    }

    @Test
    void it_says_so_once_however_many_come_at_once() {
        made();
        rules.asks("1FA", "[]");
        offer(true, false);
        var handle = idx.begun();
        var signed = found(handle, ann);
        long in =
                IntStream.range(0, 32)
                        .parallel()
                        .filter(i ->
                                present(handle, signed).json().has("successWithInteractionCode"))
                        .count();
        assertThat(in).isOne();
    }
}
