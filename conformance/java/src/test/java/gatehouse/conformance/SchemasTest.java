package gatehouse.conformance;

import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.person;
import static gatehouse.conformance.Sdk.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.okta.sdk.resource.api.SchemaApi;
import com.okta.sdk.resource.api.UserApi;
import com.okta.sdk.resource.api.UserTypeApi;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.model.CreateUserTypeRequest;
import com.okta.sdk.resource.model.User;
import com.okta.sdk.resource.model.UserSchema;
import com.okta.sdk.resource.model.UserSchemaAttribute;
import com.okta.sdk.resource.model.UserSchemaAttributeType;
import com.okta.sdk.resource.model.UserSchemaDefinitions;
import com.okta.sdk.resource.model.UserSchemaPublic;
import com.okta.sdk.resource.model.UserType;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemasTest {
    @Test
    void an_attribute_of_our_own_is_defined_enforced_and_searched() throws ApiException {
        var name = Sdk.unique("size").replace('-', '_');
        var attribute =
                new UserSchemaAttribute()
                        .title("Size")
                        .type(UserSchemaAttributeType.STRING)
                        .minLength(1)
                        .maxLength(3);
        var custom = new UserSchemaPublic().properties(Map.of(name, attribute));
        var schema = new UserSchema().definitions(new UserSchemaDefinitions().custom(custom));
        new SchemaApi(ADMIN).updateUserProfile("default", schema);

        var users = new UserApi(ADMIN);
        var id = person().setCustomProfileProperty(name, "XL").buildAndCreate(users).getId();
        var search = "profile." + name + " eq \"XL\"";
        assertThat(users.listUsers(null, null, null, 10, null, search, null, null))
                .extracting(User::getId)
                .containsExactly(id);
        refused(
                400,
                "E0000001",
                () -> person().setCustomProfileProperty(name, "much").buildAndCreate(users));
    }

    @Test
    void a_user_type_is_made() throws ApiException {
        var types = new UserTypeApi(ADMIN);
        var name = Sdk.unique("kind").replace('-', '_');
        var type = types.createUserType(new CreateUserTypeRequest().name(name).displayName("Kind"));
        assertThat(types.listUserTypes()).extracting(UserType::getId).contains(type.getId());
        types.deleteUserType(type.getId());
    }
}
