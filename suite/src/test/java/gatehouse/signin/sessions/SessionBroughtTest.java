package gatehouse.signin.sessions;

import static gatehouse.signin.idx.IdxOrg.code;
import static gatehouse.signin.idx.IdxOrg.message;
import static gatehouse.signin.idx.IdxOrg.remediations;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.signin.idx.Browser;
import gatehouse.signin.idx.IdxOrg;
import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who has a session, on a page that shows the sign-in itself. */
class SessionBroughtTest {
    private final IdxOrg idx = new IdxOrg();
    private final Browser browser = new Browser(idx);

    SessionBroughtTest() {
        idx.user("ann@x.test");
        browser.named("ann@x.test").is(303);
        idx.org.passes(Duration.ofSeconds(1));
    }

    private String interaction(Map<String, String> more) {
        var form = idx.interaction();
        form.putAll(more);
        return idx.interact(form).is(200).text("/interaction_handle");
    }

    private Reply opens(String interaction) {
        return browser.send("introspect", Json.object().put("interactionHandle", interaction));
    }

    private Reply opensForTwoFactors() {
        return opens(interaction(Map.of("acr_values", "urn:okta:loa:2fa:any")));
    }

    @Test
    void they_need_prove_nothing_more_and_keep_their_session() {
        var opened = opens(interaction(Map.of()));

        assertThat(opened.response().all("Set-Cookie")).isEmpty();
        idx.token(code(opened), Wire.VERIFIER).is(200);
    }

    @Test
    void they_are_asked_for_the_second_factor_alone() {
        var asked = opensForTwoFactors().is(200);
        assertThat(remediations(asked)).containsExactly("select-authenticator-authenticate");
        assertThat(asked.body()).doesNotContain("Password\"");

        var handle = asked.text("/stateHandle");
        var choice = asked.text("/remediation/value/0/value/0/options/0/value/form/value/0/value");
        var chosen = Json.object().put("stateHandle", handle);
        chosen.putObject("authenticator").put("id", choice);
        browser.send("challenge", chosen).is(200);
        var proof = Json.object().put("stateHandle", handle);
        proof.putObject("credentials").put("passcode", idx.mailed());
        var done = browser.send("challenge/answer", proof);

        assertThat(done.response().all("Set-Cookie")).isNotEmpty();
        code(done);
    }

    @Test
    void what_they_proved_is_nothing_without_their_browser() {
        var handle = opensForTwoFactors().is(200).text("/stateHandle");

        var elsewhere = idx.send("introspect", handle, "{}").is(401);

        assertThat(message(elsewhere)).isEqualTo("idx.session.expired");
    }

    @Test
    void a_client_may_have_them_prove_it_again() {
        var asked = opens(interaction(Map.of("prompt", "login"))).is(200);

        assertThat(asked.json().has("successWithInteractionCode")).isFalse();
    }

    @Test
    void whoever_begins_anew_may_be_somebody_else() {
        var interaction = interaction(Map.of("acr_values", "urn:okta:loa:2fa:any"));
        var handle = opens(interaction).is(200).text("/stateHandle");

        browser.send("cancel", Json.object().put("stateHandle", handle)).is(200);

        assertThat(remediations(opens(interaction).is(200))).contains("identify");
    }
}
