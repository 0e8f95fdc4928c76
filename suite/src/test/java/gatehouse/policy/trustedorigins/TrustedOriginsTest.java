package gatehouse.policy.trustedorigins;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrustedOriginsTest {
    private static final String PATH = "/api/v1/trustedOrigins";

    private final TestOrg org = TestOrg.fresh();

    private static String body(String name, String origin, String... scopes) {
        var list = List.of(scopes).stream().map(scope -> "{\"type\": \"" + scope + "\"}").toList();
        return "{\"name\": \"%s\", \"origin\": \"%s\", \"scopes\": %s}"
                .formatted(name, origin, list);
    }

    private Reply made(String origin, String... scopes) {
        return org.post(PATH, body(origin, origin, scopes));
    }

    private Reply asked(String origin) {
        return org.send("GET", "/api/v1/users", Map.of("Origin", origin), "").is(200);
    }

    @Test
    void what_is_sent_comes_back_with_who_wrote_it() {
        var sent = made("https://portal.test", "CORS", "REDIRECT").is(200);
        assertThat(sent.text("/scopes/1/type")).isEqualTo("REDIRECT");
        assertThat(sent.text("/status")).isEqualTo("ACTIVE");
        assertThat(sent.text("/createdBy")).isEqualTo("00uadmin");
        assertThat(sent.text("/lastUpdatedBy")).isEqualTo("00uadmin");
        assertThat(org.get(PATH + "/" + sent.id()).is(200).json()).isEqualTo(sent.json());
        assertThat(org.get(PATH).is(200).json().path(0)).isEqualTo(sent.json());
        var path = PATH + "/" + sent.id();
        var off = org.post(path + "/lifecycle/deactivate", "").is(200);
        assertThat(off.text("/status")).isEqualTo("INACTIVE");
        assertThat(off.json().at("/_links/activate/href").asString()).endsWith("/activate");
        var again = org.put(path, body("Other", "https://other.test", "IFRAME_EMBED")).is(200);
        assertThat(again.text("/origin")).isEqualTo("https://other.test");
        assertThat(again.text("/status")).isEqualTo("INACTIVE");
        org.delete(path).is(204);
        org.get(path).is(404, "E0000007");
        assertThat(org.events())
                .contains(
                        "security.trusted_origin.create",
                        "security.trusted_origin.deactivate",
                        "security.trusted_origin.update",
                        "security.trusted_origin.delete");
    }

    @Test
    void a_list_is_as_narrow_as_it_is_asked_for() {
        org.post(PATH, body("One", "https://a.test", "CORS")).is(200);
        var two = org.post(PATH, body("Two", "https://b.test", "CORS", "REDIRECT")).is(200).id();
        org.post(PATH + "/" + two + "/lifecycle/deactivate", "").is(200);

        assertThat(narrow("q=https%3A%2F%2Fb")).containsExactly("Two");
        assertThat(narrow("q=on")).containsExactly("One");
        assertThat(narrow("filter=name%20eq%20%22Two%22")).containsExactly("Two");
        assertThat(narrow("filter=status%20eq%20%22ACTIVE%22")).containsExactly("One");
        assertThat(narrow("filter=type%20eq%20%22REDIRECT%22")).containsExactly("Two");
        var either = "filter=origin%20eq%20%22https%3A%2F%2Fa.test%22%20or%20name%20sw%20%22Tw%22";
        assertThat(narrow(either)).containsExactly("One", "Two");
        assertThat(narrow(either + "&limit=1")).containsExactly("One");
        org.get(PATH + "?filter=color%20eq%20%22red%22").is(400, "E0000031");
    }

    private List<String> narrow(String query) {
        return org.get(PATH + "?" + query).is(200).all("/name");
    }

    @Test
    void what_is_no_origin_is_refused() {
        for (var origin :
                new String[] {
                    "",
                    "*",
                    "null",
                    "https://*",
                    "https://*.test",
                    "portal.test",
                    "https://portal.test/path",
                    "https://portal.test?q",
                    "https://ann@portal.test",
                    "https://portal.test https://evil.test",
                    "https://portal.test; script-src *",
                    "https://portal.test\\r\\nSet-Cookie: a=b",
                    "javascript://portal.test",
                    "data:text/html,x"
                }) {
            assertThat(org.post(PATH, body("Bad", origin, "CORS")).is(400, "E0000001").causes())
                    .as(origin)
                    .anyMatch(cause -> cause.startsWith("origin: "));
        }
        made("https://portal.test").is(400, "E0000001");
        made("https://portal.test", "CORS", "CORS").is(400, "E0000001");
        made("https://portal.test", "ALL").is(400, "E0000001");
        org.post(
                        PATH,
                        """
                        {"name": "x", "origin": "https://x.test",
                         "scopes": [{"type": "CORS", "allowedOktaApps": ["OKTA_ENDUSER"]}]}\
                        """)
                .is(400, "E0000001");
        made("https://portal.test", "CORS").is(200);
        made("https://PORTAL.test:443/", "REDIRECT").is(400, "E0000001");
        org.post(PATH, body("https://portal.test", "https://x.test", "CORS")).is(400, "E0000001");
    }

    @Test
    void pages_of_an_origin_may_call_the_api_if_it_is_trusted_with_that() {
        made("https://portal.test", "CORS").is(200);
        made("https://shop.test", "REDIRECT", "IFRAME_EMBED").is(200);
        var reply = asked("https://portal.test");
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("https://portal.test");
        assertThat(reply.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(reply.header("Vary")).isEqualTo("Origin");
        for (var other :
                List.of(
                        "https://shop.test",
                        "http://portal.test",
                        "https://portal.test:8443",
                        "https://portal.test.evil.test",
                        "https://evilportal.test",
                        "https://portal.tes",
                        "https://sub.portal.test",
                        "https://portal.test, https://evil.test",
                        "null",
                        "*")) {
            assertThat(asked(other).header("Access-Control-Allow-Origin")).as(other).isEmpty();
        }
    }

    @Test
    void a_preflight_is_answered_with_what_may_be_asked() {
        made("https://portal.test", "CORS").is(200);
        var headers =
                Map.of(
                        "Origin",
                        "https://portal.test",
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "content-type");
        var reply = org.send("OPTIONS", "/api/v1/users", headers, "").is(204);
        assertThat(reply.header("Access-Control-Allow-Methods")).contains("POST");
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("https://portal.test");
    }

    @Test
    void trust_ends_with_the_next_request_and_does_not_reach_another_org() {
        var id = made("https://portal.test", "CORS").is(200).id();
        assertThat(asked("https://portal.test").header("Access-Control-Allow-Origin")).isNotEmpty();
        var elsewhere =
                org.neighbour()
                        .send("GET", "/api/v1/users", Map.of("Origin", "https://portal.test"), "");
        assertThat(elsewhere.header("Access-Control-Allow-Origin")).isEmpty();
        org.post(PATH + "/" + id + "/lifecycle/deactivate", "").is(200);
        assertThat(asked("https://portal.test").header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void pages_are_framed_by_those_who_may_and_by_nobody_else() {
        var page = "/signin/nothing";
        assertThat(org.get(page).header("Content-Security-Policy"))
                .contains("frame-ancestors 'none'");
        assertThat(org.get(page).header("X-Frame-Options")).isEqualTo("DENY");
        made("https://portal.test", "IFRAME_EMBED").is(200);
        assertThat(org.get(page).header("Content-Security-Policy"))
                .contains("frame-ancestors 'self' https://portal.test;");
        assertThat(org.get(page).header("X-Frame-Options")).isEmpty();
    }

    @Test
    void people_are_led_to_our_own_pages_and_to_trusted_origins_alone() {
        made("https://portal.test", "REDIRECT").is(200);
        made("https://api.test", "CORS").is(200);
        made("ionic://app.test", "REDIRECT").is(200);
        var own = "https://id.test";
        for (var good :
                List.of(
                        "/app/home",
                        "https://id.test/x?y#z",
                        "https://portal.test",
                        "https://portal.test:443/deep?x=1",
                        "HTTPS://Portal.Test/")) {
            assertThat(leads(own, good)).as(good).isTrue();
        }
        for (var bad :
                List.of(
                        "",
                        "https://evil.test",
                        "//evil.test",
                        "/\\\\evil.test",
                        "\\\\\\\\evil.test",
                        "https:evil.test",
                        "https://portal.test@evil.test",
                        "https://portal.test:8443",
                        "https://portal.test.evil.test",
                        "http://portal.test",
                        "https://api.test",
                        "javascript:alert(1)",
                        "data:text/html,x",
                        "ionic://app.test",
                        "https://id.test\t.evil.test",
                        "/ok\r\nSet-Cookie: a=b",
                        " https://portal.test")) {
            assertThat(leads(own, bad)).as(bad).isFalse();
        }
    }

    private boolean leads(String own, String target) {
        return org.composition()
                .policy()
                .origins()
                .mayLeadTo(org.composition().db(), org.id(), own, target);
    }
}
