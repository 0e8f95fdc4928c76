package gatehouse.conformance;

import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.createUser;
import static gatehouse.conformance.Sdk.person;
import static gatehouse.conformance.Sdk.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.okta.sdk.authc.credentials.TokenClientCredentials;
import com.okta.sdk.cache.Caches;
import com.okta.sdk.client.Clients;
import com.okta.sdk.helper.ApiExceptionHelper;
import com.okta.sdk.resource.api.SystemLogApi;
import com.okta.sdk.resource.api.UserApi;
import com.okta.sdk.resource.api.UserLifecycleApi;
import com.okta.sdk.resource.client.ApiClient;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.model.ErrorCause;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorsTest {
    private final UserApi users = new UserApi(ADMIN);

    @Test
    void what_does_not_exist_is_not_found() {
        refused(404, "E0000007", () -> users.getUser("00u000000000000000no", null, null));
    }

    @Test
    void a_bad_body_is_refused_with_the_reason_for_each_part() {
        var bad = person().setEmail("nowhere").setFirstName("x".repeat(51));
        var error = refused(400, "E0000001", () -> bad.buildAndCreate(users));
        assertThat(error.getErrorSummary()).startsWith("Api validation failed");
        assertThat(error.getErrorId()).isNotBlank();
        assertThat(error.getErrorCauses())
                .extracting(ErrorCause::getErrorSummary)
                .anyMatch(cause -> cause.startsWith("email:"))
                .anyMatch(cause -> cause.startsWith("firstName:"));
    }

    @Test
    void a_login_is_taken_once() throws ApiException {
        var login = createUser().getProfile().getLogin();
        var error = refused(400, "E0000001", () -> person().setLogin(login).buildAndCreate(users));
        assertThat(error.getErrorCauses())
                .extracting(ErrorCause::getErrorSummary)
                .containsExactly(
                        "login: An object with this field already exists in the current"
                                + " organization");
    }

    @Test
    void a_wrong_token_is_refused() {
        var nobody = new UserApi(Sdk.withToken("00nobody"));
        refused(401, "E0000011", () -> nobody.getUser("me", null, null));
    }

    @Test
    void a_bad_search_is_told() {
        var bad = "lastName is";
        refused(
                400,
                "E0000031",
                () -> users.listUsers(null, null, null, 10, null, bad, null, null));
    }

    @Test
    void what_a_state_does_not_allow_is_forbidden() throws ApiException {
        var id = createUser().getId();
        var lifecycle = new UserLifecycleApi(ADMIN);
        refused(403, "E0000016", () -> lifecycle.activateUser(id, false));
    }

    @Test
    void whoever_asks_too_often_is_told_when_to_come_back() {
        limited(true);
        try {
            var logs = new SystemLogApi(impatient());
            var refusal =
                    catchThrowableOfType(
                            ApiException.class,
                            () -> {
                                for (int i = 0; i < 200; i++) {
                                    logs.listLogEvents(null, null, null, null, null, 1, null);
                                }
                            });
            assertThat(refusal.getCode()).isEqualTo(429);
            assertThat(ApiExceptionHelper.getError(refusal).getErrorCode()).isEqualTo("E0000047");
            var headers = refusal.getResponseHeaders();
            assertThat(headers.get("X-Rate-Limit-Remaining")).containsExactly("0");
            assertThat(headers).containsKeys("X-Rate-Limit-Limit", "X-Rate-Limit-Reset");
        } finally {
            limited(false);
        }
    }

    private static void limited(boolean on) {
        Http.postJson("/api/v1/org", Map.of("rateLimited", on));
    }

    /** The SDK waits until it may ask again, unless it is told not to. */
    private static ApiClient impatient() {
        return Clients.builder()
                .setOrgUrl(Sdk.ORG)
                .setCacheManager(Caches.newDisabledCacheManager())
                .setClientCredentials(
                        new TokenClientCredentials(System.getenv("OKTA_CLIENT_TOKEN")))
                .setRetryMaxAttempts(0)
                .build();
    }
}
