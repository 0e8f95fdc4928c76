package gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Route;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import gatehouse.testkit.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Two orgs of one server, alike in everything: neither reaches, learns of or disturbs the other.
 */
class TenantIsolationTest {
    private static final String DEFAULT = "/oauth2/default/v1/";

    /** What is called the same in every org. */
    private static final Set<String> EVERYBODYS =
            Set.of("templateName", "contactType", "methodType", "orgFactorId");

    private final FurnishedOrg ours = new FurnishedOrg();
    private final FurnishedOrg theirs = new FurnishedOrg(ours.org.neighbour());
    private final TestOrg org = ours.org;

    private static boolean names(Route route) {
        return route.guard() instanceof Guard.Needs
                && !EVERYBODYS.containsAll(route.path().parameters());
    }

    private static boolean nests(Route route) {
        var names = route.path().parameters();
        return names.size() > 1 && !EVERYBODYS.contains(names.getLast());
    }

    private static String body(Route route) {
        return List.of("GET", "DELETE").contains(route.method()) ? "" : "{}";
    }

    /** All that an org has, each table as one number. */
    private static Map<String, String> contents(FurnishedOrg of) {
        var tables =
                "select relname from pg_class where relnamespace = 'public'::regnamespace"
                        + " and relkind = 'r' and relname <> 'flyway_schema_history'";
        return of.org.inTx(tx -> {
            var contents = new HashMap<String, String>();
            for (var table : tx.list(tables, row -> row.text("relname"))) {
                var sum =
                        "select coalesce(md5(string_agg(to_jsonb(t)::text, ' ' order by"
                                + " to_jsonb(t)::text)), '') as sum from "
                                + table
                                + " t";
                contents.put(table, tx.find(sum, row -> row.text("sum")).orElseThrow());
            }
            return contents;
        });
    }

    /** Asked of our org for what is theirs, every route of a kind finds nothing. */
    private void nothing(Predicate<Route> kind, BiFunction<Route, FurnishedOrg, String> path) {
        var before = contents(theirs);
        var wrong = new ArrayList<String>();
        for (var route : org.routes().stream().filter(kind).toList()) {
            var reply = org.send(route.method(), path.apply(route, theirs), Map.of(), body(route));
            if (reply.response().status() != 404 || !reply.text("/errorCode").equals("E0000007")) {
                wrong.add(route.method() + " " + route.path() + " → " + reply);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(contents(theirs)).isEqualTo(before);
    }

    @Test
    void what_is_theirs_does_not_exist_here() {
        nothing(TenantIsolationTest::names, (route, others) -> others.path(route));
    }

    @Test
    void what_is_theirs_cannot_be_reached_through_what_is_ours() {
        nothing(TenantIsolationTest::nests, ours::path);
    }

    @Test
    void nothing_that_is_shown_here_names_what_is_theirs() {
        for (var route : org.routes()) {
            if (route.method().equals("GET")) {
                var shown = org.get(ours.path(route)).toString();
                assertThat(theirs.ids()).allSatisfy(id -> assertThat(shown).doesNotContain(id));
            }
        }
    }

    @Test
    void the_same_login_is_another_person() {
        var found = org.get("/api/v1/users/" + FurnishedOrg.LOGIN).is(200).id();

        assertThat(found).isEqualTo(ours.user).isNotEqualTo(theirs.user);
    }

    @Test
    void their_api_token_opens_nothing_here() {
        var token = Map.of("authorization", "SSWS " + theirs.apiToken);

        theirs.org.send("GET", "/api/v1/users", token, "").is(200);
        org.send("GET", "/api/v1/users", token, "").is(401, "E0000011");
    }

    @Test
    void their_session_is_none_here() {
        var cookie = Map.of("cookie", theirs.sessionCookie);

        theirs.org.send("GET", "/api/v1/sessions/me", cookie, "").is(200);
        org.send("GET", "/api/v1/sessions/me", cookie, "").is(404, "E0000007");
        org.send("GET", "/api/v1/users/me", cookie, "").is(401, "E0000011");
    }

    @Test
    void their_access_token_is_nothing_here() {
        var token = theirs.tokens.text("/access_token");
        var bearer = Map.of("authorization", "Bearer " + token);

        theirs.org.send("GET", DEFAULT + "userinfo", bearer, "").is(200);
        org.send("GET", DEFAULT + "userinfo", bearer, "").isOAuth(401, "invalid_token");
        org.send("GET", "/oauth2/v1/userinfo", bearer, "").isOAuth(401, "invalid_token");
        org.send("GET", "/api/v1/users", bearer, "").is(401, "E0000011");
        assertThat(active(ours, token)).isFalse();
        assertThat(active(theirs, token)).isTrue();
    }

    private static boolean active(FurnishedOrg at, String token) {
        var form = Wire.form("token", token);
        var reply = at.org.form(DEFAULT + "introspect", at.basic(), form).is(200);
        return reply.json().path("active").asBoolean();
    }

    @Test
    void their_refresh_token_is_nothing_here_and_cannot_be_revoked_from_here() {
        var token = theirs.tokens.text("/refresh_token");

        refresh(ours, token).isOAuth(400, "invalid_grant");
        org.form(DEFAULT + "revoke", ours.basic(), Wire.form("token", token)).is(200);
        assertThat(active(ours, token)).isFalse();
        refresh(theirs, token).is(200);
    }

    private static Reply refresh(FurnishedOrg at, String token) {
        return at.token("grant_type", "refresh_token", "refresh_token", token);
    }

    @Test
    void their_client_is_unknown_here() {
        var form = Wire.form("grant_type", "client_credentials", "scope", "sample.read");

        org.form(DEFAULT + "token", theirs.basic(), form).isOAuth(401, "invalid_client");
        org.form(DEFAULT + "introspect", theirs.basic(), "token=x").isOAuth(401, "invalid_client");
        org.form(DEFAULT + "revoke", theirs.basic(), "token=x").isOAuth(401, "invalid_client");
    }

    @Test
    void their_code_is_nothing_here() {
        var code = theirs.code();

        ours.exchange(code).isOAuth(400, "invalid_grant");
        theirs.exchange(code).is(200);
    }

    @Test
    void their_proof_of_sign_in_starts_no_session_here() {
        var proof = theirs.signedIn();

        assertThat(ours.authorize("sessionToken", proof).header("Location")).contains("/signin/");
        assertThat(theirs.authorize("sessionToken", proof).header("Location")).contains("code=");
    }
}
