package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.okta.idx.sdk.api.client.Authenticator;
import com.okta.idx.sdk.api.client.IDXAuthenticationWrapper;
import com.okta.idx.sdk.api.model.AuthenticationOptions;
import com.okta.idx.sdk.api.model.AuthenticationStatus;
import com.okta.idx.sdk.api.model.TokenType;
import com.okta.idx.sdk.api.model.VerifyAuthenticatorOptions;
import com.okta.idx.sdk.api.response.AuthenticationResponse;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Identity Engine's own client signs people in, as server-side applications do. */
class IdxTest {
    private final String ann = Admin.person();

    private static IDXAuthenticationWrapper client(JsonNode app) {
        var secret = app.at("/credentials/oauthClient/client_secret").asText("");
        return new IDXAuthenticationWrapper(
                Admin.ORG + "/oauth2/default",
                app.path("id").asText(),
                secret,
                Set.of("openid", "profile"),
                Admin.REDIRECT);
    }

    private static IDXAuthenticationWrapper client() {
        return client(Admin.app("web", "client_secret_basic"));
    }

    private AuthenticationResponse signIn(IDXAuthenticationWrapper client, String password) {
        return client.authenticate(
                new AuthenticationOptions(ann, password.toCharArray()),
                client.begin().getProceedContext());
    }

    private static AuthenticationResponse choose(
            IDXAuthenticationWrapper client, AuthenticationResponse asked, String label) {
        assertThat(asked.getAuthenticationStatus())
                .as(String.valueOf(asked.getErrors()))
                .isEqualTo(AuthenticationStatus.AWAITING_AUTHENTICATOR_SELECTION);
        assertThat(asked.getAuthenticators()).extracting(Authenticator::getLabel).contains(label);
        var chosen =
                asked.getAuthenticators().stream()
                        .filter(one -> one.getLabel().equals(label))
                        .findFirst()
                        .orElseThrow();
        return client.selectAuthenticator(asked.getProceedContext(), chosen);
    }

    private static AuthenticationResponse verify(
            IDXAuthenticationWrapper client, AuthenticationResponse asked, String code) {
        return client.verifyAuthenticator(
                asked.getProceedContext(), new VerifyAuthenticatorOptions(code));
    }

    private static void signedIn(AuthenticationResponse answer) {
        assertThat(answer.getErrors()).isEmpty();
        assertThat(answer.getAuthenticationStatus()).isEqualTo(AuthenticationStatus.SUCCESS);
        assertThat(answer.getTokenResponse().getIdToken()).isNotBlank();
        assertThat(answer.getTokenResponse().getAccessToken()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"web, client_secret_basic", "web, client_secret_post", "native, none"})
    void a_password_gives_tokens(String type, String authentication) {
        var client = client(Admin.app(type, authentication));
        var answer = signIn(client, Admin.PASSWORD);
        signedIn(answer);
        client.revokeToken(TokenType.ACCESS_TOKEN, answer.getTokenResponse().getAccessToken());
    }

    @Test
    void a_wrong_password_gives_none_and_says_so() {
        var client = client();
        var refused = signIn(client, "Wrong9horse");
        assertThat(refused.getErrors()).containsExactly("Authentication failed");
        assertThat(refused.getTokenResponse()).isNull();
    }

    @Test
    void a_password_and_a_code_in_a_letter() {
        var app = Admin.app("web", "client_secret_basic");
        Admin.demandTwoFactors(app);
        var client = client(app);
        var asked = choose(client, signIn(client, Admin.PASSWORD), "Email");
        assertThat(asked.getAuthenticationStatus())
                .isEqualTo(AuthenticationStatus.AWAITING_AUTHENTICATOR_VERIFICATION);
        var code = Admin.codeTo(ann);
        assertThat(verify(client, asked, code.equals("000000") ? "000001" : "000000").getErrors())
                .isNotEmpty();
        signedIn(verify(client, asked, code));
    }

    @Test
    void a_forgotten_password_is_replaced() {
        var client = client();
        var begun = client.begin().getProceedContext();
        var asked = choose(client, client.recoverPassword(ann, begun), "Email");
        var reset = verify(client, asked, Admin.codeTo(ann));
        assertThat(reset.getAuthenticationStatus())
                .isEqualTo(AuthenticationStatus.AWAITING_PASSWORD_RESET);
        signedIn(verify(client, reset, "Another7staple"));
        signedIn(signIn(client, "Another7staple"));
    }
}
