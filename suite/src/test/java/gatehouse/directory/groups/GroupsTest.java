package gatehouse.directory.groups;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GroupsTest {
    private static final String GROUPS = "/api/v1/groups";
    private final TestOrg org = TestOrg.fresh();

    private Reply group(String name) {
        return org.post(GROUPS, "{\"profile\": {\"name\": \"" + name + "\"}}");
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

    @Test
    void everyone_is_in_everyone_from_the_start() {
        var user = user("a@b.test");
        var everyone = org.get(GROUPS + "?q=every").is(200).json().at("/0/id").asString();

        assertThat(org.get(GROUPS + "/" + everyone + "/users").is(200).all("/id")).contains(user);
        assertThat(org.get("/api/v1/users/" + user + "/groups").is(200).all("/id"))
                .containsExactly(everyone);
    }

    @Test
    void what_is_built_in_stays() {
        var everyone = GROUPS + "/" + org.get(GROUPS + "?q=every").json().at("/0/id").asString();

        org.delete(everyone).is(400, "E0000001");
        org.put(everyone, "{\"profile\": {\"name\": \"x\"}}").is(400, "E0000001");
        org.delete(everyone + "/users/" + user("c@d.test")).is(400, "E0000001");
    }

    @Test
    void each_change_of_members_is_the_last_one() {
        var group = group("g").is(200).id();
        var path = GROUPS + "/" + group;
        var made = org.get(path).text("/lastMembershipUpdated");
        org.passes(Duration.ofHours(1));
        var user =
                org.post(
                                "/api/v1/users?activate=false",
                                """
                                {"profile": {"firstName": "A", "lastName": "B",
                                   "login": "a@b.test", "email": "a@b.test"},
                                 "groupIds": ["%s"]}\
                                """
                                        .formatted(group))
                        .is(200)
                        .id();
        var joined = org.get(path).text("/lastMembershipUpdated");
        assertThat(Duration.between(Instant.parse(made), Instant.parse(joined)))
                .isGreaterThanOrEqualTo(Duration.ofHours(1));
        org.passes(Duration.ofHours(1));
        org.put(path + "/users/" + user, "").is(204);
        assertThat(org.get(path).text("/lastMembershipUpdated")).isEqualTo(joined);
        org.delete(path + "/users/" + user).is(204);
        assertThat(org.get(path).text("/lastMembershipUpdated")).isGreaterThan(joined);
        assertThat(org.get(path).text("/lastUpdated")).isLessThan(joined);
    }

    @Test
    void members_come_and_go() {
        var path = GROUPS + "/" + group("g").is(200).id() + "/users";
        var user = user("m@b.test");

        org.put(path + "/" + user, "").is(204);
        org.put(path + "/" + user, "").is(204);
        assertThat(org.get(path).is(200).all("/id")).containsExactly(user);
        org.delete(path + "/" + user).is(204);
        assertThat(org.get(path).all("/id")).isEmpty();
        org.put(path + "/00unobody0000000000a", "").is(404, "E0000007");
    }

    @Test
    void a_name_is_taken_once() {
        group("same").is(200);

        group("same").is(400, "E0000001");
        group("").is(400, "E0000001");
    }

    @Test
    void groups_are_searched_and_sorted() {
        group("beta").is(200);
        group("alpha").is(200);

        var found =
                org.get(
                        GROUPS
                                + "?search=type%20eq%20%22OKTA_GROUP%22&sortBy=profile.name"
                                + "&sortOrder=asc&limit=1");
        assertThat(found.is(200).all("/profile/name")).containsExactly("alpha");
        assertThat(org.get(found.next()).is(200).all("/profile/name")).containsExactly("beta");
        org.get(GROUPS + "?filter=nothing%20eq%20%22x%22").is(400, "E0000031");
    }
}
