package gatehouse.conformance.users;

import static gatehouse.conformance.Http.signIn;
import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.PASSWORD;
import static gatehouse.conformance.Sdk.createUser;
import static gatehouse.conformance.Sdk.person;
import static gatehouse.conformance.Sdk.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.okta.sdk.resource.api.SessionApi;
import com.okta.sdk.resource.api.UserApi;
import com.okta.sdk.resource.api.UserFactorApi;
import com.okta.sdk.resource.api.UserLifecycleApi;
import com.okta.sdk.resource.api.UserSessionsApi;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.model.CreateSessionRequest;
import com.okta.sdk.resource.model.UserFactorSecurityQuestion;
import com.okta.sdk.resource.model.UserFactorSecurityQuestionProfile;
import com.okta.sdk.resource.model.UserFactorType;
import gatehouse.conformance.Http;
import org.junit.jupiter.api.Test;

class UserLifecycleTest {
    private final UserApi users = new UserApi(ADMIN);
    private final UserLifecycleApi lifecycle = new UserLifecycleApi(ADMIN);

    @Test
    void a_user_is_activated_and_once_more() throws ApiException {
        var id = person().setActive(false).buildAndCreate(users).getId();
        var first = lifecycle.activateUser(id, false);
        assertThat(first.getActivationUrl()).endsWith(first.getActivationToken());
        assertThat(status(id)).isEqualTo("PROVISIONED");
        refused(403, "E0000016", () -> lifecycle.activateUser(id, false));
        assertThat(lifecycle.reactivateUser(id, false).getActivationToken())
                .isNotBlank()
                .isNotEqualTo(first.getActivationToken());
        assertThat(status(id)).isEqualTo("PROVISIONED");
    }

    @Test
    void who_is_deactivated_signs_in_no_more_and_is_deleted() throws ApiException {
        var user = createUser();
        lifecycle.deactivateUser(user.getId(), false, null);
        assertThat(status(user.getId())).isEqualTo("DEPROVISIONED");
        assertThat(signIn(user, PASSWORD)).isEqualTo("E0000004");
        users.deleteUser(user.getId(), false, null);
        refused(404, "E0000007", () -> users.getUser(user.getId(), null, null));
    }

    @Test
    void deletion_takes_two_steps() throws ApiException {
        var id = createUser().getId();
        users.deleteUser(id, false, null);
        assertThat(status(id)).isEqualTo("DEPROVISIONED");
        users.deleteUser(id, false, null);
        refused(404, "E0000007", () -> users.getUser(id, null, null));
    }

    @Test
    void a_user_is_suspended_and_back() throws ApiException {
        var user = createUser();
        var id = user.getId();
        lifecycle.suspendUser(id);
        assertThat(status(id)).isEqualTo("SUSPENDED");
        assertThat(signIn(user, PASSWORD)).isEqualTo("E0000004");
        refused(400, "E0000001", () -> lifecycle.suspendUser(id));
        lifecycle.unsuspendUser(id);
        assertThat(status(id)).isEqualTo("ACTIVE");
        assertThat(signIn(user, PASSWORD)).isEqualTo("SUCCESS");
    }

    @Test
    void who_is_locked_out_is_let_in_again() throws ApiException {
        var user = createUser();
        var id = user.getId();
        refused(403, "E0000032", () -> lifecycle.unlockUser(id));
        for (int i = 0; i < 10; i++) {
            signIn(user, "Wrong7password");
        }
        assertThat(status(id)).isEqualTo("LOCKED_OUT");
        lifecycle.unlockUser(id);
        assertThat(status(id)).isEqualTo("ACTIVE");
        assertThat(signIn(user, PASSWORD)).isEqualTo("SUCCESS");
    }

    @Test
    void factors_are_reset() throws ApiException {
        var id = createUser().getId();
        var factors = new UserFactorApi(ADMIN);
        var question =
                new UserFactorSecurityQuestion()
                        .profile(
                                new UserFactorSecurityQuestionProfile()
                                        .question(
                                                UserFactorSecurityQuestionProfile.QuestionEnum
                                                        .DISLIKED_FOOD)
                                        .answer("mayonnaise"));
        question.setFactorType(UserFactorType.QUESTION);
        factors.enrollFactor(id, question, null, null, null, null, null);
        assertThat(factors.listFactors(id)).isNotEmpty();
        lifecycle.resetFactors(id);
        assertThat(factors.listFactors(id)).isEmpty();
    }

    @Test
    void sessions_are_revoked() throws ApiException {
        var user = createUser();
        var token = Http.authn(user.getProfile().getLogin(), PASSWORD).path("sessionToken");
        var sessions = new SessionApi(ADMIN);
        var id =
                sessions.createSession(new CreateSessionRequest().sessionToken(token.asText()))
                        .getId();
        assertThat(sessions.getSession(id).getUserId()).isEqualTo(user.getId());
        new UserSessionsApi(ADMIN).revokeUserSessions(user.getId(), true);
        refused(404, "E0000007", () -> sessions.getSession(id));
    }

    private String status(String id) throws ApiException {
        return users.getUser(id, null, null).getStatus().getValue();
    }
}
