package gatehouse.conformance.providers;

import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.createUser;
import static gatehouse.conformance.Sdk.refused;
import static gatehouse.conformance.Sdk.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.okta.sdk.resource.api.IdentityProviderApi;
import com.okta.sdk.resource.api.IdentityProviderUsersApi;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.model.IdentityProvider;
import com.okta.sdk.resource.model.IdentityProviderApplicationUser;
import com.okta.sdk.resource.model.IdentityProviderCredentials;
import com.okta.sdk.resource.model.IdentityProviderCredentialsClient;
import com.okta.sdk.resource.model.IdentityProviderIssuerMode;
import com.okta.sdk.resource.model.IdentityProviderPolicy;
import com.okta.sdk.resource.model.IdentityProviderType;
import com.okta.sdk.resource.model.LifecycleStatus;
import com.okta.sdk.resource.model.PolicyAccountLink;
import com.okta.sdk.resource.model.PolicyAccountLinkAction;
import com.okta.sdk.resource.model.PolicySubject;
import com.okta.sdk.resource.model.PolicySubjectMatchType;
import com.okta.sdk.resource.model.PolicyUserNameTemplate;
import com.okta.sdk.resource.model.Protocol;
import com.okta.sdk.resource.model.ProtocolAlgorithmType;
import com.okta.sdk.resource.model.ProtocolAlgorithmTypeSignature;
import com.okta.sdk.resource.model.ProtocolAlgorithmTypeSignatureScope;
import com.okta.sdk.resource.model.ProtocolAlgorithms;
import com.okta.sdk.resource.model.ProtocolEndpoint;
import com.okta.sdk.resource.model.ProtocolEndpointBinding;
import com.okta.sdk.resource.model.ProtocolEndpointType;
import com.okta.sdk.resource.model.ProtocolEndpoints;
import com.okta.sdk.resource.model.ProtocolType;
import com.okta.sdk.resource.model.Provisioning;
import com.okta.sdk.resource.model.ProvisioningAction;
import com.okta.sdk.resource.model.ProvisioningGroups;
import com.okta.sdk.resource.model.ProvisioningGroupsAction;
import com.okta.sdk.resource.model.UserIdentityProviderLinkRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityProvidersTest {
    private final IdentityProviderApi providers = new IdentityProviderApi(ADMIN);
    private final IdentityProviderUsersApi users = new IdentityProviderUsersApi(ADMIN);

    private static ProtocolEndpoint redirect(String path) {
        return new ProtocolEndpoint()
                .binding(ProtocolEndpointBinding.HTTP_REDIRECT)
                .url("https://idp.example.com" + path);
    }

    private static ProtocolEndpoint post() {
        return new ProtocolEndpoint().binding(ProtocolEndpointBinding.HTTP_POST);
    }

    private static ProtocolAlgorithmType signed(ProtocolAlgorithmTypeSignatureScope scope) {
        return new ProtocolAlgorithmType()
                .signature(new ProtocolAlgorithmTypeSignature().algorithm("SHA-256").scope(scope));
    }

    /** With all that the SDK's own tests say of one, some of which only SAML knows. */
    private static IdentityProvider provider(String name) {
        var protocol =
                new Protocol()
                        .type(ProtocolType.OIDC)
                        .algorithms(algorithms())
                        .endpoints(endpoints())
                        .scopes(List.of("openid", "profile", "email"))
                        .credentials(new IdentityProviderCredentials().client(client()))
                        .issuer(new ProtocolEndpoint().url("https://idp.example.com"));
        return new IdentityProvider()
                .type(IdentityProviderType.OIDC)
                .name(name)
                .issuerMode(IdentityProviderIssuerMode.ORG_URL)
                .protocol(protocol)
                .policy(policy());
    }

    private static IdentityProviderCredentialsClient client() {
        return new IdentityProviderCredentialsClient()
                .clientId("your-client-id")
                .clientSecret("your-client-secret");
    }

    private static ProtocolAlgorithms algorithms() {
        return new ProtocolAlgorithms()
                .request(signed(ProtocolAlgorithmTypeSignatureScope.REQUEST))
                .response(signed(ProtocolAlgorithmTypeSignatureScope.ANY));
    }

    private static ProtocolEndpoints endpoints() {
        return new ProtocolEndpoints()
                .acs(post().type(ProtocolEndpointType.INSTANCE))
                .authorization(redirect("/authorize"))
                .token(post().url("https://idp.example.com/token"))
                .userInfo(redirect("/userinfo"))
                .jwks(redirect("/keys"));
    }

    private static IdentityProviderPolicy policy() {
        return new IdentityProviderPolicy()
                .accountLink(new PolicyAccountLink().action(PolicyAccountLinkAction.AUTO))
                .provisioning(
                        new Provisioning()
                                .action(ProvisioningAction.AUTO)
                                .groups(
                                        new ProvisioningGroups()
                                                .action(ProvisioningGroupsAction.NONE)))
                .maxClockSkew(120_000)
                .subject(
                        new PolicySubject()
                                .userNameTemplate(
                                        new PolicyUserNameTemplate().template("idpuser.email"))
                                .matchType(PolicySubjectMatchType.USERNAME));
    }

    private void gone(String id) throws ApiException {
        assertThat(providers.deactivateIdentityProvider(id).getStatus())
                .isEqualTo(LifecycleStatus.INACTIVE);
        providers.deleteIdentityProvider(id);
        refused(404, "E0000007", () -> providers.getIdentityProvider(id));
    }

    @Test
    void a_provider_is_created_changed_and_deleted() throws ApiException {
        var name = unique("provider");
        var created = providers.createIdentityProvider(provider(name));
        assertThat(created.getStatus()).isEqualTo(LifecycleStatus.ACTIVE);
        assertThat(created.getPolicy().getMaxClockSkew()).isEqualTo(120_000);
        assertThat(created.getLinks().getAuthorize().getHref()).contains(created.getId());
        assertThat(providers.listIdentityProviders(name, null, 10, IdentityProviderType.OIDC))
                .extracting(IdentityProvider::getId)
                .containsExactly(created.getId());
        var fetched = providers.getIdentityProvider(created.getId());
        assertThat(fetched.getProtocol().getCredentials().getClient().getClientSecret())
                .isEqualTo("your-client-secret");

        fetched.setName(name + "!");
        fetched.getProtocol().getEndpoints().getToken().setUrl("https://idp.example.com/token_new");
        providers.replaceIdentityProvider(created.getId(), fetched);
        var replaced = providers.getIdentityProvider(created.getId());
        assertThat(replaced.getName()).isEqualTo(name + "!");
        assertThat(replaced.getProtocol().getEndpoints().getToken().getUrl())
                .endsWith("/token_new");
        assertThat(replaced.getProtocol().getIssuer().getUrl())
                .isEqualTo("https://idp.example.com");
        gone(created.getId());
    }

    @Test
    void who_of_a_provider_is_who_of_us_can_be_said_and_taken_back() throws ApiException {
        var id = providers.createIdentityProvider(provider(unique("linked"))).getId();
        var user = createUser().getId();
        assertThat(users.listIdentityProviderApplicationUsers(id, null, null, 20, null)).isEmpty();
        var link = new UserIdentityProviderLinkRequest().externalId(unique("external"));
        assertThat(users.linkUserToIdentityProvider(id, user, link).getExternalId())
                .isEqualTo(link.getExternalId());
        assertThat(users.listIdentityProviderApplicationUsers(id, null, null, 20, null))
                .extracting(IdentityProviderApplicationUser::getId)
                .containsExactly(user);
        assertThat(users.getIdentityProviderApplicationUser(id, user).getId()).isEqualTo(user);
        assertThat(users.listUserIdentityProviders(user))
                .extracting(IdentityProvider::getId)
                .containsExactly(id);
        users.unlinkUserFromIdentityProvider(id, user);
        assertThat(users.listIdentityProviderApplicationUsers(id, null, null, 20, null)).isEmpty();
        assertThat(users.listSocialAuthTokens(id, user)).isEmpty();
        gone(id);
    }

    @Test
    void what_is_no_provider_is_refused() {
        var bare = new IdentityProvider().type(IdentityProviderType.OIDC);
        refused(400, "E0000001", () -> providers.createIdentityProvider(bare));
        var nobody = "0oafake1invalid9idp0";
        refused(404, "E0000007", () -> providers.deactivateIdentityProvider(nobody));
        refused(404, "E0000007", () -> providers.deleteIdentityProvider(nobody));
    }
}
