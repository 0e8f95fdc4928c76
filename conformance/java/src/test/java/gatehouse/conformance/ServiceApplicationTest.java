package gatehouse.conformance;

import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.ORG;
import static gatehouse.conformance.Sdk.person;
import static gatehouse.conformance.Sdk.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.okta.sdk.client.AuthorizationMode;
import com.okta.sdk.client.Clients;
import com.okta.sdk.resource.api.ApplicationApi;
import com.okta.sdk.resource.api.ApplicationGrantsApi;
import com.okta.sdk.resource.api.GroupApi;
import com.okta.sdk.resource.api.SystemLogApi;
import com.okta.sdk.resource.api.UserApi;
import com.okta.sdk.resource.application.OIDCApplicationBuilder;
import com.okta.sdk.resource.client.ApiClient;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.model.ApplicationSignOnMode;
import com.okta.sdk.resource.model.JsonWebKeyRsa;
import com.okta.sdk.resource.model.JsonWebKeyType;
import com.okta.sdk.resource.model.JsonWebKeyUse;
import com.okta.sdk.resource.model.OAuth2ScopeConsentGrant;
import com.okta.sdk.resource.model.OAuthEndpointAuthenticationMethod;
import com.okta.sdk.resource.model.OAuthGrantType;
import com.okta.sdk.resource.model.OAuthResponseType;
import com.okta.sdk.resource.model.OpenIdConnectApplicationType;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceApplicationTest {
    @Test
    void an_application_with_a_key_manages_what_it_was_granted() throws Exception {
        var key = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        var id = serviceApp(key);
        for (var scope : List.of("okta.users.manage", "okta.logs.read")) {
            new ApplicationGrantsApi(ADMIN)
                    .grantConsentToScope(
                            id, new OAuth2ScopeConsentGrant().issuer(ORG).scopeId(scope));
        }
        var client = client(id, key, "okta.users.manage", "okta.logs.read");
        var user = person().buildAndCreate(new UserApi(client));
        refused(
                403,
                "E0000006",
                () -> new GroupApi(client).listGroups(null, null, null, 1, null, null, null, null));

        var filter =
                "eventType eq \"user.lifecycle.create\" and target.id eq \"" + user.getId() + "\"";
        var events =
                new SystemLogApi(client).listLogEvents(null, null, null, filter, null, 10, null);
        assertThat(events)
                .singleElement()
                .satisfies(event ->
                        assertThat(event.getActor().getType()).isEqualTo("PublicClientApp"));
    }

    private static String serviceApp(KeyPair key) throws ApiException {
        var rsa = (RSAPublicKey) key.getPublic();
        var jwk =
                new JsonWebKeyRsa()
                        .e(text(rsa.getPublicExponent().toByteArray()))
                        .n(text(rsa.getModulus().toByteArray()))
                        .kid("own")
                        .kty(JsonWebKeyType.RSA)
                        .use(JsonWebKeyUse.SIG);
        var apps = new ApplicationApi(ADMIN);
        var id =
                OIDCApplicationBuilder.instance()
                        .setName("oidc_client")
                        .setLabel(Sdk.unique("service"))
                        .setSignOnMode(ApplicationSignOnMode.OPENID_CONNECT)
                        .setTokenEndpointAuthMethod(
                                OAuthEndpointAuthenticationMethod.PRIVATE_KEY_JWT)
                        .setGrantTypes(List.of(OAuthGrantType.CLIENT_CREDENTIALS))
                        .setResponseTypes(List.of(OAuthResponseType.TOKEN))
                        .setApplicationType(OpenIdConnectApplicationType.SERVICE)
                        .setJwks(List.of(jwk))
                        .buildAndCreate(apps)
                        .getId();
        apps.activateApplication(id);
        return id;
    }

    private static ApiClient client(String id, KeyPair key, String... scopes) {
        return Clients.builder()
                .setOrgUrl(ORG)
                .setAuthorizationMode(AuthorizationMode.PRIVATE_KEY)
                .setClientId(id)
                .setKid("own")
                .setPrivateKey(key.getPrivate())
                .setScopes(Set.of(scopes))
                .build();
    }

    private static String text(byte[] number) {
        int start = number[0] == 0 ? 1 : 0;
        var bytes = java.util.Arrays.copyOfRange(number, start, number.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
