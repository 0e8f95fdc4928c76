package gatehouse.signin.authn;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Okta's {@code rememberDevice}, for devices that a program tells of and for browsers. */
class RememberDeviceTest {
    private static final String DEVICE = "26q43Ak9Eh04p7H6Nnx0m69JqYOrfVBY";
    private final AuthnOrg at = new AuthnOrg();
    private final String secret = at.enrolled();

    private void prompts(String mode) {
        at.rules.rule(
                "SIGN_ON",
                "signon",
                AuthnOrg.FACTOR
                        .replace("\"ALWAYS\"", "\"" + mode + "\"")
                        .replace(
                                "\"rememberDeviceByDefault\": false",
                                "\"rememberDeviceByDefault\": true"));
    }

    private Reply on(String device) {
        at.org.passes(Duration.ofMinutes(1));
        var body = new HashMap<String, Object>();
        body.put("username", AuthnOrg.ANN);
        body.put("password", AuthnOrg.PASSWORD);
        body.put("context", Map.of("deviceToken", device));
        return at.send("", body);
    }

    private Reply proved(Reply asked, String query) {
        var verify = AuthnOrg.verify(asked, "token:software:totp") + query;
        return at.next(asked, verify, "passCode", at.totp(secret));
    }

    @Test
    void a_device_is_remembered_where_the_program_says_so() {
        prompts("DEVICE");
        var asked = on(DEVICE);
        assertThat(asked.json().at("/_embedded/policy/allowRememberDevice").asBoolean()).isTrue();
        assertThat(asked.json().at("/_embedded/policy/rememberDeviceByDefault").asBoolean())
                .isTrue();
        at.session(proved(asked, ""));
        assertThat(AuthnOrg.status(on(DEVICE))).as("not asked for").isEqualTo("MFA_REQUIRED");

        at.session(proved(on(DEVICE), "?rememberDevice=true"));

        at.session(on(DEVICE));
        assertThat(AuthnOrg.status(on("another"))).isEqualTo("MFA_REQUIRED");
    }

    @Test
    void it_lasts_as_long_as_the_policy_says() {
        prompts("SESSION");
        var asked = on(DEVICE);
        assertThat(asked.json().at("/_embedded/policy/rememberDeviceLifetimeInMinutes").asInt())
                .isEqualTo(15);
        at.session(proved(asked, "?rememberDevice=true"));

        at.session(on(DEVICE));
        at.org.passes(Duration.ofMinutes(14));
        assertThat(AuthnOrg.status(on(DEVICE))).isEqualTo("MFA_REQUIRED");
    }

    @Test
    void where_the_policy_asks_each_time_nothing_is_remembered() {
        var asked = on(DEVICE);
        assertThat(asked.json().at("/_embedded/policy/allowRememberDevice").asBoolean()).isFalse();
        at.session(proved(asked, "?rememberDevice=true"));

        assertThat(AuthnOrg.status(on(DEVICE))).isEqualTo("MFA_REQUIRED");
        prompts("DEVICE");
        assertThat(AuthnOrg.status(on(DEVICE))).isEqualTo("MFA_REQUIRED");
    }

    @Test
    void a_stranger_s_word_for_a_device_counts_for_nothing() {
        prompts("DEVICE");
        at.session(proved(on(DEVICE), "?rememberDevice=true"));

        at.org.asAnyone();

        assertThat(AuthnOrg.status(on(DEVICE))).isEqualTo("MFA_REQUIRED");
    }

    @Test
    void a_browser_that_speaks_for_itself_is_known_by_its_cookie() {
        prompts("DEVICE");
        at.org.asAnyone();
        var in = proved(on(""), "?rememberDevice=true").is(200);
        var cookie = in.header("Set-Cookie").split(";", 2)[0];
        assertThat(cookie).startsWith("dt=");

        at.org.passes(Duration.ofMinutes(1));
        var body =
                "{\"username\": \"%s\", \"password\": \"%s\"}"
                        .formatted(AuthnOrg.ANN, AuthnOrg.PASSWORD);
        var again = at.org.send("POST", "/api/v1/authn", Map.of("cookie", cookie), body);
        assertThat(AuthnOrg.status(again)).isEqualTo("SUCCESS");
    }
}
