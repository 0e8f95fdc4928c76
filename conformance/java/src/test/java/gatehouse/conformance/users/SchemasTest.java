package gatehouse.conformance.users;

import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.createUser;
import static gatehouse.conformance.Sdk.person;
import static gatehouse.conformance.Sdk.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.okta.sdk.resource.api.ApplicationUsersApi;
import com.okta.sdk.resource.api.GroupApi;
import com.okta.sdk.resource.api.SchemaApi;
import com.okta.sdk.resource.api.UserApi;
import com.okta.sdk.resource.api.UserTypeApi;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.model.AddGroupRequest;
import com.okta.sdk.resource.model.AppUserAssignRequest;
import com.okta.sdk.resource.model.CreateUserTypeRequest;
import com.okta.sdk.resource.model.Group;
import com.okta.sdk.resource.model.GroupSchema;
import com.okta.sdk.resource.model.GroupSchemaAttribute;
import com.okta.sdk.resource.model.GroupSchemaCustom;
import com.okta.sdk.resource.model.GroupSchemaDefinitions;
import com.okta.sdk.resource.model.OktaUserGroupProfile;
import com.okta.sdk.resource.model.User;
import com.okta.sdk.resource.model.UserSchema;
import com.okta.sdk.resource.model.UserSchemaAttribute;
import com.okta.sdk.resource.model.UserSchemaAttributeType;
import com.okta.sdk.resource.model.UserSchemaDefinitions;
import com.okta.sdk.resource.model.UserSchemaPublic;
import com.okta.sdk.resource.model.UserType;
import gatehouse.conformance.Sdk;
import gatehouse.conformance.apps.Apps;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemasTest {
    private final SchemaApi schemas = new SchemaApi(ADMIN);
    private final UserApi users = new UserApi(ADMIN);

    private static String attributeName(String prefix) {
        return Sdk.unique(prefix).replace('-', '_');
    }

    private static UserSchema with(String name, UserSchemaAttribute attribute) {
        var custom = new UserSchemaPublic().properties(Collections.singletonMap(name, attribute));
        return new UserSchema().definitions(new UserSchemaDefinitions().custom(custom));
    }

    private static UserSchemaAttribute size(String title, int longest) {
        return new UserSchemaAttribute()
                .title(title)
                .type(UserSchemaAttributeType.STRING)
                .minLength(1)
                .maxLength(longest);
    }

    private UserSchemaAttribute read(String name) throws ApiException {
        return schemas.getUserSchema("default")
                .getDefinitions()
                .getCustom()
                .getProperties()
                .get(name);
    }

    @Test
    void an_attribute_of_our_own_is_defined_enforced_and_searched() throws ApiException {
        var name = attributeName("size");
        schemas.updateUserProfile("default", with(name, size("Size", 3)));
        assertThat(read(name).getTitle()).isEqualTo("Size");

        var id = person().setCustomProfileProperty(name, "XL").buildAndCreate(users).getId();
        var profile = users.getUser(id, null, null).getProfile();
        assertThat(profile.getAdditionalProperties()).containsEntry(name, "XL");
        var search = "profile." + name + " eq \"XL\"";
        assertThat(users.listUsers(null, null, null, 10, null, search, null, null))
                .extracting(User::getId)
                .containsExactly(id);
        refused(400, "E0000001", () -> createdWith(name, "much"));
        refused(400, "E0000001", () -> createdWith(name, 42));
        refused(400, "E0000001", () -> createdWith(attributeName("no"), "XL"));
    }

    private void createdWith(String name, Object value) throws ApiException {
        person().setCustomProfileProperty(name, value).buildAndCreate(users);
    }

    @Test
    void an_attribute_is_changed_and_taken_away() throws ApiException {
        var name = attributeName("width");
        schemas.updateUserProfile("default", with(name, size("Width", 3)));
        refused(400, "E0000001", () -> createdWith(name, "wide"));
        schemas.updateUserProfile("default", with(name, size("Breadth", 4)));
        assertThat(read(name).getTitle()).isEqualTo("Breadth");
        createdWith(name, "wide");

        schemas.updateUserProfile("default", with(name, null));
        assertThat(read(name)).isNull();
        refused(400, "E0000001", () -> createdWith(name, "wide"));
    }

    @Test
    void a_group_has_attributes_of_our_own() throws ApiException {
        var name = attributeName("floor");
        var floor = new GroupSchemaAttribute().title("Floor").type(UserSchemaAttributeType.INTEGER);
        schemas.updateGroupSchema(
                new GroupSchema()
                        .definitions(
                                new GroupSchemaDefinitions()
                                        .custom(
                                                new GroupSchemaCustom()
                                                        .properties(Map.of(name, floor)))));
        assertThat(schemas.getGroupSchema().getDefinitions().getCustom().getProperties())
                .containsKey(name);

        var groups = new GroupApi(ADMIN);
        var profile = new OktaUserGroupProfile().name(Sdk.unique("upstairs"));
        profile.getAdditionalProperties().put(name, 3);
        var id = groups.addGroup(new AddGroupRequest().profile(profile)).getId();
        var search = "profile." + name + " eq 3";
        assertThat(groups.listGroups(null, null, null, 10, null, search, null, null))
                .extracting(Group::getId)
                .containsExactly(id);
        profile.getAdditionalProperties().put(name, "third");
        refused(
                400,
                "E0000001",
                () -> groups.replaceGroup(id, new AddGroupRequest().profile(profile)));
    }

    @Test
    void an_application_has_attributes_of_its_own() throws ApiException {
        var app = Apps.web().getId();
        schemas.updateApplicationUserProfile(app, with("desk", size("Desk", 3)));
        var custom = schemas.getApplicationUserSchema(app).getDefinitions().getCustom();
        assertThat(custom.getProperties().get("desk").getTitle()).isEqualTo("Desk");

        var users = new ApplicationUsersApi(ADMIN);
        var user = createUser().getId();
        users.assignUserToApplication(
                app, new AppUserAssignRequest().id(user).profile(Map.of("desk", "7b")));
        assertThat(users.getApplicationUser(app, user, null).getProfile())
                .containsEntry("desk", "7b");
        var other = createUser().getId();
        refused(
                400,
                "E0000001",
                () ->
                        users.assignUserToApplication(
                                app,
                                new AppUserAssignRequest()
                                        .id(other)
                                        .profile(Map.of("desk", "by the window"))));
    }

    @Test
    void a_user_type_has_users_of_its_own_kind() throws ApiException {
        var types = new UserTypeApi(ADMIN);
        var name = attributeName("kind");
        var id =
                types.createUserType(new CreateUserTypeRequest().name(name).displayName("Kind"))
                        .getId();
        assertThat(types.listUserTypes()).extracting(UserType::getId).contains(id);
        var user = person().setType(id).buildAndCreate(users).getId();
        assertThat(users.getUser(user, null, null).getType().getId()).isEqualTo(id);
        users.deleteUser(user, false, null);
        users.deleteUser(user, false, null);
        types.deleteUserType(id);
        refused(404, "E0000007", () -> types.getUserType(id));
    }
}
