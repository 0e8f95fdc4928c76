package gatehouse.directory.linkedobjects;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import org.junit.jupiter.api.Test;

class LinkedObjectsTest {
    private static final String DEFINITIONS = "/api/v1/meta/schemas/user/linkedObjects";
    private final TestOrg org = TestOrg.fresh();

    private Reply define(String primary, String associated) {
        return org.post(
                DEFINITIONS,
                """
                {"primary": {"name": "%s", "title": "P", "description": "up", "type": "USER"},
                 "associated": {"name": "%s", "title": "A", "type": "USER"}}\
                """
                        .formatted(primary, associated));
    }

    private String user(String login) {
        return org.post(
                        "/api/v1/users?activate=false",
                        """
                        {"profile": {"firstName": "A", "lastName": "B", "login": "%1$s",
                                     "email": "%1$s"}}\
                        """
                                .formatted(login))
                .is(200)
                .id();
    }

    private String links(String user) {
        return "/api/v1/users/" + user + "/linkedObjects/";
    }

    @Test
    void a_relationship_is_known_by_the_name_of_either_side() {
        define("manager", "report").is(201);

        assertThat(org.get(DEFINITIONS + "/report").is(200).text("/primary/name"))
                .isEqualTo("manager");
        assertThat(org.get(DEFINITIONS).is(200).all("/associated/name")).containsExactly("report");
        org.delete(DEFINITIONS + "/manager").is(204);
        org.get(DEFINITIONS + "/manager").is(404, "E0000007");
    }

    @Test
    void no_two_sides_are_called_the_same() {
        define("manager", "report").is(201);

        define("report", "else").is(409, "E0000127");
        define("other", "manager").is(409, "E0000127");
        define("same", "same").is(400, "E0000001");
        define("1st", "second").is(400, "E0000001");
    }

    @Test
    void one_has_many_and_each_of_the_many_has_one() {
        define("manager", "report").is(201);
        var boss = user("boss@x.test");
        var other = user("other@x.test");
        var ann = user("ann@x.test");
        var ben = user("ben@x.test");

        org.put(links(ann) + "manager/" + boss, "").is(204);
        org.put(links(ben) + "manager/" + boss, "").is(204);
        assertThat(org.get(links(boss) + "report").is(200).all("/_links/self/href"))
                .hasSize(2)
                .allMatch(href -> href.endsWith(ann) || href.endsWith(ben));
        org.put(links("ben@x.test") + "manager/" + other, "").is(204);
        assertThat(org.get(links(ben) + "manager").is(200).text("/0/_links/self/href"))
                .endsWith(other);
        org.delete(links(ben) + "manager").is(204);
        assertThat(org.get(links(ben) + "manager").is(200).json().isEmpty()).isTrue();
    }

    @Test
    void only_the_primary_side_is_assigned() {
        define("manager", "report").is(201);
        var ann = user("ann@x.test");

        org.put(links(ann) + "report/" + ann, "").is(404, "E0000007");
        org.put(links(ann) + "manager/nobody", "").is(404, "E0000007");
        org.get(links(ann) + "friend").is(404, "E0000007");
    }
}
