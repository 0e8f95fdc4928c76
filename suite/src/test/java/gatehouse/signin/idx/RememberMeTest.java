package gatehouse.signin.idx;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.signin.rules.Rules;
import gatehouse.testkit.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The widget's {@code rememberMe}: a device that is trusted. */
class RememberMeTest {
    private static final String ANN = "ann@x.test";
    private final IdxOrg idx = new IdxOrg();
    private final Rules rules = new Rules(idx.org);
    private final Browser browser = new Browser(idx);

    RememberMeTest() {
        idx.user(ANN);
    }

    private Reply widget(String rememberMe) {
        browser.leaves();
        var interaction = idx.interact(idx.interaction()).is(200).text("/interaction_handle");
        var handle =
                browser.send("introspect", Json.object().put("interactionHandle", interaction))
                        .text("/stateHandle");
        var body =
                Json.read("{\"identifier\": \"" + ANN + "\"" + rememberMe + "}", ObjectNode.class);
        browser.send("identify", body.put("stateHandle", handle)).is(200);
        body = Json.object().put("stateHandle", handle);
        body.putObject("credentials").put("passcode", IdxOrg.PASSWORD);
        return browser.send("challenge/answer", body).is(200);
    }

    private void mailbox(Reply asked) {
        var handle = asked.text("/stateHandle");
        var body = Json.object().put("stateHandle", handle);
        body.putObject("authenticator").put("id", asked.text("/authenticators/value/0/id"));
        browser.send("challenge", body).is(200);
        body = Json.object().put("stateHandle", handle);
        body.putObject("credentials").put("passcode", idx.mailed());
        IdxOrg.code(browser.send("challenge/answer", body));
    }

    @Test
    void who_tells_the_widget_to_remember_the_device_is_spared() {
        rules.prompts("DEVICE", false);
        mailbox(widget(", \"rememberMe\": true"));

        idx.org.passes(Duration.ofSeconds(1));
        IdxOrg.code(widget(""));
    }

    @Test
    void the_widget_follows_the_policy_where_nobody_says_anything() {
        rules.prompts("DEVICE", true);
        mailbox(widget(""));

        idx.org.passes(Duration.ofSeconds(1));
        IdxOrg.code(widget(""));
    }

    @Test
    void who_tells_it_not_to_is_asked_again() {
        rules.prompts("DEVICE", true);
        mailbox(widget(", \"rememberMe\": false"));

        idx.org.passes(Duration.ofSeconds(1));
        assertThat(widget("").json().has("successWithInteractionCode")).isFalse();
    }
}
