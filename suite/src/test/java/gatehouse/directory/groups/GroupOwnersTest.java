package gatehouse.directory.groups;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import org.junit.jupiter.api.Test;

class GroupOwnersTest {
    private final TestOrg org = TestOrg.fresh();
    private final String group = group("owned");
    private final String owners = "/api/v1/groups/" + group + "/owners";

    private String group(String name) {
        var body = "{\"profile\": {\"name\": \"" + name + "\"}}";
        return org.post("/api/v1/groups", body).is(200).id();
    }

    private String user(String login) {
        return org.post(
                        "/api/v1/users?activate=false",
                        """
                        {"profile": {"firstName": "Ann", "lastName": "Lee", "login": "%1$s",
                                     "email": "%1$s"}}\
                        """
                                .formatted(login))
                .is(200)
                .id();
    }

    private Reply assign(String id, String type) {
        return org.post(owners, "{\"id\": \"" + id + "\", \"type\": \"" + type + "\"}");
    }

    @Test
    void a_user_or_a_group_owns_a_group() {
        var user = user("ann@x.test");
        var team = group("team");

        assertThat(assign(user, "USER").is(201).text("/displayName")).isEqualTo("Ann Lee");
        assertThat(assign(team, "GROUP").is(201).text("/displayName")).isEqualTo("team");
        assertThat(org.get(owners).is(200).all("/id")).containsExactlyInAnyOrder(user, team);
        assertThat(org.get(owners + "?search=type%20eq%20%22GROUP%22").is(200).all("/id"))
                .containsExactly(team);
    }

    @Test
    void nobody_owns_a_group_twice() {
        var user = user("ann@x.test");
        assign(user, "USER").is(201);

        assertThat(assign(user, "USER").is(400, "E0000001").causes())
                .containsExactly("Provided owner is already assigned to this group");
    }

    @Test
    void an_owner_is_what_it_is_said_to_be() {
        assign(group("team"), "USER").is(404, "E0000007");
        assign(user("ann@x.test"), "GROUP").is(404, "E0000007");
        assign(group, "ROBOT").is(400, "E0000001");
    }

    @Test
    void who_is_gone_owns_nothing() {
        var user = user("ann@x.test");
        assign(user, "USER").is(201);

        org.delete("/api/v1/users/" + user).is(204);
        assertThat(org.get(owners).is(200).all("/id")).containsExactly(user);
        org.delete("/api/v1/users/" + user).is(204);
        assertThat(org.get(owners).is(200).all("/id")).isEmpty();
        org.delete(owners + "/" + user).is(404, "E0000007");
    }
}
