package gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Route;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What holds of every operation there is, asked of each in the route table. Whoever adds a route is
 * tested by these before they write a test of their own.
 */
class EveryRouteTest {
    private static final String NOTHING = "nothing0000000000000";

    private final FurnishedOrg furnished = new FurnishedOrg();
    private final TestOrg org = furnished.org;

    private static boolean guarded(Route route) {
        return route.guard() instanceof Guard.Needs;
    }

    /** Whether an org that is not the first may do it at all. */
    private static boolean forAllOrgs(Route route) {
        return !route.operation().equals("createChildOrg");
    }

    /** Whether it looks at what was sent. */
    private static boolean reads(Route route) {
        return guarded(route) && forAllOrgs(route) && !bodiless(route);
    }

    /** Whether it takes a list of changes (RFC 6902). */
    private static boolean patches(Route route) {
        return route.method().equals("PATCH");
    }

    private static boolean names(Route route) {
        return !route.path().parameters().isEmpty();
    }

    /** Operations that look at no body. */
    private static boolean bodiless(Route route) {
        var path = route.path().toString();
        return Set.of("GET", "DELETE").contains(route.method())
                || path.contains("/lifecycle/")
                || path.endsWith("/credentials/forgot_password")
                || path.startsWith("/api/v1/org/p")
                || path.endsWith("/{templateName}/test")
                || path.endsWith("/{primaryUserId}")
                || path.endsWith("/groups/{groupId}/users/{userId}")
                || path.endsWith("/apps/{appId}/policies/{policyId}")
                || path.endsWith("/policies/{policyId}/clone");
    }

    /** A path whose names stand for nothing. */
    private static String nowhere(Route route) {
        return route.path().toString().replaceAll("\\{\\w+}", NOTHING);
    }

    private Reply send(Route route, String path) {
        return org.send(route.method(), path, Map.of(), bodiless(route) ? "" : "{}");
    }

    /** Every route of a kind must give this answer; all that do not are told of at once. */
    private void every(Predicate<Route> kind, String expected, Function<Route, Reply> asked) {
        var wrong = new ArrayList<String>();
        for (var route : org.routes().stream().filter(kind).toList()) {
            var reply = asked.apply(route);
            if (!expected.equals(answer(reply)) || !complete(reply)) {
                wrong.add(route.method() + " " + route.path() + " → " + reply);
            }
        }
        assertThat(wrong).as("routes that do not answer %s", expected).isEmpty();
    }

    private static String answer(Reply reply) {
        var code = reply.body().startsWith("{") ? reply.text("/errorCode") : "";
        return reply.response().status() + " " + code;
    }

    private static boolean complete(Reply reply) {
        return Stream.of(
                        "X-Okta-Request-Id",
                        "X-Rate-Limit-Limit",
                        "X-Rate-Limit-Remaining",
                        "X-Rate-Limit-Reset",
                        "Cache-Control",
                        "X-Content-Type-Options")
                .noneMatch(name -> reply.header(name).isEmpty());
    }

    @Test
    void strangers_are_asked_who_they_are() {
        org.asAnyone();
        every(EveryRouteTest::guarded, "401 E0000011", route -> send(route, furnished.path(route)));
    }

    @Test
    void a_wrong_token_is_no_better_than_none() {
        var wrong = Map.of("authorization", "SSWS 00wrong");
        every(
                EveryRouteTest::guarded,
                "401 E0000011",
                route -> org.send(route.method(), furnished.path(route), wrong, ""));
    }

    @Test
    void who_may_nothing_is_refused() {
        org.calledWith();
        every(EveryRouteTest::guarded, "403 E0000006", route -> send(route, furnished.path(route)));
    }

    @Test
    void a_scope_is_good_for_what_it_names_alone() {
        every(EveryRouteTest::guarded, "403 E0000006", this::withEveryScopeButItsOwn);
    }

    /** All scopes that other routes want, save those that include what this one wants. */
    private Reply withEveryScopeButItsOwn(Route route) {
        var own = scope(route);
        var others =
                org.routes().stream()
                        .filter(EveryRouteTest::guarded)
                        .map(EveryRouteTest::scope)
                        .filter(scope -> !scope.equals(own))
                        .filter(scope -> !scope.equals(own.replace(".read", ".manage")))
                        .distinct();
        org.calledWith(others.toArray(String[]::new));
        return send(route, furnished.path(route));
    }

    static String scope(Route route) {
        return ((Guard.Needs) route.guard()).scope();
    }

    @Test
    void what_does_not_exist_is_not_found() {
        every(
                route -> guarded(route) && names(route),
                "404 E0000007",
                route -> send(route, nowhere(route)));
    }

    @Test
    void another_method_is_not_allowed() {
        every(
                _ -> true,
                "405 E0000022",
                route -> org.send("PROPFIND", furnished.path(route), Map.of(), ""));
    }

    private static final List<String> NO_JSON =
            List.of(
                    "{",
                    "{\"a\": 1, \"a\": 2}",
                    "{\"a\": {\"b\": 1, \"b\": 2}}",
                    "{\"a\":".repeat(200) + "1" + "}".repeat(200),
                    "[".repeat(100_000),
                    "{} {}",
                    "[]",
                    "\"text\"",
                    "null",
                    "17",
                    "{\"a\": NaN}",
                    "{\"a\": \"\u0000\"}",
                    "{'a': 1}",
                    "<xml/>");

    @Test
    void what_is_no_json_object_is_refused() {
        for (var body : NO_JSON) {
            every(
                    route -> reads(route) && !(patches(route) && body.equals("[]")),
                    "400 E0000003",
                    route -> org.send(route.method(), furnished.path(route), Map.of(), body));
        }
    }

    @Test
    void text_that_is_not_utf_8_is_no_json() {
        byte[] overlong = {'{', '"', 'a', '"', ':', '"', (byte) 0xC0, (byte) 0xAF, '"', '}'};
        byte[] surrogate = {
            '{', '"', 'a', '"', ':', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'
        };
        byte[] utf16 = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_16);
        for (var body : List.of(overlong, surrogate, utf16)) {
            every(
                    EveryRouteTest::reads,
                    "400 E0000003",
                    route -> org.send(route.method(), furnished.path(route), Map.of(), body));
        }
    }

    @Test
    void a_body_of_another_type_is_refused() {
        for (var type : List.of("text/plain", "application/x-www-form-urlencoded", "text/xml")) {
            every(
                    EveryRouteTest::reads,
                    "400 E0000021",
                    route ->
                            org.send(
                                    route.method(),
                                    furnished.path(route),
                                    Map.of("content-type", type),
                                    "{}"));
        }
    }

    private static final List<String> ODD =
            List.of(
                    "",
                    "{",
                    "[]",
                    "=&=&%zz&a=%00&client_id=%ff",
                    "{\"id\": {}, \"name\": [], \"profile\": 1, \"credentials\": [{}]}",
                    "\u0000\ufffe");

    @Test
    void whatever_is_sent_is_answered() {
        for (var body : ODD) {
            for (var type : List.of("application/json", "application/x-www-form-urlencoded")) {
                var headers = Map.of("content-type", type);
                assertThat(org.routes())
                        .extracting(route ->
                                org.send(
                                        route.method(),
                                        nowhere(route) + "?limit=x&after=%ff",
                                        headers,
                                        body))
                        .allMatch(EveryRouteTest::complete)
                        .allMatch(reply -> reply.response().status() < 500);
            }
        }
    }
}
