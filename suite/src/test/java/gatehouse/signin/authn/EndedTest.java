package gatehouse.signin.authn;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sign-in in which a password was proved ends with all else that its person has. */
class EndedTest {
    private final AuthnOrg at = new AuthnOrg();
    private final String secret = at.enrolled();

    private Reply proved() {
        var asked = at.first(AuthnOrg.ANN, AuthnOrg.PASSWORD);
        assertThat(AuthnOrg.status(asked)).isEqualTo("MFA_REQUIRED");
        return asked;
    }

    private Reply code(Reply asked) {
        return at.next(
                asked, AuthnOrg.verify(asked, "token:software:totp"), "passCode", at.totp(secret));
    }

    private String user() {
        return "/api/v1/users/" + at.ann;
    }

    @ParameterizedTest
    @CsvSource({
        "/lifecycle/suspend, /lifecycle/unsuspend",
        "/lifecycle/deactivate,",
        "/lifecycle/expire_password,",
        "/lifecycle/expire_password_with_temp_password,",
        "/lifecycle/reset_password?sendEmail=false,"
    })
    void what_an_administrator_does_to_the_account_ends_it(String what, String andBack) {
        var asked = proved();

        at.org.post(user() + what, "").is(200);
        if (andBack != null) {
            at.org.post(user() + andBack, "").is(200);
        }

        code(asked).is(401, "E0000011");
    }

    @Test
    void clearing_the_sessions_ends_it_and_no_other_person_s() {
        var asked = proved();
        at.org
                .post(
                        "/api/v1/users",
                        """
                        {"profile": {"firstName": "Bob", "lastName": "Lee",
                           "login": "bob@x.test", "email": "bob@x.test"},
                         "credentials": {"password": {"value": "Correct9horse"}}}\
                        """)
                .is(200);
        var other = at.first("bob@x.test", AuthnOrg.PASSWORD).is(200);

        at.org.delete(user() + "/sessions").is(204);

        code(asked).is(401, "E0000011");
        at.next(other, "").is(200);
        at.session(code(proved()));
    }

    @Test
    void a_new_password_ends_it_where_the_person_wants_all_to_end() {
        var asked = proved();

        at.org
                .post(
                        user() + "/credentials/change_password",
                        """
                        {"oldPassword": {"value": "%s"}, "newPassword": {"value": "%s"},
                         "revokeSessions": true}\
                        """
                                .formatted(AuthnOrg.PASSWORD, AuthnOrg.NEW))
                .is(200);

        code(asked).is(401, "E0000011");
    }

    /** However a proof and the end meet: what is left proves nothing. */
    @Test
    void what_is_being_proved_while_it_ends_leads_nowhere() {
        var replies =
                IntStream.range(0, 16)
                        .parallel()
                        .mapToObj(i ->
                                i % 2 == 0
                                        ? at.first(AuthnOrg.ANN, AuthnOrg.PASSWORD)
                                        : at.org.delete(user() + "/sessions"))
                        .filter(reply -> reply.response().status() != 204)
                        .toList();

        at.org.delete(user() + "/sessions").is(204);

        replies.stream()
                .filter(reply -> reply.json().has("stateToken"))
                .forEach(reply -> at.next(reply, "").is(401, "E0000011"));
    }
}
