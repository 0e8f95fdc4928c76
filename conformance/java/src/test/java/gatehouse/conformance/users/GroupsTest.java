package gatehouse.conformance.users;

import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.createUser;
import static gatehouse.conformance.Sdk.group;
import static gatehouse.conformance.Sdk.refused;
import static gatehouse.conformance.Sdk.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.okta.sdk.resource.api.GroupApi;
import com.okta.sdk.resource.api.GroupOwnerApi;
import com.okta.sdk.resource.api.UserResourcesApi;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.model.AddGroupRequest;
import com.okta.sdk.resource.model.AssignGroupOwnerRequestBody;
import com.okta.sdk.resource.model.Group;
import com.okta.sdk.resource.model.GroupOwner;
import com.okta.sdk.resource.model.GroupOwnerType;
import com.okta.sdk.resource.model.GroupType;
import com.okta.sdk.resource.model.OktaUserGroupProfile;
import com.okta.sdk.resource.model.User;
import gatehouse.conformance.Sdk;
import org.junit.jupiter.api.Test;

class GroupsTest {
    private final GroupApi groups = new GroupApi(ADMIN);

    @Test
    void a_group_is_created_changed_and_deleted() throws ApiException {
        var name = unique("friends");
        var id = group(name).getId();
        var created = groups.getGroup(id);
        assertThat(created.getType()).isEqualTo(GroupType.OKTA_GROUP);
        assertThat(Sdk.name(created)).isEqualTo(name);
        assertThat(created.getProfile().getDescription()).isEqualTo("Friends");

        var other = new OktaUserGroupProfile().name(name + "!").description("Others");
        groups.replaceGroup(id, new AddGroupRequest().profile(other));
        var replaced = groups.getGroup(id);
        assertThat(Sdk.name(replaced)).isEqualTo(name + "!");
        assertThat(replaced.getProfile().getDescription()).isEqualTo("Others");

        groups.deleteGroup(id);
        refused(404, "E0000007", () -> groups.getGroup(id));
    }

    @Test
    void groups_are_listed_by_query_filter_and_search() throws ApiException {
        var name = unique("many");
        var first = group(name + " a").getId();
        var second = group(name + " b").getId();
        assertThat(groups.listGroups(name, null, null, 10, null, null, null, null))
                .extracting(Group::getId)
                .containsExactlyInAnyOrder(first, second);
        var search = "profile.name sw \"" + name + "\"";
        assertThat(groups.listGroups(null, null, null, 10, null, search, "profile.name", "desc"))
                .extracting(Group::getId)
                .containsExactly(second, first);
        var builtIn = "type eq \"BUILT_IN\"";
        assertThat(groups.listGroups(null, builtIn, null, 10, null, null, null, null))
                .extracting(Sdk::name)
                .contains("Everyone");
    }

    @Test
    void people_join_and_leave() throws ApiException {
        var id = group(unique("club")).getId();
        var user = createUser().getId();
        groups.assignUserToGroup(id, user);
        groups.assignUserToGroup(id, user);
        assertThat(groups.listGroupUsers(id, null, 10))
                .extracting(User::getId)
                .containsExactly(user);
        assertThat(new UserResourcesApi(ADMIN).listUserGroups(user))
                .extracting(Group::getId)
                .contains(id);

        groups.unassignUserFromGroup(id, user);
        assertThat(groups.listGroupUsers(id, null, 10)).isEmpty();
        assertThat(new UserResourcesApi(ADMIN).listUserGroups(user))
                .extracting(Group::getId)
                .doesNotContain(id);
    }

    @Test
    void the_group_of_everyone_stays() throws ApiException {
        var everyone =
                groups.listGroups(null, "type eq \"BUILT_IN\"", null, 10, null, null, null, null)
                        .getFirst()
                        .getId();
        var user = createUser().getId();
        refused(400, "E0000001", () -> groups.unassignUserFromGroup(everyone, user));
        refused(400, "E0000001", () -> groups.deleteGroup(everyone));
        assertThat(groups.getGroup(everyone).getType()).isEqualTo(GroupType.BUILT_IN);
    }

    @Test
    void two_groups_cannot_have_one_name() throws ApiException {
        var name = unique("one");
        group(name);
        refused(400, "E0000001", () -> group(name));
    }

    @Test
    void a_group_has_owners() throws ApiException {
        var owners = new GroupOwnerApi(ADMIN);
        var id = group(unique("owned")).getId();
        var user = createUser().getId();
        owners.assignGroupOwner(
                id, new AssignGroupOwnerRequestBody().id(user).type(GroupOwnerType.USER));
        assertThat(owners.listGroupOwners(id, null, null, 10))
                .extracting(GroupOwner::getId)
                .containsExactly(user);
        owners.deleteGroupOwner(id, user);
        assertThat(owners.listGroupOwners(id, null, null, 10)).isEmpty();
    }
}
