package gatehouse.conformance.users;

import static gatehouse.conformance.Http.signIn;
import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.PASSWORD;
import static gatehouse.conformance.Sdk.createUser;
import static gatehouse.conformance.Sdk.person;
import static gatehouse.conformance.Sdk.refused;
import static gatehouse.conformance.Sdk.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.okta.sdk.resource.api.GroupApi;
import com.okta.sdk.resource.api.UserApi;
import com.okta.sdk.resource.api.UserResourcesApi;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.group.GroupBuilder;
import com.okta.sdk.resource.model.AuthenticationProvider;
import com.okta.sdk.resource.model.AuthenticationProviderType;
import com.okta.sdk.resource.model.Group;
import com.okta.sdk.resource.model.UpdateUserRequest;
import com.okta.sdk.resource.model.User;
import com.okta.sdk.resource.model.UserNextLogin;
import com.okta.sdk.resource.model.UserProfile;
import com.okta.sdk.resource.model.UserStatus;
import gatehouse.conformance.Sdk;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsersTest {
    private final UserApi users = new UserApi(ADMIN);

    @Test
    void a_user_is_created_with_and_without_a_password() throws ApiException {
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
    void a_user_is_created_with_a_recovery_question() throws ApiException {
        var user =
                person().setPassword(PASSWORD.toCharArray())
                        .setSecurityQuestion("Where?")
                        .setSecurityQuestionAnswer("Nowhere")
                        .buildAndCreate(users);
        var credentials = users.getUser(user.getId(), null, null).getCredentials();
        assertThat(credentials.getRecoveryQuestion().getQuestion()).isEqualTo("Where?");
        assertThat(credentials.getRecoveryQuestion().getAnswer()).isNull();
    }

    @Test
    void a_user_is_created_whom_another_system_signs_in() throws ApiException {
        var provider =
                new AuthenticationProvider()
                        .type(AuthenticationProviderType.FEDERATION)
                        .name("FEDERATION");
        var user = person().setProvider(provider).setActive(true).buildAndCreate(users);
        var credentials = users.getUser(user.getId(), null, null).getCredentials();
        assertThat(credentials.getProvider().getType())
                .isEqualTo(AuthenticationProviderType.FEDERATION);
    }

    @Test
    void a_user_is_created_in_a_group() throws ApiException {
        var groups = new GroupApi(ADMIN);
        var group = GroupBuilder.instance().setName(unique("g")).buildAndCreate(groups).getId();
        var user = person().addGroup(group).buildAndCreate(users).getId();
        assertThat(groups.listGroupUsers(group, null, 10))
                .extracting(User::getId)
                .containsExactly(user);
        assertThat(new UserResourcesApi(ADMIN).listUserGroups(user))
                .extracting(Group::getId)
                .hasSize(2)
                .contains(group);
    }

    @Test
    void a_password_comes_as_a_hash_of_another_system() throws Exception {
        var bcrypt =
                person().setBcryptPasswordHash(
                                "qaMqvAPULkbiQzkTCWo5XDcvzpk8Tna", "rwh3vH166HCH/NT9XV5FYu", 10)
                        .buildAndCreate(users);
        assertThat(bcrypt.getStatus()).isEqualTo(UserStatus.ACTIVE);

        var digest = MessageDigest.getInstance("SHA-512");
        digest.update("salt".getBytes(StandardCharsets.UTF_8));
        var hash = Base64.getEncoder().encodeToString(digest.digest(PASSWORD.getBytes()));
        var sha = person().setSha512PasswordHash(hash, "c2FsdA==", "PREFIX").buildAndCreate(users);
        assertThat(signIn(sha, PASSWORD)).isEqualTo("SUCCESS");

        var tooShort = person().setSha512PasswordHash("c2hvcnQ=", "c2FsdA==", "PREFIX");
        refused(400, "E0000001", () -> tooShort.buildAndCreate(users));
    }

    @Test
    void a_password_is_kept_by_another_system_until_the_first_sign_in() throws ApiException {
        var id = person().usePasswordHookForImport().buildAndCreate(users).getId();
        var user = users.getUser(id, null, null);
        assertThat(user.getStatus()).isEqualTo(UserStatus.ACTIVE);
        assertThat(user.getCredentials().getProvider().getType())
                .isEqualTo(AuthenticationProviderType.IMPORT);
    }

    @Test
    void a_user_is_found_by_id_login_and_short_login() throws ApiException {
        var user = createUser();
        var login = user.getProfile().getLogin();
        for (var key : List.of(user.getId(), login, login.substring(0, login.indexOf('@')))) {
            assertThat(users.getUser(key, null, null).getId()).isEqualTo(user.getId());
        }
        assertThat(users.getUser("me", null, null).getProfile().getLogin())
                .isEqualTo(System.getenv("GATEHOUSE_ADMIN_LOGIN"));
    }

    @Test
    void a_change_keeps_what_it_does_not_name() throws ApiException {
        var id = person().setNickName("Annie").setCity("Rome").buildAndCreate(users).getId();
        var change = new UpdateUserRequest().profile(new UserProfile().city("Oslo"));
        users.updateUser(id, change, null);
        var profile = users.getUser(id, null, null).getProfile();
        assertThat(profile.getCity()).isEqualTo("Oslo");
        assertThat(profile.getNickName()).isEqualTo("Annie");
        assertThat(profile.getFirstName()).isEqualTo("Ann");
    }

    @Test
    void a_replacement_drops_what_it_does_not_name() throws ApiException {
        var user = person().setNickName("Annie").setCity("Rome").buildAndCreate(users);
        var before = user.getProfile();
        var profile =
                new UserProfile()
                        .login(before.getLogin())
                        .email(before.getEmail())
                        .firstName("Anna")
                        .lastName("Lee")
                        .city("Oslo");
        users.replaceUser(user.getId(), new UpdateUserRequest().profile(profile), null);
        var after = users.getUser(user.getId(), null, null).getProfile();
        assertThat(after.getFirstName()).isEqualTo("Anna");
        assertThat(after.getCity()).isEqualTo("Oslo");
        assertThat(after.getNickName()).isNull();
    }

    @Test
    void users_are_listed_by_query_filter_and_search() throws ApiException {
        var lastName = unique("Zed");
        var first = person().setLastName(lastName).setFirstName("Bea").buildAndCreate(users);
        var second = person().setLastName(lastName).setFirstName("Cy").buildAndCreate(users);
        var by = "profile.lastName eq \"" + lastName + "\"";
        assertThat(users.listUsers(null, lastName, null, 10, null, null, null, null))
                .extracting(User::getId)
                .containsExactlyInAnyOrder(first.getId(), second.getId());
        assertThat(users.listUsers(null, null, null, 10, by, null, null, null))
                .extracting(User::getId)
                .containsExactlyInAnyOrder(first.getId(), second.getId());
        var one = by + " and profile.firstName sw \"B\"";
        assertThat(users.listUsers(null, null, null, 10, null, one, null, null))
                .extracting(User::getId)
                .containsExactly(first.getId());
        assertThat(users.listUsers(null, null, null, 10, null, by, "profile.firstName", "desc"))
                .extracting(User::getId)
                .containsExactly(second.getId(), first.getId());
    }

    @Test
    void a_search_takes_operators_of_each_kind() throws ApiException {
        var department = unique("dep");
        var ann = person().setDepartment(department).setCity("Rome").buildAndCreate(users);
        var bob =
                person().setDepartment(department)
                        .setFirstName("Bob")
                        .setActive(false)
                        .buildAndCreate(users);
        var all = "profile.department eq \"" + department + "\" and ";
        assertThat(search(all + "profile.city pr")).containsExactly(ann.getId());
        assertThat(search(all + "profile.firstName co \"NN\"")).containsExactly(ann.getId());
        assertThat(search(all + "status eq \"STAGED\"")).containsExactly(bob.getId());
        assertThat(search(all + "profile.firstName sw \"b\"")).containsExactly(bob.getId());
        assertThat(search(all + "(profile.city eq \"Rome\" or status eq \"STAGED\")"))
                .containsExactlyInAnyOrder(ann.getId(), bob.getId());
        assertThat(search(all + "created gt \"2020-01-01T00:00:00.000Z\"")).hasSize(2);
        assertThat(search(all + "created lt \"2020-01-01T00:00:00.000Z\"")).isEmpty();
        assertThat(search(all + "id eq \"" + bob.getId() + "\"")).containsExactly(bob.getId());
        for (var unknown : List.of("not (profile.city pr)", "profile.city co \"om\"")) {
            refused(400, "E0000031", () -> search(all + unknown));
        }
    }

    private List<String> search(String criteria) throws ApiException {
        return users.listUsers(null, null, null, 10, null, criteria, null, null).stream()
                .map(User::getId)
                .toList();
    }

    @Test
    void a_user_is_in_the_group_of_everyone() throws ApiException {
        assertThat(new UserResourcesApi(ADMIN).listUserGroups(createUser().getId()))
                .extracting(Sdk::name)
                .containsExactly("Everyone");
    }
}
