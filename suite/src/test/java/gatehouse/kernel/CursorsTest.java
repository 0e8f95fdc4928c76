package gatehouse.kernel;

import gatehouse.testkit.TestOrg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No list takes for a cursor what is none. */
class CursorsTest {
    private final TestOrg org = TestOrg.fresh();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/users?",
                "/api/v1/users?filter=status%20eq%20%22ACTIVE%22&",
                "/api/v1/users?search=status%20eq%20%22ACTIVE%22&",
                "/api/v1/groups?",
                "/api/v1/apps?",
                "/api/v1/authorizationServers?",
                "/api/v1/zones?",
                "/api/v1/trustedOrigins?",
                "/api/v1/policies?type=OKTA_SIGN_ON&",
                "/api/v1/logs?",
                "/oauth2/v1/clients?"
            })
    void a_cursor_that_is_none_is_refused(String list) {
        org.get(list + "after=garbage").is(400, "E0000029");
    }

    @Test
    void nor_do_the_lists_below_another_thing() {
        var group = "/api/v1/groups/" + org.get("/api/v1/groups").json().at("/0/id").asString();
        org.get(group + "/users?after=garbage").is(400, "E0000029");
        org.get(group + "/apps?after=garbage").is(400, "E0000029");
        org.get(group + "/owners?after=garbage").is(400, "E0000029");
    }
}
