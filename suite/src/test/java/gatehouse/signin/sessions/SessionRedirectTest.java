package gatehouse.signin.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Wire;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionRedirectTest {
    private static final String ANN = "ann@x.test";

    private final People people = new People();
    private final String ann = people.person(ANN);

    @Test
    void a_browser_with_a_token_is_let_in_and_sent_on() {
        var browser = people.new Browser();
        var home = "http://" + people.org.host() + "/home?a=b%26c";
        var sent =
                browser.comes(
                                people.sessionToken(ANN),
                                home.replace("&", "%26").replace("%", "%25"))
                        .is(303);
        assertThat(sent.header("Location")).isEqualTo(home);
        assertThat(browser.send("GET", "/api/v1/sessions/me").is(200).text("/userId"))
                .isEqualTo(ann);
        assertThat(sent.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax", "Path=/");
    }

    @Test
    void a_token_lets_one_browser_in_however_many_come_at_once() {
        var token = people.sessionToken(ANN);
        var home = "http://" + people.org.host() + "/";
        long in =
                IntStream.range(0, 64)
                        .parallel()
                        .filter(i ->
                                people.new Browser().comes(token, home).response().status() == 303)
                        .count();
        assertThat(in).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/home",
                "//evil.test/",
                "https://evil.test/",
                "http://HOST.evil.test/",
                "http://HOST@evil.test/",
                "http://evil.test%23@HOST/",
                "http://evil.test\\@HOST/",
                "http:\\\\evil.test/",
                "http:///evil.test/",
                "http:evil.test",
                "HTTP://evil.test/",
                "https://HOST/",
                "http://HOST:8443/",
                "javascript:alert(1)",
                "data:text/html,x",
                "http://HOST/%0d%0aSet-Cookie:%20a=b\r\n",
                "\u0000http://HOST/"
            })
    void nowhere_else(String target) {
        var token = people.sessionToken(ANN);
        var browser = people.new Browser();
        var encoded = Wire.encoded(target.replace("HOST", people.org.host()));

        var refused = browser.comes(token, encoded).is(400);
        assertThat(refused.header("Location")).isEmpty();
        assertThat(browser.cookies).isEmpty();
        browser.comes(token, "http://" + people.org.host() + "/").is(303);
    }

    @Test
    void a_token_that_is_none_lets_nobody_in() {
        var home = "http://" + people.org.host() + "/";
        for (var token : new String[] {"", "x", "20111x", "%00"}) {
            assertThat(people.new Browser().comes(token, home).is(400).header("Set-Cookie"))
                    .isEmpty();
        }
    }
}
