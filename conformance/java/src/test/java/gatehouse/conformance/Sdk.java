package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.okta.sdk.authc.credentials.TokenClientCredentials;
import com.okta.sdk.cache.Caches;
import com.okta.sdk.client.Clients;
import com.okta.sdk.helper.ApiExceptionHelper;
import com.okta.sdk.resource.api.GroupApi;
import com.okta.sdk.resource.api.UserApi;
import com.okta.sdk.resource.client.ApiClient;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.group.GroupBuilder;
import com.okta.sdk.resource.model.Error;
import com.okta.sdk.resource.model.Group;
import com.okta.sdk.resource.model.User;
import com.okta.sdk.resource.user.UserBuilder;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The official SDK as the administrator of the running server. */
public final class Sdk {
    public static final String ORG = System.getenv("GATEHOUSE_HTTPS_URL");
    public static final String PASSWORD = "Correct9horse";
    public static final ApiClient ADMIN = withToken(System.getenv("OKTA_CLIENT_TOKEN"));

    private Sdk() {}

    /** Without a cache of its own, so that whatever is read again comes from the server. */
    public static ApiClient withToken(String token) {
        return Clients.builder()
                .setOrgUrl(ORG)
                .setCacheManager(Caches.newDisabledCacheManager())
                .setClientCredentials(new TokenClientCredentials(token))
                .build();
    }

    public static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 13);
    }

    public static UserBuilder person() {
        var login = unique("ann") + "@example.com";
        return UserBuilder.instance()
                .setLogin(login)
                .setEmail(login)
                .setFirstName("Ann")
                .setLastName("Lee");
    }

    public static User createUser() {
        return person().setPassword(PASSWORD.toCharArray()).buildAndCreate(new UserApi(ADMIN));
    }

    public static Group group(String name) throws ApiException {
        return GroupBuilder.instance()
                .setName(name)
                .setDescription("Friends")
                .buildAndCreate(new GroupApi(ADMIN));
    }

    public static String name(Group group) {
        return group.getProfile().getName();
    }

    /** That a call is refused with a status and one of Okta's error codes. */
    public static Error refused(int status, String code, ThrowingCallable call) {
        var refusal = catchThrowableOfType(ApiException.class, call);
        assertThat(refusal).as("refusal").isNotNull();
        assertThat(refusal.getCode()).isEqualTo(status);
        var error = ApiExceptionHelper.getError(refusal);
        assertThat(error.getErrorCode()).isEqualTo(code);
        return error;
    }
}
