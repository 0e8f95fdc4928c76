package gatehouse.signin.activate;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.signin.idx.IdxOrg;
import gatehouse.signin.ion.IonLint;
import gatehouse.signin.sessions.People;
import gatehouse.signin.sessions.People.Browser;
import gatehouse.testkit.Reply;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** A device is let in where the page shows the Sign-In Widget, which speaks IDX. */
class WidgetActivateTest {
    private static final String ANN = "ann@x.test";

    private final People people = new People();
    private final String ann = people.person(ANN);
    private final Telly telly = new Telly(people);

    WidgetActivateTest() {
        telly.serves(ann);
        people.face("BACKGROUND_IMAGE");
    }

    /** The handle of a page that shows the widget. */
    private static String opened(Browser browser) {
        var sent = browser.send("GET", "/activate").is(303);
        assertThat(browser.follow(sent).is(200).body()).contains("okta-sign-in");
        return sent.header("Location").replaceAll(".*/signin/", "");
    }

    private static Reply says(Browser browser, String path, String handle, String json) {
        var body = Json.read(json, ObjectNode.class).put("stateHandle", handle);
        var reply =
                browser.send(
                        "POST",
                        "/idp/idx/" + path,
                        Map.of("content-type", "application/json"),
                        body.toString());
        assertThat(IonLint.differences(reply.json())).as(reply.toString()).isEmpty();
        return reply;
    }

    private static Reply types(Browser browser, String handle, String code) {
        return says(browser, "device/activate", handle, "{\"userCode\": \"" + code + "\"}");
    }

    private static String path(String address) {
        return address.replaceAll("^http://[^/]+", "");
    }

    @Test
    void a_person_types_the_code_signs_in_and_lets_the_device_in() {
        var asked = telly.asks();
        var code = asked.text("/user_code");
        var browser = people.new Browser();
        var handle = opened(browser);
        var form = says(browser, "introspect", handle, "{}").is(200);
        assertThat(IdxOrg.remediations(form)).containsExactly("user-code");
        assertThat(form.text("/remediation/value/0/value/0/name")).isEqualTo("userCode");

        var named = types(browser, handle, code.toLowerCase(java.util.Locale.ROOT)).is(200);
        assertThat(IdxOrg.remediations(named)).contains("identify");
        says(browser, "identify", handle, "{\"identifier\": \"" + ANN + "\"}").is(200);
        var done =
                says(
                                browser,
                                "challenge/answer",
                                handle,
                                "{\"credentials\": {\"passcode\": \"" + People.PASSWORD + "\"}}")
                        .is(200);
        var back = browser.send("GET", path(done.text("/success/href"))).is(303);
        var confirm = browser.follow(back).is(200);
        assertThat(confirm.body()).contains("Telly", ANN, "Allow");
        browser.form("/activate/decision", "user_code=" + code + "&answer=allow").is(200);
        assertThat(telly.polls(asked).is(200).text("/id_token")).isNotEmpty();
    }

    @Test
    void whoever_is_signed_in_keeps_their_session_and_is_asked_at_once() {
        var code = telly.asks().text("/user_code");
        var browser = people.browser(ANN);
        var session = browser.cookies.get("idx");
        var handle = opened(browser);
        var led = types(browser, handle, code).is(200);

        assertThat(led.text("/success/name")).isEqualTo("success-redirect");
        var page = browser.send("GET", path(led.text("/success/href"))).is(200);
        assertThat(page.body()).contains("Telly", "Allow");
        assertThat(browser.cookies.get("idx")).isEqualTo(session);
    }

    @Test
    void a_code_that_no_device_shows_leads_nowhere_and_few_are_tried() {
        var browser = people.new Browser();
        var handle = opened(browser);
        types(browser, handle, "").is(400);
        var wrong = types(browser, handle, "BCDF-GHJK").is(400);
        assertThat(IdxOrg.message(wrong)).isEqualTo("idx.invalid.device.code");
        assertThat(IdxOrg.remediations(wrong)).containsExactly("user-code");
        var last = wrong;
        for (int i = 0; i < 30 && last.response().status() == 400; i++) {
            last = types(browser, handle, "BCDF-GHJK");
        }
        last.is(429);
        assertThat(IdxOrg.remediations(last)).containsExactly("user-code");
    }

    @Test
    void nobody_passes_the_code_by() {
        var browser = people.new Browser();
        var handle = opened(browser);
        var other = says(browser, "identify", handle, "{\"identifier\": \"" + ANN + "\"}");
        assertThat(IdxOrg.remediations(other)).containsExactly("user-code");
        people.new Browser()
                .send(
                        "POST",
                        "/idp/idx/device/activate",
                        Map.of("content-type", "application/json"),
                        "{\"stateHandle\": \"" + handle + "\", \"userCode\": \"X\"}")
                .is(401);
    }

    @Test
    void a_second_code_does_not_take_the_place_of_the_first() {
        var first = telly.asks().text("/user_code");
        var browser = people.new Browser();
        var handle = opened(browser);
        types(browser, handle, first).is(200);
        var again = types(browser, handle, telly.asks().text("/user_code")).is(200);
        assertThat(IdxOrg.remediations(again)).contains("identify");
    }

    @Test
    void whoever_has_no_script_types_it_without() {
        var browser = people.new Browser();
        var sent = browser.send("GET", "/activate").is(303);
        var plain = browser.send("GET", path(sent.header("Location")) + "?page=plain").is(303);
        assertThat(browser.follow(plain).is(200).body()).contains("name=\"user_code\"");
    }
}
