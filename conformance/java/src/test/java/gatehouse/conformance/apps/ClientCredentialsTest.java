package gatehouse.conformance.apps;

import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.ORG;
import static gatehouse.conformance.Sdk.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.okta.sdk.resource.api.ApplicationSsoCredentialOAuth2ClientAuthApi;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.model.OAuth2ClientJsonWebKey;
import com.okta.sdk.resource.model.OAuth2ClientJsonWebKeyRequestBody;
import com.okta.sdk.resource.model.OAuth2ClientSecret;
import com.okta.sdk.resource.model.OAuth2ClientSecretRequestBody;
import gatehouse.conformance.Http;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientCredentialsTest {
    private final ApplicationSsoCredentialOAuth2ClientAuthApi credentials =
            new ApplicationSsoCredentialOAuth2ClientAuthApi(ADMIN);

    @Test
    void an_application_has_two_secrets_at_a_time() throws ApiException {
        var app = Apps.service();
        var id = app.getId();
        var old = app.getCredentials().getOauthClient().getClientSecret();
        var second = credentials.createOAuth2ClientSecret(id, new OAuth2ClientSecretRequestBody());
        assertThat(second.getStatus()).isEqualTo(OAuth2ClientSecret.StatusEnum.ACTIVE);
        refused(
                400,
                "E0000001",
                () ->
                        credentials.createOAuth2ClientSecret(
                                id, new OAuth2ClientSecretRequestBody()));
        assertThat(answer(id, old)).isEqualTo("Bearer");
        assertThat(answer(id, second.getClientSecret())).isEqualTo("Bearer");

        var first =
                credentials.listOAuth2ClientSecrets(id).stream()
                        .map(OAuth2ClientSecret::getId)
                        .filter(one -> !one.equals(second.getId()))
                        .findFirst()
                        .orElseThrow();
        credentials.deactivateOAuth2ClientSecret(id, first);
        assertThat(credentials.getOAuth2ClientSecret(id, first).getStatus())
                .isEqualTo(OAuth2ClientSecret.StatusEnum.INACTIVE);
        assertThat(answer(id, old)).isEqualTo("invalid_client");
        credentials.activateOAuth2ClientSecret(id, first);
        assertThat(answer(id, old)).isEqualTo("Bearer");
        credentials.deactivateOAuth2ClientSecret(id, first);
        credentials.deleteOAuth2ClientSecret(id, first);
        assertThat(credentials.listOAuth2ClientSecrets(id))
                .extracting(OAuth2ClientSecret::getId)
                .containsExactly(second.getId());
        assertThat(answer(id, second.getClientSecret())).isEqualTo("Bearer");
    }

    @Test
    void an_application_has_keys() throws ApiException {
        var id = Apps.service(Apps.newKey()).getId();
        var key = Apps.newKey();
        var added =
                credentials.addJwk(
                        id,
                        new OAuth2ClientJsonWebKeyRequestBody()
                                .kid("next")
                                .kty("RSA")
                                .alg("RS256")
                                .use("sig")
                                .e(Apps.exponent(key))
                                .n(Apps.modulus(key))
                                .status(OAuth2ClientJsonWebKeyRequestBody.StatusEnum.ACTIVE));
        assertThat(credentials.listJwk(id))
                .extracting(OAuth2ClientJsonWebKey::getKid)
                .containsExactlyInAnyOrder("own", "next");
        assertThat(credentials.getJwk(id, added.getId()).getN()).isEqualTo(Apps.modulus(key));
        credentials.deactivateOAuth2ClientJsonWebKey(id, added.getId());
        assertThat(credentials.getJwk(id, added.getId()).getStatus())
                .isEqualTo(OAuth2ClientJsonWebKey.StatusEnum.INACTIVE);
        credentials.activateOAuth2ClientJsonWebKey(id, added.getId());
        assertThat(credentials.getJwk(id, added.getId()).getStatus())
                .isEqualTo(OAuth2ClientJsonWebKey.StatusEnum.ACTIVE);
        credentials.deactivateOAuth2ClientJsonWebKey(id, added.getId());
        credentials.deletejwk(id, added.getId());
        assertThat(credentials.listJwk(id))
                .extracting(OAuth2ClientJsonWebKey::getKid)
                .containsExactly("own");
    }

    /** What a secret is worth: the type of the token it brings, or the error. */
    private static String answer(String client, String secret) {
        var form = Map.of("grant_type", "client_credentials", "scope", "sample.read");
        var answer = Http.token(ORG + "/oauth2/default", client, secret, form);
        return answer.path("token_type").asText(answer.path("error").asText());
    }
}
