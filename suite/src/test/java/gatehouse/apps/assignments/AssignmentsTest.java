package gatehouse.apps.assignments;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.apps.applications.OidcApps;
import gatehouse.testkit.TestOrg;
import org.junit.jupiter.api.Test;

class AssignmentsTest {
    private final TestOrg org = TestOrg.fresh();
    private final String app = "/api/v1/apps/" + OidcApps.web(org, "App").id();

    @Test
    void a_person_is_shown_in_full_where_the_client_asks() {
        var ann = OidcApps.user(org, "ann");
        org.post(app + "/users", "{\"id\": \"" + ann + "\"}").is(200);

        var plain = org.get(app + "/users/" + ann).is(200);
        var full = org.get(app + "/users/" + ann + "?expand=user").is(200);
        var listed = org.get(app + "/users?expand=user&q=ann").is(200);

        assertThat(plain.json().has("_embedded")).isFalse();
        assertThat(full.text("/_embedded/user/profile/login")).isEqualTo("ann@x.test");
        assertThat(listed.all("/_embedded/user/id")).containsExactly(ann);
        assertThat(org.get(app + "/users?q=bob").is(200).all("/id")).isEmpty();
    }

    @Test
    void groups_are_found_by_how_their_names_begin_and_shown_in_full() {
        var staff = OidcApps.group(org, "Staff");
        var guests = OidcApps.group(org, "Guests");
        org.put(app + "/groups/" + staff, "").is(200);
        org.put(app + "/groups/" + guests, "{\"priority\": 7, \"profile\": {\"a\": 1}}").is(200);

        assertThat(org.get(app + "/groups").is(200).all("/id")).containsExactly(staff, guests);
        assertThat(org.get(app + "/groups?q=gue").is(200).all("/id")).containsExactly(guests);
        assertThat(
                        org.get(app + "/groups/" + guests + "?expand=group")
                                .is(200)
                                .text("/_embedded/group/profile/name"))
                .isEqualTo("Guests");
    }

    @Test
    void parts_of_a_group_s_assignment_are_replaced_one_by_one() {
        var staff = OidcApps.group(org, "Staff");
        var at = app + "/groups/" + staff;
        org.put(at, "{\"priority\": 3, \"profile\": {\"a\": 1, \"b\": 2}}").is(200);

        var after =
                org.send(
                                "PATCH",
                                at,
                                java.util.Map.of("Content-Type", "application/json"),
                                """
                                [{"op": "replace", "path": "/priority", "value": 5},
                                 {"op": "replace", "path": "/profile/a", "value": 9}]\
                                """)
                        .is(200);

        assertThat(after.json().path("priority").asInt()).isEqualTo(5);
        assertThat(after.json().path("profile").toString()).isEqualTo("{\"a\":9,\"b\":2}");
        org.send(
                        "PATCH",
                        at,
                        java.util.Map.of("Content-Type", "application/json"),
                        "[{\"op\": \"remove\", \"path\": \"/priority\"}]")
                .is(400, "E0000001");
    }

    @Test
    void people_have_a_link_to_each_application_that_they_may_use() {
        var ann = OidcApps.user(org, "ann");
        var staff = OidcApps.group(org, "Staff");
        org.put("/api/v1/groups/" + staff + "/users/" + ann, "").is(204);
        org.post(app + "/users", "{\"id\": \"" + ann + "\"}").is(200);
        var wiki = "/api/v1/apps/" + OidcApps.web(org, "Wiki").id();
        org.put(wiki + "/groups/" + staff, "").is(200);
        OidcApps.web(org, "Nobody's");
        var links = "/api/v1/users/" + ann + "/appLinks";

        assertThat(org.get(links).is(200).all("/label")).containsExactly("App", "Wiki");
        assertThat(org.get(links).text("/0/appInstanceId")).isEqualTo(app.substring(13));
        assertThat(org.get(links).text("/0/linkUrl"))
                .endsWith("/home/oidc_client" + app.substring(12));

        org.post(wiki + "/lifecycle/deactivate", "").is(200);
        assertThat(org.get(links).all("/label")).containsExactly("App");
        org.get("/api/v1/users/nobody/appLinks").is(404, "E0000007");
    }

    @Test
    void a_group_s_applications_are_listed_page_by_page() {
        var staff = OidcApps.group(org, "Staff");
        var wiki = "/api/v1/apps/" + OidcApps.web(org, "Wiki").id();
        org.put(app + "/groups/" + staff, "").is(200);
        org.put(wiki + "/groups/" + staff, "").is(200);
        OidcApps.web(org, "Nobody's");

        var first = org.get("/api/v1/groups/" + staff + "/apps?limit=1").is(200);
        var second = org.get(first.next()).is(200);

        assertThat(first.all("/label")).containsExactly("App");
        assertThat(second.all("/label")).containsExactly("Wiki");
        assertThat(second.next()).isEmpty();
        org.get("/api/v1/groups/00gnobody0000000000a/apps").is(404, "E0000007");
    }
}
