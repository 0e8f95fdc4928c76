package gatehouse.conformance;

import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.createUser;
import static gatehouse.conformance.Sdk.person;
import static gatehouse.conformance.Sdk.refused;

import com.okta.sdk.resource.api.UserApi;
import com.okta.sdk.resource.client.ApiException;
import org.junit.jupiter.api.Test;

class ErrorsTest {
    @Test
    void what_does_not_exist_is_not_found() {
        refused(
                404,
                "E0000007",
                () -> new UserApi(ADMIN).getUser("00u000000000000000no", null, null));
    }

    @Test
    void a_login_is_taken_once() throws ApiException {
        var login = createUser().getProfile().getLogin();
        refused(400, "E0000001", () -> person().setLogin(login).buildAndCreate(new UserApi(ADMIN)));
    }

    @Test
    void a_wrong_token_is_refused() {
        var nobody = new UserApi(Sdk.withToken("00nobody"));
        refused(401, "E0000011", () -> nobody.getUser("me", null, null));
    }
}
