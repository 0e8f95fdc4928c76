package gatehouse.directory.users;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsersTest {
    private static final String USERS = "/api/v1/users";
    private final TestOrg org = TestOrg.fresh();

    private static String body(String login, String credentials) {
        return """
        {"profile": {"firstName": "Ann", "lastName": "Lee", "login": "%1$s", "email": "%1$s"},
         "credentials": %2$s}\
        """
                .formatted(login, credentials);
    }

    private Reply make(String login) {
        return org.post(USERS, body(login, "{\"password\": {\"value\": \"Correct9horse\"}}"))
                .is(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | {}                                                | PROVISIONED",
                "false | {}                                                | STAGED",
                "true  | {\"password\": {\"value\": \"Correct9horse\"}}          | ACTIVE",
                "false | {\"password\": {\"value\": \"Correct9horse\"}}          | STAGED",
                "true  | {\"provider\": {\"type\": \"FEDERATION\"}}             | ACTIVE"
            })
    void starts_in_the_state_that_its_credentials_lead_to(
            boolean activate, String credentials, String status) {
        var reply = org.post(USERS + "?activate=" + activate, body("a@b.test", credentials));

        assertThat(reply.is(200).text("/status")).isEqualTo(status);
    }

    @Test
    void a_login_is_taken_whatever_its_case_and_diacritics() {
        make("jose@example.test");

        org.post(USERS, body("JOS\u00c9@example.test", "{}")).is(400, "E0000001");
    }

    @Test
    void is_found_by_id_login_and_short_login() {
        var id = make("short@example.test").id();

        for (var name : List.of(id, "short@example.test", "short", "SHORT%40example.test")) {
            assertThat(org.get(USERS + "/" + name).is(200).id()).isEqualTo(id);
        }
        org.get(USERS + "/nobody").is(404, "E0000007");
    }

    @Test
    void an_attribute_that_the_schema_lacks_is_refused() {
        var reply =
                org.post(
                        USERS,
                        """
                        {"profile": {"firstName": "A", "lastName": "B", "login": "a@b.test",
                                     "email": "a@b.test", "notValid": "x"}}\
                        """);

        assertThat(reply.is(400, "E0000001").causes())
                .containsExactly("Property name 'notValid' is not defined in profile");
    }

    @Test
    void post_merges_and_put_replaces() {
        var path = USERS + "/" + make("m@example.test").id();
        org.post(path, "{\"profile\": {\"city\": \"Oslo\"}}").is(200);
        assertThat(org.get(path).text("/profile/firstName")).isEqualTo("Ann");
        assertThat(org.get(path).text("/profile/city")).isEqualTo("Oslo");

        org.put(path, body("m@example.test", "{}")).is(200);

        assertThat(org.get(path).json().at("/profile/city").isMissingNode()).isTrue();
    }

    @Test
    void a_stale_tag_changes_nothing() {
        var path = USERS + "/" + make("tag@example.test").id();
        var tag = org.get(path).header("ETag");
        var change = "{\"profile\": {\"city\": \"Oslo\"}}";
        org.send("POST", path, Map.of("If-Match", tag), change).is(200);

        org.send("POST", path, Map.of("If-Match", tag), change).is(412, "E0000231");
        org.send("POST", path, Map.of("If-Match", "nonsense"), change).is(400, "E0000242");
    }

    /** There is nothing left to be done later (RFC 7240 lets a server do so). */
    @Test
    void whoever_would_rather_not_wait_need_not() {
        var user = make("hurry@example.test").id();
        var hurry = Map.of("Prefer", "respond-async");

        org.send("POST", USERS + "/" + user + "/lifecycle/deactivate", hurry, "").is(200);
        assertThat(org.get(USERS + "/" + user).is(200).text("/status")).isEqualTo("DEPROVISIONED");
        assertThat(org.get(USERS + "/" + user).text("/transitioningToStatus")).isEmpty();
        org.send("DELETE", USERS + "/" + user, hurry, "").is(204);
        org.get(USERS + "/" + user).is(404);
    }

    @Test
    void is_deactivated_first_and_deleted_second() {
        var path = USERS + "/" + make("gone@example.test").id();

        org.delete(path).is(204);
        assertThat(org.get(path).text("/status")).isEqualTo("DEPROVISIONED");
        org.delete(path).is(204);
        org.get(path).is(404);
    }

    @Test
    void a_page_leads_to_the_next_one() {
        for (int i = 0; i < 5; i++) {
            make("u" + i + "@example.test");
        }
        var first = org.get(USERS + "?limit=2").is(200);
        var second = org.get(first.next()).is(200);
        var third = org.get(second.next()).is(200);

        assertThat(third.next()).isEmpty();
        assertThat(first.all("/profile/login"))
                .containsExactly("u0@example.test", "u1@example.test");
        assertThat(third.all("/profile/login")).containsExactly("u4@example.test");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "search=profile.login eq \"B@EXAMPLE.TEST\"                    | b@example.test",
                "search=profile.login sw \"a\"                                 | a@example.test",
                "search=profile.lastName co \"e\" and not_there pr             | E0000031",
                "search=profile.login ne \"a\"                                 | E0000031",
                "search=status eq \"ACTIVE\"&sortBy=profile.login&sortOrder=desc&limit=1 | b@example.test",
                "filter=profile.login eq \"a@example.test\"                    | a@example.test",
                "filter=profile.login sw \"a\"                                 | E0000031",
                "filter=profile.login eq                                     | E0000031",
                "q=b@                                                        | b@example.test"
            })
    void is_looked_for_in_three_languages(String query, String found) {
        make("a@example.test");
        make("b@example.test");

        var reply = org.get(USERS + "?" + query.replace(" ", "%20").replace("\"", "%22"));

        if (found.startsWith("E")) {
            reply.is(400, found);
        } else {
            assertThat(reply.is(200).all("/profile/login")).containsExactly(found);
        }
    }

    @Test
    void a_custom_attribute_is_enforced_and_searchable_at_once() {
        org.post(
                        "/api/v1/meta/schemas/user/default",
                        """
                        {"definitions": {"custom": {"id": "#custom", "type": "object", "properties":
                          {"badge": {"type": "integer", "title": "Badge", "minimum": 1}}}}}\
                        """)
                .is(200);
        var path = USERS + "/" + make("badge@example.test").id();

        org.post(path, "{\"profile\": {\"badge\": \"x\"}}").is(400, "E0000001");
        org.post(path, "{\"profile\": {\"badge\": 7}}").is(200);

        assertThat(org.get(USERS + "?search=profile.badge%20gt%206").is(200).all("/id")).hasSize(1);
        assertThat(org.get(USERS + "?search=profile.badge%20gt%207").is(200).all("/id")).isEmpty();
    }
}
