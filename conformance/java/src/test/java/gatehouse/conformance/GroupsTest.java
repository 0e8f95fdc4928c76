package gatehouse.conformance;

import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.createUser;
import static gatehouse.conformance.Sdk.refused;
import static gatehouse.conformance.Sdk.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.okta.sdk.resource.api.GroupApi;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.group.GroupBuilder;
import com.okta.sdk.resource.model.AddGroupRequest;
import com.okta.sdk.resource.model.Group;
import com.okta.sdk.resource.model.OktaUserGroupProfile;
import com.okta.sdk.resource.model.User;
import org.junit.jupiter.api.Test;

class GroupsTest {
    private final GroupApi groups = new GroupApi(ADMIN);

    private Group group(String name) throws ApiException {
        return GroupBuilder.instance()
                .setName(name)
                .setDescription("Friends")
                .buildAndCreate(groups);
    }

    @Test
    void a_group_is_created_changed_found_and_deleted() throws ApiException {
        var name = unique("friends");
        var id = group(name).getId();
        var other = new OktaUserGroupProfile().name(name + "!").description("Others");
        groups.replaceGroup(id, new AddGroupRequest().profile(other));
        var search = "profile.name eq \"" + name + "!\"";
        assertThat(groups.listGroups(null, null, null, 10, null, search, null, null))
                .extracting(Group::getId)
                .containsExactly(id);
        groups.deleteGroup(id);
        refused(404, "E0000007", () -> groups.getGroup(id));
    }

    @Test
    void people_join_and_leave() throws ApiException {
        var id = group(unique("club")).getId();
        var user = createUser().getId();
        groups.assignUserToGroup(id, user);
        assertThat(groups.listGroupUsers(id, null, 10))
                .extracting(User::getId)
                .containsExactly(user);
        groups.unassignUserFromGroup(id, user);
        assertThat(groups.listGroupUsers(id, null, 10)).isEmpty();
    }
}
