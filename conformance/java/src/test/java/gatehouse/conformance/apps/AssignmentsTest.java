package gatehouse.conformance.apps;

import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.createUser;
import static gatehouse.conformance.Sdk.group;
import static gatehouse.conformance.Sdk.refused;
import static gatehouse.conformance.Sdk.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.okta.sdk.resource.api.ApplicationApi;
import com.okta.sdk.resource.api.ApplicationGroupsApi;
import com.okta.sdk.resource.api.ApplicationUsersApi;
import com.okta.sdk.resource.api.GroupApi;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.model.AppUser;
import com.okta.sdk.resource.model.AppUserAssignRequest;
import com.okta.sdk.resource.model.AppUserCredentials;
import com.okta.sdk.resource.model.AppUserUpdateRequest;
import com.okta.sdk.resource.model.Application;
import com.okta.sdk.resource.model.ApplicationGroupAssignment;
import com.okta.sdk.resource.model.JsonPatchOperation;
import com.okta.sdk.resource.model.PatchAction;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssignmentsTest {
    private final ApplicationUsersApi users = new ApplicationUsersApi(ADMIN);
    private final ApplicationGroupsApi groups = new ApplicationGroupsApi(ADMIN);

    @Test
    void a_person_is_assigned_and_taken_off() throws ApiException {
        var app = Apps.web().getId();
        var user = createUser().getId();
        users.assignUserToApplication(
                app,
                new AppUserAssignRequest()
                        .id(user)
                        .credentials(new AppUserCredentials().userName("ann")));
        var assigned = users.getApplicationUser(app, user, null);
        assertThat(assigned.getScope()).isEqualTo(AppUser.ScopeEnum.USER);
        assertThat(assigned.getCredentials().getUserName()).isEqualTo("ann");
        assertThat(users.listApplicationUsers(app, null, 10, null, null))
                .extracting(AppUser::getId)
                .containsExactly(user);
        assertThat(found(app, "user.id eq \"" + user + "\"")).containsExactly(app);

        users.updateApplicationUser(
                app,
                user,
                new AppUserUpdateRequest().credentials(new AppUserCredentials().userName("other")));
        assertThat(users.getApplicationUser(app, user, null).getCredentials().getUserName())
                .isEqualTo("other");

        users.unassignUserFromApplication(app, user, false);
        refused(404, "E0000007", () -> users.getApplicationUser(app, user, null));
        assertThat(users.listApplicationUsers(app, null, 10, null, null)).isEmpty();
    }

    @Test
    void a_group_is_assigned_with_its_people_and_taken_off() throws ApiException {
        var app = Apps.web().getId();
        var group = group(unique("staff")).getId();
        var user = createUser().getId();
        new GroupApi(ADMIN).assignUserToGroup(group, user);
        groups.assignGroupToApplication(app, group, new ApplicationGroupAssignment().priority(0));
        assertThat(groups.listApplicationGroupAssignments(app, null, null, 20, null))
                .extracting(ApplicationGroupAssignment::getId)
                .containsExactly(group);
        assertThat(groups.getApplicationGroupAssignment(app, group, null).getPriority()).isZero();
        assertThat(users.getApplicationUser(app, user, null).getScope())
                .isEqualTo(AppUser.ScopeEnum.GROUP);
        assertThat(found(app, "group.id eq \"" + group + "\"")).containsExactly(app);

        groups.unassignApplicationFromGroup(app, group);
        refused(404, "E0000007", () -> groups.getApplicationGroupAssignment(app, group, null));
        refused(404, "E0000007", () -> users.getApplicationUser(app, user, null));
    }

    @Test
    void the_priority_of_a_group_is_patched() throws ApiException {
        var app = Apps.web().getId();
        var first = group(unique("first")).getId();
        var second = group(unique("second")).getId();
        for (var group : List.of(first, second)) {
            groups.assignGroupToApplication(app, group, new ApplicationGroupAssignment());
        }
        assertThat(inOrder(app)).containsExactly(first, second);

        var patch = new JsonPatchOperation().op(PatchAction.REPLACE).path("/priority").value(5);
        groups.updateGroupAssignmentToApplication(app, first, List.of(patch));
        assertThat(groups.getApplicationGroupAssignment(app, first, null).getPriority())
                .isEqualTo(5);
        assertThat(inOrder(app)).containsExactly(second, first);
    }

    private List<String> inOrder(String app) throws ApiException {
        return groups.listApplicationGroupAssignments(app, null, null, 20, null).stream()
                .map(ApplicationGroupAssignment::getId)
                .toList();
    }

    private static List<String> found(String app, String filter) throws ApiException {
        var apps = new ApplicationApi(ADMIN);
        var label = apps.getApplication(app, null).getLabel();
        return apps.listApplications(label, null, null, 10, filter, null, null).stream()
                .map(Application::getId)
                .toList();
    }
}
