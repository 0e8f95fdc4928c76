package gatehouse.directory.users;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.TestOrg;
import gatehouse.testkit.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserSearchTest {
    private static final String USERS = "/api/v1/users";
    private final TestOrg org = TestOrg.fresh();

    @Test
    void letters_are_compared_without_regard_to_case_whatever_their_script() {
        org.post("/api/v1/users?activate=false", person("\u00c4nne", "\u03a9mega", "ae@x.test"))
                .is(200);
        org.post("/api/v1/groups", "{\"profile\": {\"name\": \"\u00c4RZTE\"}}").is(200);

        assertThat(found("profile.firstName eq \"\u00c4NNE\"")).isOne();
        assertThat(found("profile.lastName sw \"\u03c9MEG\"")).isOne();
        assertThat(found("profile.lastName co \"\u03a9ME\"")).isOne();
        assertThat(org.get("/api/v1/users?q=" + Wire.encoded("\u00e4NN")).all("/id")).hasSize(1);
        assertThat(org.get("/api/v1/groups?q=" + Wire.encoded("\u00e4rzt")).all("/id")).hasSize(1);
    }

    @Test
    void what_is_changed_is_found_by_what_it_is_now() {
        var user =
                org.post("/api/v1/users?activate=false", person("Ann", "Lee", "a@x.test")).is(200);

        org.post("/api/v1/users/" + user.id(), "{\"profile\": {\"department\": \"Sales\"}}")
                .is(200);
        assertThat(found("profile.department eq \"sALES\"")).isOne();
        org.post("/api/v1/users/" + user.id(), "{\"profile\": {\"department\": \"Legal\"}}")
                .is(200);

        assertThat(found("profile.department eq \"Sales\"")).isZero();
        assertThat(found("profile.department sw \"leg\" and status eq \"STAGED\"")).isOne();
    }

    /** Whatever is found must be found after a change, and no more after a deletion. */
    @Test
    void a_part_of_a_name_is_found_as_it_is_now() {
        var name = "Zo\u00eb \ud83d\ude80 M\u00fcller";
        var id =
                org.post(USERS + "?activate=false", person(name, "Lee", "x%y_z@example.test"))
                        .is(200)
                        .id();
        assertThat(found("profile.firstName co \"\u00cb \ud83d\ude80 m\u00dc\"")).isOne();
        assertThat(found("profile.firstName co \"\ud83d\ude80\"")).isOne();
        assertThat(found("profile.login co \"x%y_z\"")).isOne();
        assertThat(found("profile.login co \"xay_z\"")).isZero();
        assertThat(found("profile.login co \"y_\"")).isOne();
        assertThat(found("profile.lastName co \"m\u00fcller\"")).isZero();

        org.post("/api/v1/users/" + id, "{\"profile\":{\"firstName\":\"Yvonne\"}}").is(200);
        assertThat(found("profile.firstName co \"m\u00fcller\"")).isZero();
        assertThat(found("profile.firstName co \"VONN\"")).isOne();

        org.delete("/api/v1/users/" + id).is(204);
        org.delete("/api/v1/users/" + id).is(204);
        assertThat(found("profile.firstName co \"VONN\"")).isZero();
    }

    private int found(String search) {
        return org.get("/api/v1/users?search=" + Wire.encoded(search)).is(200).all("/id").size();
    }

    private static String person(String first, String last, String login) {
        return """
        {"profile": {"firstName": "%s", "lastName": "%s", "login": "%s", "email": "%s"}}\
        """
                .formatted(first, last, login, login);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id,status,profile:(firstName, login) | id,status,profile | firstName,login",
                "profile:(email)                      | id,profile        | email",
                "status                               | id,status         | ",
                "id,credentials,profile               | id,profile,credentials | *"
            })
    void a_list_shows_the_fields_that_were_asked_for(String fields, String shown, String profile) {
        org.post("/api/v1/users?activate=false", person("Ann", "Lee", "a@b.test")).is(200);
        var query = "fields=" + Wire.encoded(fields);
        for (var list : List.of("?", "?search=status%20pr&", "?q=a@b&")) {
            var user = org.get("/api/v1/users" + list + query).is(200).json().path(0);
            assertThat(user.propertyNames()).containsExactlyInAnyOrder(shown.split(","));
            if (profile != null && !profile.equals("*")) {
                assertThat(user.path("profile").propertyNames())
                        .containsExactlyInAnyOrder(profile.split(","));
            }
        }
    }

    @Test
    void fields_that_are_none_are_refused() {
        org.get("/api/v1/users?fields=profile:(a").is(400, "E0000001");
    }
}
