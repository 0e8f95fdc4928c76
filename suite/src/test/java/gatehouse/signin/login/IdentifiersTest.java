package gatehouse.signin.login;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.signin.idx.IdxOrg;
import gatehouse.signin.rules.Rules;
import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import org.junit.jupiter.api.Test;

/** By what people say who they are is the user profile policy's word. */
class IdentifiersTest {
    private final IdxOrg idx = new IdxOrg();
    private final Rules rules = new Rules(idx.org);

    IdentifiersTest() {
        person("ann", "ann@mail.test", "E-100");
        person("bob", "bob@mail.test", "E-200");
    }

    private void person(String login, String email, String number) {
        idx.org
                .post(
                        "/api/v1/users",
                        """
                        {"profile": {"firstName": "A", "lastName": "B", "login": "%s@x.test",
                                     "email": "%s", "employeeNumber": "%s"},
                         "credentials": {"password": {"value": "%s"}}}\
                        """
                                .formatted(login, email, number, IdxOrg.PASSWORD))
                .is(200);
    }

    private void by(String identifiers) {
        rules.rule(
                "PROFILE_ENROLLMENT",
                "profileEnrollment",
                """
                {"access": "ALLOW", "unknownUserAction": "DENY", "allowedIdentifiers": [%s]}\
                """
                        .formatted(identifiers));
    }

    private Reply signIn(String name) {
        var handle = idx.begun();
        idx.identify(handle, name).is(200);
        return idx.password(handle, IdxOrg.PASSWORD);
    }

    private boolean knows(String name) {
        return signIn(name).json().has("successWithInteractionCode");
    }

    @Test
    void by_their_login_where_nothing_else_is_said() {
        assertThat(knows("ann@x.test")).isTrue();
        assertThat(knows("ann")).isTrue();
        assertThat(knows("ann@mail.test")).isFalse();
    }

    @Test
    void by_any_of_the_attributes_that_are_allowed_in_any_case() {
        by("\"login\", \"email\", \"employeeNumber\"");
        assertThat(knows("ann@x.test")).isTrue();
        assertThat(knows("Ann@Mail.test")).isTrue();
        assertThat(knows("e-100")).isTrue();
        assertThat(knows("e-300")).isFalse();
    }

    @Test
    void not_by_their_login_where_it_is_not_allowed() {
        by("\"email\"");
        assertThat(knows("ann@mail.test")).isTrue();
        assertThat(knows("ann@x.test")).isFalse();
        assertThat(knows("ann")).isFalse();
    }

    @Test
    void what_two_people_share_names_neither() {
        person("cy", "ann@mail.test", "E-300");
        by("\"login\", \"email\"");
        assertThat(knows("ann@mail.test")).isFalse();
        assertThat(knows("bob@mail.test")).isTrue();
    }

    @Test
    void somebody_s_login_is_nobody_else_s_address() {
        person("dee", "bob@x.test", "E-400");
        by("\"login\", \"email\"");
        var bob = signIn("bob@x.test");
        assertThat(idx.token(IdxOrg.code(bob), Wire.VERIFIER).is(200).text("/id_token"))
                .isNotEmpty();
        var sub =
                idx.org
                        .get(
                                "/api/v1/logs?filter=eventType+eq+%22user.session.start%22&sortOrder=DESCENDING")
                        .is(200);
        assertThat(sub.body()).contains("bob@x.test").doesNotContain("dee@x.test");
    }

    @Test
    void wrong_passwords_count_for_whom_the_name_means() {
        by("\"employeeNumber\"");
        for (int i = 0; i < 12; i++) {
            var handle = idx.begun();
            idx.identify(handle, "E-100").is(200);
            idx.password(handle, "Wrong9horse");
        }
        var status = idx.org.get("/api/v1/users/ann@x.test").is(200).text("/status");
        assertThat(status).isEqualTo("LOCKED_OUT");
        assertThat(knows("E-200")).isTrue();
    }
}
