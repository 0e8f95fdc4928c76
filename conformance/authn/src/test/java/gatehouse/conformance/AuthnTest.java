package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.okta.authn.sdk.AuthenticationException;
import com.okta.authn.sdk.AuthenticationStateHandler;
import com.okta.authn.sdk.AuthenticationStateHandlerAdapter;
import com.okta.authn.sdk.client.AuthenticationClient;
import com.okta.authn.sdk.client.AuthenticationClients;
import com.okta.authn.sdk.resource.AuthenticationResponse;
import com.okta.authn.sdk.resource.AuthenticationStatus;
import com.okta.authn.sdk.resource.FactorType;
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
    private static final Pattern ID = Pattern.compile("\"id\":\\s*\"(00u\\w+)\"");
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
        var made =
                post(
                        "/api/v1/users",
                        """
                        {"profile": {"firstName": "Ann", "lastName": "Lee",
                                     "login": "%1$s", "email": "%1$s"},
                         "credentials": {"password": {"value": "Correct9horse"}}}
                        """
                                .formatted(login));
        var found = ID.matcher(made);
        assertThat(found.find()).as(made).isTrue();
        id = found.group(1);
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

    private AuthenticationResponse signIn(String password) throws AuthenticationException {
        return client.authenticate(login, password.toCharArray(), null, TELL);
    }

    private static String post(String path, String body) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(ORG + path))
                        .header("Authorization", "SSWS " + System.getenv("OKTA_CLIENT_TOKEN"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        }
    }
}
