package gatehouse.directory.users;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords and security questions that are changed by way of those that hold. */
class CredentialsTest {
    private static final String PASSWORD = "Correct9horse";
    private final TestOrg org = TestOrg.fresh();
    private String user = "";

    @BeforeEach
    void ann() {
        var made =
                org.post(
                        "/api/v1/users",
                        """
                        {"profile": {"firstName": "Ann", "lastName": "Lee", "login": "ann@x.test",
                                     "email": "ann@x.test"},
                         "credentials": {"password": {"value": "Correct9horse"}}}\
                        """);
        user = "/api/v1/users/" + made.is(200).id();
    }

    private Reply changePassword(String query, String old, String next) {
        return org.post(
                user + "/credentials/change_password" + query,
                "{\"oldPassword\": {\"value\": \"%s\"}, \"newPassword\": {\"value\": \"%s\"}}"
                        .formatted(old, next));
    }

    private Reply changeQuestion(String password, String answer) {
        return org.post(
                user + "/credentials/change_recovery_question",
                """
                {"password": {"value": "%s"},
                 "recovery_question": {"question": "Who?", "answer": "%s"}}\
                """
                        .formatted(password, answer));
    }

    private Reply forgot(String answer, String next) {
        return org.post(
                user + "/credentials/forgot_password_recovery_question",
                "{\"password\": {\"value\": \"%s\"}, \"recovery_question\": {\"answer\": \"%s\"}}"
                        .formatted(next, answer));
    }

    private Reply signIn(String password) {
        return org.post(
                "/api/v1/authn",
                "{\"username\": \"ann@x.test\", \"password\": \"%s\"}".formatted(password));
    }

    @Test
    void a_password_is_changed_by_way_of_the_old_one() {
        changePassword("", "wrong", "Battery8staple").is(403, "E0000014");
        changePassword("", PASSWORD, "short").is(400, "E0000001");
        changePassword("", PASSWORD, "").is(400, "E0000001");

        assertThat(changePassword("", PASSWORD, "Battery8staple").is(200).json().has("password"))
                .isTrue();

        assertThat(org.get(user).json().path("lastLogin").isNull()).isTrue();
        signIn(PASSWORD).is(401);
        signIn("Battery8staple").is(200);
        assertThat(org.get(user).text("/lastLogin")).isNotEmpty();
    }

    @Test
    void former_passwords_come_back_only_where_nobody_is_strict() {
        changePassword("?strict=true", PASSWORD, "Battery8staple").is(200);
        changePassword("?strict=true", "Battery8staple", PASSWORD).is(403, "E0000014");
        changePassword("", "Battery8staple", PASSWORD).is(200);
    }

    @Test
    void a_question_is_changed_by_way_of_the_password() {
        changeQuestion("wrong", "Somebody").is(403, "E0000014");

        assertThat(changeQuestion(PASSWORD, "Somebody").is(200).text("/recovery_question/question"))
                .isEqualTo("Who?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "   a"})
    void an_answer_that_is_soon_guessed_is_none(String answer) {
        changeQuestion(PASSWORD, answer).is(400, "E0000001");
        org.post(
                        user,
                        "{\"credentials\": {\"recovery_question\": {\"question\": \"Who?\","
                                + " \"answer\": \""
                                + answer
                                + "\"}}}")
                .is(400, "E0000001");
    }

    @Test
    void whoever_knows_the_answer_may_have_another_password() {
        forgot("Somebody", "Battery8staple").is(403, "E0000034");
        changeQuestion(PASSWORD, "Somebody").is(200);

        forgot("Nobody", "Battery8staple").is(403, "E0000087");
        forgot("somebody ", "Battery8staple").is(200);

        signIn("Battery8staple").is(200);
    }

    @Test
    void whoever_forgot_may_still_come_in() {
        var reply = org.post(user + "/credentials/forgot_password?sendEmail=false", "").is(200);

        assertThat(reply.text("/resetPasswordUrl")).contains("/reset_password/");
        assertThat(org.get(user).text("/status")).isEqualTo("ACTIVE");
        signIn(PASSWORD).is(200);
    }
}
