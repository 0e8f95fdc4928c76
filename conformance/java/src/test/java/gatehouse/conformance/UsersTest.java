package gatehouse.conformance;

import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.PASSWORD;
import static gatehouse.conformance.Sdk.createUser;
import static gatehouse.conformance.Sdk.person;
import static gatehouse.conformance.Sdk.refused;
import static gatehouse.conformance.Sdk.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.okta.sdk.resource.api.UserApi;
import com.okta.sdk.resource.api.UserCredApi;
import com.okta.sdk.resource.api.UserLifecycleApi;
import com.okta.sdk.resource.api.UserResourcesApi;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.common.PagedList;
import com.okta.sdk.resource.model.ChangePasswordRequest;
import com.okta.sdk.resource.model.PasswordCredential;
import com.okta.sdk.resource.model.UpdateUserRequest;
import com.okta.sdk.resource.model.User;
import com.okta.sdk.resource.model.UserNextLogin;
import com.okta.sdk.resource.model.UserProfile;
import com.okta.sdk.resource.model.UserStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsersTest {
    private final UserApi users = new UserApi(ADMIN);
    private final UserLifecycleApi lifecycle = new UserLifecycleApi(ADMIN);
    private final UserCredApi credentials = new UserCredApi(ADMIN);

    @Test
    void a_user_is_created_in_each_documented_way() throws ApiException {
        assertThat(person().setActive(false).buildAndCreate(users).getStatus())
                .isEqualTo(UserStatus.STAGED);
        assertThat(person().setActive(true).buildAndCreate(users).getStatus())
                .isEqualTo(UserStatus.PROVISIONED);
        assertThat(createUser().getStatus()).isEqualTo(UserStatus.ACTIVE);
        assertThat(
                        person().setPassword(PASSWORD.toCharArray())
                                .setNextLogin(UserNextLogin.CHANGE_PASSWORD)
                                .setActive(true)
                                .buildAndCreate(users)
                                .getStatus())
                .isEqualTo(UserStatus.PASSWORD_EXPIRED);
    }

    @Test
    void a_password_comes_as_a_hash_of_another_system() throws ApiException {
        var bcrypt =
                person().setBcryptPasswordHash(
                                "qaMqvAPULkbiQzkTCWo5XDcvzpk8Tna", "rwh3vH166HCH/NT9XV5FYu", 10)
                        .buildAndCreate(users);
        assertThat(bcrypt.getStatus()).isEqualTo(UserStatus.ACTIVE);
        var sha =
                person().setSha512PasswordHash(
                                "QrozP8a+KfA7eVnxtoMD1GpGJFaCtZSvGfHCVbJ8Tpw=",
                                "c2FsdA==",
                                "PREFIX");
        refused(400, "E0000001", () -> sha.buildAndCreate(users));
    }

    @Test
    void a_change_keeps_what_it_does_not_name() throws ApiException {
        var user = person().setNickName("Annie").setCity("Rome").buildAndCreate(users);
        var change = new UpdateUserRequest().profile(new UserProfile().city("Oslo"));
        var changed = users.updateUser(user.getId(), change, null);
        assertThat(changed.getProfile().getCity()).isEqualTo("Oslo");
        assertThat(changed.getProfile().getNickName()).isEqualTo("Annie");
    }

    @Test
    void a_user_goes_through_the_lifecycle() throws ApiException {
        var id = person().setActive(false).buildAndCreate(users).getId();
        assertThat(lifecycle.activateUser(id, false).getActivationToken()).isNotBlank();
        assertThat(status(id)).isEqualTo("PROVISIONED");
        lifecycle.deactivateUser(id, false, null);
        assertThat(status(id)).isEqualTo("DEPROVISIONED");
        users.deleteUser(id, false, null);
        refused(404, "E0000007", () -> users.getUser(id, null, null));
    }

    @Test
    void a_user_is_suspended_and_back() throws ApiException {
        var id = createUser().getId();
        lifecycle.suspendUser(id);
        assertThat(status(id)).isEqualTo("SUSPENDED");
        refused(400, "E0000001", () -> lifecycle.suspendUser(id));
        lifecycle.unsuspendUser(id);
        assertThat(status(id)).isEqualTo("ACTIVE");
        refused(403, "E0000032", () -> lifecycle.unlockUser(id));
    }

    @Test
    void a_password_is_changed_and_reset() throws ApiException {
        var id = createUser().getId();
        var request =
                new ChangePasswordRequest()
                        .oldPassword(new PasswordCredential().value(PASSWORD))
                        .newPassword(new PasswordCredential().value("Another7staple"));
        assertThat(credentials.changePassword(id, request, true).getPassword()).isNotNull();
        refused(403, "E0000014", () -> credentials.changePassword(id, request, true));
        assertThat(credentials.resetPassword(id, false, false).getResetPasswordUrl()).isNotBlank();
    }

    @Test
    void users_are_searched() throws ApiException {
        var lastName = unique("Zed");
        var id = person().setLastName(lastName).buildAndCreate(users).getId();
        var search = "profile.lastName eq \"" + lastName + "\"";
        var found = users.listUsers(null, null, null, 10, null, search, null, null);
        assertThat(found).extracting(User::getId).containsExactly(id);
        refused(
                400,
                "E0000031",
                () -> users.listUsers(null, null, null, 10, null, "lastName is", null, null));
    }

    @Test
    void pages_follow_one_another() throws ApiException {
        var department = unique("crowd");
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 45; i++) {
            made.add(person().setDepartment(department).buildAndCreate(users).getId());
        }
        var search = "profile.department eq \"" + department + "\"";
        Set<String> found = new HashSet<>();
        String after = null;
        do {
            List<User> page = users.listUsers(null, null, after, 10, null, search, null, null);
            page.forEach(user -> assertThat(found.add(user.getId())).isTrue());
            after =
                    ((PagedList<User>) page).hasMoreItems()
                            ? ((PagedList<User>) page).getAfter()
                            : null;
        } while (after != null);
        assertThat(found).isEqualTo(made);
    }

    @Test
    void a_user_is_in_the_group_of_everyone() throws ApiException {
        var groups = new UserResourcesApi(ADMIN).listUserGroups(createUser().getId());
        assertThat(groups).hasSize(1);
    }

    private String status(String id) throws ApiException {
        return users.getUser(id, null, null).getStatus().getValue();
    }
}
