package gatehouse.directory.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What profiles of users, of groups and of applications' users may hold. */
class SchemasTest {
    private static final String USER = "/api/v1/meta/schemas/user/default";
    private static final String GROUP = "/api/v1/meta/schemas/group/default";
    private final TestOrg org = TestOrg.fresh();

    private Reply change(String schema, String properties) {
        return org.post(
                schema, "{\"definitions\": {\"custom\": {\"properties\": " + properties + "}}}");
    }

    private String app() {
        return org.post(
                        "/api/v1/apps",
                        """
                        {"name": "oidc_client", "label": "Shop", "signOnMode": "OPENID_CONNECT",
                         "credentials": {"oauthClient": {}}, "settings": {"oauthClient": {
                           "application_type": "web", "grant_types": ["authorization_code"],
                           "response_types": ["code"], "redirect_uris": ["https://a.test/cb"]}}}\
                        """)
                .is(200)
                .id();
    }

    private Reply group(String profile) {
        return org.post("/api/v1/groups", "{\"profile\": " + profile + "}");
    }

    @Test
    void where_nothing_is_custom_nothing_is_said_to_be_required() {
        var before = org.get(USER).is(200).json().at("/definitions/custom");
        assertThat(before.has("required")).isFalse();

        var after = change(USER, "{\"team\": {\"title\": \"Team\", \"type\": \"string\"}}").is(200);
        assertThat(after.json().at("/definitions/custom/required").isArray()).isTrue();
    }

    @Test
    void an_attribute_of_an_applications_users_says_nothing_of_rights() {
        var schema = "/api/v1/meta/schemas/apps/" + app() + "/default";
        var reply =
                change(
                        schema,
                        """
                        {"sizes": {"title": "Sizes", "type": "array", "items": {"type": "object"},
                                   "permissions": [], "master": {"type": "OKTA"}},
                         "team": {"title": "Team", "type": "string", "union": "DISABLE"}}\
                        """);

        var custom = reply.is(200).json().at("/definitions/custom/properties");
        assertThat(custom.path("sizes").propertyNames())
                .containsExactlyInAnyOrder("title", "type", "scope", "items", "union");
        assertThat(custom.at("/sizes/items/additionalProperties").asBoolean()).isTrue();
        assertThat(custom.path("team").propertyNames())
                .containsExactlyInAnyOrder("title", "type", "scope");
        assertThat(reply.text("/definitions/base/properties/userName/externalName"))
                .isEqualTo("preferred_username");
    }

    @Test
    void a_base_attribute_of_an_applications_users_may_be_required() {
        var schema = "/api/v1/meta/schemas/apps/" + app() + "/default";

        org.post(
                        schema,
                        """
                        {"definitions": {"base": {"properties": {"name": {"required": true}}}}}\
                        """)
                .is(200);
        assertThat(org.get(schema).is(200).json().at("/definitions/base/required").toString())
                .isEqualTo("[\"userName\",\"name\"]");
        org.post(
                        schema,
                        """
                        {"definitions": {"base": {"properties": {"userName": {"required": false}}}}}\
                        """)
                .is(400, "E0000001");
    }

    @Test
    void profiles_in_an_application_hold_what_its_schema_knows() {
        var app = app();
        var users = "/api/v1/apps/" + app + "/users";
        var user =
                org.post(
                                "/api/v1/users",
                                """
                                {"profile": {"firstName": "A", "lastName": "B", "login": "a@b.test",
                                             "email": "a@b.test"}}\
                                """)
                        .is(200)
                        .id();
        var body = "{\"id\": \"" + user + "\", \"profile\": {\"team\": \"blue\"}}";

        org.post(users, body).is(400, "E0000001");
        change(
                        "/api/v1/meta/schemas/apps/" + app + "/default",
                        "{\"team\": {\"type\": \"string\"}}")
                .is(200);
        assertThat(org.post(users, body).is(200).text("/profile/team")).isEqualTo("blue");
    }

    @Test
    void groups_hold_what_their_schema_knows() {
        group("{\"name\": \"one\", \"team\": \"blue\"}").is(400, "E0000001");

        change(
                        GROUP,
                        """
                        {"team": {"title": "Team", "type": "string", "maxLength": 5},
                         "size": {"title": "Size", "type": "integer"}}\
                        """)
                .is(200);
        group("{\"name\": \"two\", \"team\": \"too long\"}").is(400, "E0000001");
        group("{\"name\": \"three\", \"size\": \"3\"}").is(400, "E0000001");
        group("{\"name\": \"four\", \"team\": \"blue\", \"size\": 4}").is(200);
        var found = org.get("/api/v1/groups?search=profile.team%20eq%20%22BLUE%22").is(200);
        assertThat(found.all("/profile/name")).containsExactly("four");
    }

    @Test
    void an_attribute_set_to_null_is_gone() {
        change(GROUP, "{\"team\": {\"type\": \"string\"}}").is(200);

        var after = change(GROUP, "{\"team\": null}").is(200);
        assertThat(after.json().at("/definitions/custom/properties").isEmpty()).isTrue();
        change(GROUP, "{\"1st\": {\"type\": \"string\"}}").is(400, "E0000001");
        change(GROUP, "{\"team\": {\"type\": \"colour\"}}").is(400, "E0000001");
    }

    @Test
    void the_schema_of_an_application_goes_with_it() {
        var app = app();
        change("/api/v1/meta/schemas/apps/" + app + "/default", "{\"a\": {\"type\": \"string\"}}")
                .is(200);

        org.post("/api/v1/apps/" + app + "/lifecycle/deactivate", "").is(200);
        org.delete("/api/v1/apps/" + app).is(204);
        org.get("/api/v1/meta/schemas/apps/" + app + "/default").is(404, "E0000007");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"title\": {\"title\": \"Title\", \"type\": \"string\"}}",
                "{\"a\": {\"title\": \"A\", \"type\": \"string\", \"minLength\": 5, \"maxLength\": 2}}",
                "{\"a\": {\"title\": \"A\", \"type\": \"number\", \"minimum\": 5, \"maximum\": 2}}",
                "{\"a\": {\"title\": \"A\", \"type\": \"string\", \"pattern\": \"[a-\"}}",
                "{\"a\": {\"title\": \"A\", \"type\": \"float\"}}",
                "{\"9a\": {\"title\": \"A\", \"type\": \"string\"}}"
            })
    void an_attribute_that_no_value_could_ever_have_is_refused(String properties) {
        change(USER, properties).is(400, "E0000001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\": \"string\", \"minLength\": 2, \"maxLength\": 3} | \"ab\" | \"a\"",
                "{\"type\": \"string\", \"minLength\": 2, \"maxLength\": 3} | \"abc\" | \"abcd\"",
                "{\"type\": \"string\", \"enum\": [\"S\", \"M\"]} | \"M\" | \"L\"",
                "{\"type\": \"string\", \"oneOf\": [{\"const\": \"S\", \"title\": \"s\"}]} | \"S\" | \"L\"",
                "{\"type\": \"string\", \"pattern\": \"[a-z]+\"} | \"abc\" | \"ABC\"",
                "{\"type\": \"string\", \"format\": \"email\"} | \"a@b.test\" | \"ab\"",
                "{\"type\": \"string\", \"format\": \"uri\"} | \"https://a.test/\" | \"not a uri\"",
                "{\"type\": \"integer\", \"minimum\": 1, \"maximum\": 5} | 5 | 6",
                "{\"type\": \"integer\", \"minimum\": 1} | 1 | 0",
                "{\"type\": \"integer\"} | 1 | 1.5",
                "{\"type\": \"number\"} | 1.5 | \"1.5\"",
                "{\"type\": \"boolean\"} | true | \"true\"",
                "{\"type\": \"array\", \"items\": {\"type\": \"string\"}} | [\"a\"] | [1]",
                "{\"type\": \"array\", \"items\": {\"type\": \"integer\"}} | [1] | 1",
                "{\"type\": \"array\", \"items\": {\"type\": \"string\", \"enum\": [\"x\"]}} | [\"x\"] | [\"y\"]",
                "{\"type\": \"string\", \"required\": true} | \"a\" | null"
            })
    void a_value_is_what_the_schema_says(String definition, String right, String wrong) {
        change(USER, "{\"size\": " + definition.replaceFirst("}$", ", \"title\": \"Size\"}") + "}")
                .is(200);

        person("a@b.test", right).is(200);
        person("c@d.test", wrong).is(400, "E0000001");
    }

    private Reply person(String login, String size) {
        return org.post(
                "/api/v1/users",
                """
                {"profile": {"firstName": "A", "lastName": "B", "login": "%1$s",
                             "email": "%1$s", "size": %2$s}}\
                """
                        .formatted(login, size));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "size gt 9        | big",
                "size eq 3        | small",
                "open eq true     | big",
                "tags eq \"RED\"   | small",
                "tags sw \"b\"     | big",
                "site eq \"oslo\"  | small",
                "site pr          | small",
                "nope eq \"x\"     | E0000031",
                "size co \"1\"     | E0000031"
            })
    void groups_are_looked_for_by_what_their_attributes_are(String search, String found) {
        change(
                        GROUP,
                        """
                        {"size": {"title": "Size", "type": "integer"},
                         "open": {"title": "Open", "type": "boolean"},
                         "site": {"title": "Site", "type": "string"},
                         "tags": {"title": "Tags", "type": "array", "items": {"type": "string"}}}\
                        """)
                .is(200);
        group("{\"name\": \"big\", \"size\": 10, \"open\": true, \"tags\": [\"blue\"]}").is(200);
        group("{\"name\": \"small\", \"size\": 3, \"site\": \"Oslo\", \"tags\": [\"red\"]}")
                .is(200);

        var query = URLEncoder.encode("profile." + search, StandardCharsets.UTF_8);
        var reply = org.get("/api/v1/groups?search=" + query);

        if (found.startsWith("E")) {
            reply.is(400, found);
        } else {
            assertThat(reply.is(200).all("/profile/name")).containsExactly(found);
        }
    }
}
