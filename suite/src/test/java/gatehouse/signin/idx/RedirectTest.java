package gatehouse.signin.idx;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.signin.rules.Rules;
import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Requests to {@code /authorize}, which wait until whoever sent them has signed in. */
class RedirectTest {
    private final IdxOrg idx = new IdxOrg();
    private final Rules rules = new Rules(idx.org);
    private final Map<String, String> cookies = new HashMap<>();

    RedirectTest() {
        idx.user("ann@x.test");
    }

    private Map<String, String> headers() {
        var all =
                cookies.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining("; "));
        return all.isEmpty() ? Map.of() : Map.of("cookie", all);
    }

    private Reply kept(Reply reply) {
        for (var cookie : reply.response().all("Set-Cookie")) {
            var pair = cookie.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        return reply;
    }

    private Reply authorize(String more) {
        var form = idx.interaction();
        form.put("response_type", "code");
        var path = "/oauth2/default/v1/authorize?" + Wire.form(form) + more;
        return kept(idx.org.send("GET", path, headers(), "")).is(303);
    }

    private static String handle(Reply waiting) {
        return waiting.header("Location").replaceAll(".*/signin/", "");
    }

    private Reply form(String handle, String form) {
        return kept(idx.org.form("/signin/" + handle, headers(), form));
    }

    private Reply named(String handle) {
        return form(handle, "username=ann%40x.test&password=" + IdxOrg.PASSWORD);
    }

    private String mailed() {
        var text = idx.org.mails().getLast().text();
        var found = Pattern.compile("\\b\\d{6}\\b").matcher(text);
        assertThat(found.find()).isTrue();
        return found.group();
    }

    @Test
    void a_page_without_a_script_asks_for_all_that_the_policy_wants() {
        rules.asks("2FA", "[]");
        var handle = handle(authorize(""));

        var asked = named(handle).is(200);
        assertThat(cookies).doesNotContainKey("idx");
        var choice =
                Pattern.compile("name=\"choose\" value=\"([^\"]*/email)\"").matcher(asked.body());
        assertThat(choice.find()).as(asked.body()).isTrue();
        form(handle, "choose=" + choice.group(1)).is(200);
        form(handle, "passcode=x").is(401);
        assertThat(form(handle, "passcode=" + mailed()).is(303).header("Location"))
                .startsWith(IdxOrg.REDIRECT + "?code=");
        assertThat(cookies).containsKey("idx");
    }

    @Test
    void consent_stands_in_for_no_proof() {
        named(handle(authorize(""))).is(303);
        rules.asks("2FA", "[]");
        var waiting = authorize("");

        var agreed =
                idx.org.form("/signin/" + handle(waiting) + "/consent", headers(), "answer=allow");

        assertThat(String.valueOf(agreed.response().header("Location"))).doesNotContain("code=");
    }

    @Test
    void a_session_is_enough_as_long_as_the_policy_says() {
        named(handle(authorize(""))).is(303);
        idx.org.passes(Duration.ofSeconds(1));
        assertThat(authorize("").header("Location")).contains("code=");
        assertThat(authorize("&prompt=login").header("Location")).contains("/signin/");
        assertThat(authorize("&acr_values=urn:okta:loa:2fa:any").header("Location"))
                .contains("/signin/");
        rules.asks("2FA", "[]");
        assertThat(authorize("").header("Location")).contains("/signin/");
        assertThat(authorize("&prompt=none").header("Location")).contains("login_required");
    }

    @Test
    void what_was_proved_for_a_session_counts_for_nothing_once_that_is_over() {
        named(handle(authorize(""))).is(303);
        rules.asks("2FA", "[]");
        var handle = handle(authorize(""));
        idx.org.send("GET", "/signin/" + handle, headers(), "").is(200);

        idx.org.delete("/api/v1/users/ann@x.test/sessions").is(204);

        idx.org.send("GET", "/signin/" + handle, headers(), "").is(400);
    }

    @Test
    void a_page_that_shows_the_sign_in_itself_is_led_on() {
        var handle = handle(authorize(""));
        var body = Json.object().put("stateToken", handle);
        idx.send("introspect", body).is(401);
        var shown = idx.org.send("POST", "/idp/idx/introspect", headers(), body.toString()).is(200);
        assertThat(shown.text("/intent")).isEqualTo("LOGIN");
        var both = Json.object().put("stateHandle", handle).put("identifier", "ann@x.test");
        both.putObject("credentials").put("passcode", IdxOrg.PASSWORD);
        var done = idx.org.send("POST", "/idp/idx/identify", headers(), both.toString()).is(200);
        var next = done.text("/success/href").replaceAll("^http://[^/]*", "");

        assertThat(idx.org.get(next).response().status()).isEqualTo(400);
        assertThat(idx.org.send("GET", next, headers(), "").is(303).header("Location"))
                .startsWith(IdxOrg.REDIRECT + "?code=");
        idx.org.send("GET", next, headers(), "").is(400);
    }

    @Test
    void a_proof_of_sign_in_with_a_password_is_no_second_factor() {
        rules.asks("2FA", "[]");
        var token =
                idx.org
                        .post(
                                "/api/v1/authn",
                                "{\"username\": \"ann@x.test\", \"password\": \"%s\"}"
                                        .formatted(IdxOrg.PASSWORD))
                        .text("/sessionToken");

        assertThat(authorize("&sessionToken=" + token).header("Location")).doesNotContain("code=");
    }
}
