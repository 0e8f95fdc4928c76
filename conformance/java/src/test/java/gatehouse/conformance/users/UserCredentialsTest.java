package gatehouse.conformance.users;

import static gatehouse.conformance.Http.signIn;
import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.PASSWORD;
import static gatehouse.conformance.Sdk.createUser;
import static gatehouse.conformance.Sdk.person;
import static gatehouse.conformance.Sdk.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.okta.sdk.resource.api.UserApi;
import com.okta.sdk.resource.api.UserCredApi;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.model.ChangePasswordRequest;
import com.okta.sdk.resource.model.PasswordCredential;
import com.okta.sdk.resource.model.RecoveryQuestionCredential;
import com.okta.sdk.resource.model.UpdateUserRequest;
import com.okta.sdk.resource.model.User;
import com.okta.sdk.resource.model.UserCredentials;
import org.junit.jupiter.api.Test;

class UserCredentialsTest {
    private static final String OTHER = "Another7staple";
    private final UserApi users = new UserApi(ADMIN);
    private final UserCredApi credentials = new UserCredApi(ADMIN);

    @Test
    void a_password_is_changed_by_who_knows_it() throws ApiException {
        var user = createUser();
        var request =
                new ChangePasswordRequest()
                        .oldPassword(password(PASSWORD))
                        .newPassword(password(OTHER));
        assertThat(credentials.changePassword(user.getId(), request, true).getPassword())
                .isNotNull();
        assertThat(signIn(user, OTHER)).isEqualTo("SUCCESS");
        assertThat(signIn(user, PASSWORD)).isEqualTo("E0000004");
        refused(403, "E0000014", () -> credentials.changePassword(user.getId(), request, true));
    }

    @Test
    void a_password_is_set_by_an_administrator() throws ApiException {
        var user = createUser();
        var change =
                new UpdateUserRequest()
                        .credentials(new UserCredentials().password(password(OTHER)));
        users.updateUser(user.getId(), change, null);
        assertThat(signIn(user, OTHER)).isEqualTo("SUCCESS");
    }

    @Test
    void a_recovery_question_is_changed_and_sets_a_new_password() throws ApiException {
        var user = createUser();
        var question = new RecoveryQuestionCredential().question("Where?").answer("Nowhere");
        var changed =
                credentials.changeRecoveryQuestion(
                        user.getId(),
                        new UserCredentials()
                                .password(password(PASSWORD))
                                .recoveryQuestion(question));
        assertThat(changed.getRecoveryQuestion().getQuestion()).isEqualTo("Where?");

        var wrong = new RecoveryQuestionCredential().answer("Somewhere");
        refused(
                403,
                "E0000087",
                () ->
                        credentials.forgotPasswordSetNewPassword(
                                user.getId(),
                                new UserCredentials()
                                        .password(password(OTHER))
                                        .recoveryQuestion(wrong),
                                false));
        credentials.forgotPasswordSetNewPassword(
                user.getId(),
                new UserCredentials()
                        .password(password(OTHER))
                        .recoveryQuestion(new RecoveryQuestionCredential().answer("Nowhere")),
                false);
        assertThat(signIn(user, OTHER)).isEqualTo("SUCCESS");
    }

    @Test
    void a_forgotten_password_serves_until_there_is_a_new_one() throws ApiException {
        var user =
                person().setPassword(PASSWORD.toCharArray())
                        .setSecurityQuestion("Where?")
                        .setSecurityQuestionAnswer("Nowhere")
                        .buildAndCreate(users);
        assertThat(credentials.forgotPassword(user.getId(), false).getResetPasswordUrl())
                .startsWith("https://");
        assertThat(status(user)).isEqualTo("ACTIVE");
        assertThat(signIn(user, PASSWORD)).isEqualTo("SUCCESS");
    }

    @Test
    void a_password_is_reset() throws ApiException {
        var user = createUser();
        assertThat(credentials.resetPassword(user.getId(), false, false).getResetPasswordUrl())
                .startsWith("https://");
        assertThat(status(user)).isEqualTo("RECOVERY");
        assertThat(signIn(user, PASSWORD)).isEqualTo("E0000004");
    }

    @Test
    void a_password_expires() throws ApiException {
        var user = createUser();
        assertThat(credentials.expirePassword(user.getId()).getId()).isEqualTo(user.getId());
        assertThat(status(user)).isEqualTo("PASSWORD_EXPIRED");
        assertThat(signIn(user, PASSWORD)).isEqualTo("PASSWORD_EXPIRED");
    }

    /** The SDK does not hand on the other password, which it takes for a user. */
    @Test
    void a_password_expires_for_another() throws ApiException {
        var user = createUser();
        credentials.expirePasswordWithTempPassword(user.getId(), true);
        assertThat(status(user)).isEqualTo("PASSWORD_EXPIRED");
        assertThat(signIn(user, PASSWORD)).isEqualTo("E0000004");
    }

    private static PasswordCredential password(String value) {
        return new PasswordCredential().value(value);
    }

    private String status(User user) throws ApiException {
        return users.getUser(user.getId(), null, null).getStatus().getValue();
    }
}
