package gatehouse.apps.applications;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.TestOrg;
import gatehouse.testkit.Wire;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppListTest {
    private final TestOrg org = TestOrg.fresh();

    private List<String> filtered(String filter) {
        return org.get("/api/v1/apps?filter=" + Wire.encoded(filter)).is(200).all("/label");
    }

    @Test
    void applications_are_found_by_what_they_are() {
        var off = OidcApps.web(org, "one").id();
        OidcApps.bookmark(org, "two");
        org.post("/api/v1/apps/" + off + "/lifecycle/deactivate", "").is(200);

        assertThat(org.get("/api/v1/apps").is(200).all("/label")).containsExactly("one", "two");
        assertThat(filtered("status eq \"ACTIVE\"")).containsExactly("two");
        assertThat(filtered("name eq \"oidc_client\"")).containsExactly("one");
        assertThat(filtered("id eq \"" + off + "\" and status eq \"INACTIVE\""))
                .containsExactly("one");
        assertThat(filtered("settings.slo.enabled eq \"true\"")).isEmpty();
        assertThat(org.get("/api/v1/apps?q=TW").is(200).all("/label")).containsExactly("two");
        org.get("/api/v1/apps?filter=colour+eq+%22red%22").is(400, "E0000031");
    }

    @Test
    void applications_are_found_by_who_may_use_them() {
        var own = OidcApps.web(org, "own").id();
        var through = OidcApps.web(org, "through").id();
        OidcApps.web(org, "nobody's");
        var ann = OidcApps.user(org, "ann");
        var group = OidcApps.group(org, "staff");
        org.put("/api/v1/groups/" + group + "/users/" + ann, "").is(204);
        org.put("/api/v1/apps/" + through + "/groups/" + group, "{}").is(200);
        org.post("/api/v1/apps/" + own + "/users", "{\"id\": \"" + ann + "\"}").is(200);

        assertThat(filtered("user.id eq \"" + ann + "\"")).containsExactly("own", "through");
        assertThat(filtered("group.id eq \"" + group + "\"")).containsExactly("through");
        var expanded =
                org.get("/api/v1/apps?filter=user.id+eq+%22" + ann + "%22&expand=user/" + ann);
        assertThat(expanded.all("/_embedded/user/id")).containsExactly(ann, ann);
        assertThat(expanded.all("/_embedded/user/scope")).containsExactly("USER", "GROUP");
        org.get("/api/v1/apps?expand=colour").is(400, "E0000001");
    }

    @Test
    void pages_follow_each_other_and_keep_what_was_asked() {
        for (int i = 0; i < 5; i++) {
            OidcApps.bookmark(org, "app " + i);
        }

        var seen = new ArrayList<String>();
        var next = "/api/v1/apps?limit=2&q=app&includeNonDeleted=true&useOptimization=false";
        while (!next.isEmpty()) {
            var page = org.get(next).is(200);
            seen.addAll(page.all("/label"));
            assertThat(page.header("Link")).contains("q=app").contains("rel=\"self\"");
            next = page.next();
        }

        assertThat(seen).containsExactly("app 0", "app 1", "app 2", "app 3", "app 4");
    }
}
