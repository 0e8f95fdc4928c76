package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.okta.authn.sdk.AuthenticationException;
import com.okta.authn.sdk.AuthenticationStateHandler;
import com.okta.authn.sdk.AuthenticationStateHandlerAdapter;
import com.okta.authn.sdk.client.AuthenticationClient;
import com.okta.authn.sdk.client.AuthenticationClients;
import com.okta.authn.sdk.http.RequestContext;
import com.okta.authn.sdk.resource.AuthenticationResponse;
import com.okta.authn.sdk.resource.AuthenticationStatus;
import com.okta.authn.sdk.resource.FactorType;
import com.okta.authn.sdk.resource.UnlockAccountRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Authentication API's own client signs people in, as programs with forms of their own do. */
class AuthnTest {
    private static final String ORG = System.getenv("GATEHOUSE_HTTPS_URL");
    private static final String TOKEN = "SSWS " + System.getenv("OKTA_CLIENT_TOKEN");
    private static final Pattern ID = Pattern.compile("\"id\":\\s*\"(\\w+)\"");
    private static final AuthenticationStateHandler TELL =
            new AuthenticationStateHandlerAdapter() {
                @Override
                public void handleUnknown(AuthenticationResponse answer) {
                    // Each test looks at the answer itself.
                }
            };

    private final AuthenticationClient client =
            AuthenticationClients.builder().setOrgUrl(ORG).build();
    private final String login = "ann-" + UUID.randomUUID() + "@example.com";
    private String id;

    @BeforeEach
    void somebody() throws Exception {
        id =
                made(
                        "/api/v1/users",
                        """
                        {"profile": {"firstName": "Ann", "lastName": "Lee",
                                     "login": "%1$s", "email": "%1$s"},
                         "credentials": {"password": {"value": "Correct9horse"}}}
                        """
                                .formatted(login));
    }

    @Test
    void a_password_gives_a_session_token() throws Exception {
        var answer = signIn("Correct9horse");
        assertThat(answer.getStatus()).isEqualTo(AuthenticationStatus.SUCCESS);
        assertThat(answer.getSessionToken()).isNotBlank();
        assertThat(answer.getUser().getLogin()).isEqualTo(login);
    }

    @Test
    void a_wrong_password_gives_nothing() {
        var refusal =
                catchThrowableOfType(AuthenticationException.class, () -> signIn("Wrong9horse"));
        assertThat(refusal.getStatus()).isEqualTo(401);
        assertThat(refusal.getCode()).isEqualTo("E0000004");
    }

    @Test
    void an_expired_password_is_changed_first() throws Exception {
        post("/api/v1/users/" + id + "/lifecycle/expire_password", "");
        var expired = signIn("Correct9horse");
        assertThat(expired.getStatus()).isEqualTo(AuthenticationStatus.PASSWORD_EXPIRED);
        assertThat(expired.getSessionToken()).isNull();
        var changed =
                client.changePassword(
                        "Correct9horse".toCharArray(),
                        "Another7staple".toCharArray(),
                        expired.getStateToken(),
                        TELL);
        assertThat(changed.getSessionToken()).isNotBlank();
    }

    @Test
    void recovery_by_letter_tells_nobody_who_exists() throws Exception {
        for (var name : new String[] {login, "nobody-" + UUID.randomUUID() + "@example.com"}) {
            var answer = client.recoverPassword(name, FactorType.EMAIL, null, TELL);
            assertThat(answer.getStatus()).isEqualTo(AuthenticationStatus.RECOVERY_CHALLENGE);
        }
    }

    @Test
    void a_trusted_program_hands_out_a_token_that_opens_a_locked_account() throws Exception {
        unlocksThemselves();
        for (int i = 0; i < 10; i++) {
            catchThrowableOfType(AuthenticationException.class, () -> signIn("Wrong9horse"));
        }
        catchThrowableOfType(AuthenticationException.class, () -> signIn("Correct9horse"));
        var trusted = new RequestContext().addHeader("Authorization", TOKEN);
        var asks = client.instantiate(UnlockAccountRequest.class).setUsername(login);
        var told = client.unlockAccount(asks, trusted, TELL);
        assertThat(told.getStatus()).isEqualTo(AuthenticationStatus.RECOVERY);
        assertThat(told.getRecoveryType()).isEqualTo("UNLOCK");
        assertThat(told.getLinks().get("next").getHref()).endsWith("/recovery/token");

        var opened = client.verifyRecoveryToken(told.getRecoveryToken(), TELL);

        assertThat(opened.getStatus()).isEqualTo(AuthenticationStatus.SUCCESS);
        assertThat(opened.getRecoveryType()).isEqualTo("UNLOCK");
        assertThat(opened.getSessionToken()).isNull();
        assertThat(signIn("Correct9horse").getStatus()).isEqualTo(AuthenticationStatus.SUCCESS);
    }

    /** By a policy that holds for this person alone. */
    private void unlocksThemselves() throws Exception {
        var name = UUID.randomUUID();
        var group = made("/api/v1/groups", "{\"profile\": {\"name\": \"%s\"}}".formatted(name));
        send("PUT", "/api/v1/groups/" + group + "/users/" + id, "", 204);
        var policy =
                made(
                        "/api/v1/policies",
                        """
                        {"type": "PASSWORD", "name": "%s", "conditions": {
                          "authProvider": {"provider": "OKTA"},
                          "people": {"groups": {"include": ["%s"]}}}}
                        """
                                .formatted(name, group));
        post(
                "/api/v1/policies/" + policy + "/rules",
                """
                {"type": "PASSWORD", "name": "Unlock", "actions": {
                  "passwordChange": {"access": "ALLOW"},
                  "selfServicePasswordReset": {"access": "ALLOW"},
                  "selfServiceUnlock": {"access": "ALLOW"}}}
                """);
    }

    private AuthenticationResponse signIn(String password) throws AuthenticationException {
        return client.authenticate(login, password.toCharArray(), null, TELL);
    }

    /** The id of what was made. */
    private static String made(String path, String body) throws IOException, InterruptedException {
        var answer = post(path, body);
        var found = ID.matcher(answer);
        assertThat(found.find()).as(answer).isTrue();
        return found.group(1);
    }

    private static String post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body, 200);
    }

    private static String send(String method, String path, String body, int status)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(ORG + path))
                        .header("Authorization", TOKEN)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            return answer.body();
        }
    }
}
