package gatehouse.directory.users;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which the Users API makes users, and what each of them refuses. */
class UserCreationTest {
    private static final String PASSWORD = "\"password\": {\"value\": \"Correct9horse\"}";
    private static final String QUESTION =
            "\"recovery_question\": {\"question\": \"Who?\", \"answer\": \"Somebody\"}";
    private final TestOrg org = TestOrg.fresh();

    private Reply make(String query, String credentials, String more) {
        return org.post(
                "/api/v1/users" + query,
                """
                {"profile": {"firstName": "Ann", "lastName": "Lee", "login": "ann@x.test",
                             "email": "ann@x.test"}, "credentials": {%s}%s}\
                """
                        .formatted(credentials, more));
    }

    @ParameterizedTest
    @CsvSource({
        "true,  FEDERATION, ACTIVE",
        "false, FEDERATION, STAGED",
        "true,  SOCIAL,     ACTIVE",
        "false, SOCIAL,     STAGED",
        "true,  OKTA,       PROVISIONED"
    })
    void whoever_others_vouch_for_needs_no_activation(
            boolean activate, String provider, String status) {
        var made =
                make(
                        "?provider=true&activate=" + activate,
                        "\"provider\": {\"type\": \"" + provider + "\", \"name\": \"x\"}",
                        "");

        assertThat(made.is(200).text("/status")).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FEDERATION", "SOCIAL"})
    void whoever_others_vouch_for_has_no_credentials_here(String provider) {
        var vouched = "\"provider\": {\"type\": \"" + provider + "\", \"name\": \"x\"}";

        make("?provider=true", vouched + ", " + PASSWORD, "").is(400, "E0000001");
        make("?provider=true", vouched + ", " + QUESTION, "").is(400, "E0000001");
        var user = "/api/v1/users/" + make("?provider=true", vouched, "").is(200).id();
        org.post(user, "{\"credentials\": {" + PASSWORD + "}}").is(400, "E0000001");
        org.post(user, "{\"credentials\": {" + QUESTION + "}}").is(400, "E0000001");
        assertThat(org.get(user).is(200).json().at("/credentials/password").isMissingNode())
                .isTrue();
    }

    @Test
    void a_provider_that_does_not_exist_is_refused() {
        var reply = make("?provider=true", "\"provider\": {\"type\": \"NOPE\"}", "");

        assertThat(reply.is(400, "E0000001").causes().getFirst()).startsWith("provider.type: ");
    }

    @ParameterizedTest
    @CsvSource({
        "?activate=true&nextLogin=changePassword,  true,  PASSWORD_EXPIRED",
        "?activate=true&nextLogin=changePassword,  false, E0000124",
        "?activate=false&nextLogin=changePassword, true,  E0000125"
    })
    void a_password_may_be_for_one_sign_in(String query, boolean password, String outcome) {
        var reply = make(query, password ? PASSWORD : "", "");

        if (outcome.startsWith("E")) {
            reply.is(400, outcome);
        } else {
            assertThat(reply.is(200).text("/status")).isEqualTo(outcome);
        }
    }

    @Test
    void starts_in_up_to_twenty_groups() {
        var groups =
                IntStream.rangeClosed(1, 21)
                        .mapToObj(i -> "{\"profile\": {\"name\": \"g" + i + "\"}}")
                        .map(body -> "\"" + org.post("/api/v1/groups", body).is(200).id() + "\"")
                        .toList();

        make("", "", ", \"groupIds\": [" + String.join(",", groups) + "]").is(400, "E0000001");
        var made =
                make("", "", ", \"groupIds\": [" + String.join(",", groups.subList(0, 20)) + "]");

        assertThat(org.get("/api/v1/users/" + made.is(200).id() + "/groups").all("/id"))
                .hasSize(21);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "@x.test", "ann@", "an n@x.test"})
    void a_login_is_an_email_address(String login) {
        var reply = named(login);

        assertThat(reply.is(400, "E0000001").causes())
                .contains("login: Username must be in the form of an email address");
    }

    @Test
    void a_login_is_whatever_the_pattern_of_the_org_says() {
        pattern(".+");
        named("ann").is(200);
        pattern("[a-z.]+");
        named("ann.lee").is(200);
        named("ANN7").is(400, "E0000001");
        assertThat(pattern("[a-z").causes()).isNotEmpty();
    }

    private Reply pattern(String pattern) {
        return org.post(
                "/api/v1/meta/schemas/user/default",
                "{\"definitions\": {\"base\": {\"properties\": {\"login\": {\"pattern\": \"%s\"}}}}}"
                        .formatted(pattern));
    }

    private Reply named(String login) {
        return org.post(
                "/api/v1/users",
                """
                {"profile": {"firstName": "Ann", "lastName": "Lee", "login": "%s",
                             "email": "ann@x.test"}}\
                """
                        .formatted(login));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "x\\udc00y", "\\udc00\\ud800"})
    void half_a_character_is_none(String text) {
        org.post("/api/v1/users", profile(text)).is(400, "E0000003");
    }

    @Test
    void characters_may_be_escaped() {
        var made = org.post("/api/v1/users", profile("\\ud83d\\ude00 \\u00e9"));

        assertThat(made.is(200).text("/profile/firstName")).isEqualTo("\ud83d\ude00 \u00e9");
    }

    private static String profile(String firstName) {
        return """
        {"profile": {"firstName": "%s", "lastName": "Lee", "login": "a@x.test", "email": "a@x.test"}}\
        """
                .formatted(firstName);
    }
}
