package gatehouse.conformance;

import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.refused;
import static gatehouse.conformance.Sdk.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.okta.sdk.resource.api.AuthorizationServerApi;
import com.okta.sdk.resource.api.AuthorizationServerClaimsApi;
import com.okta.sdk.resource.api.AuthorizationServerKeysApi;
import com.okta.sdk.resource.api.AuthorizationServerPoliciesApi;
import com.okta.sdk.resource.api.AuthorizationServerRulesApi;
import com.okta.sdk.resource.api.AuthorizationServerScopesApi;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.model.AuthorizationServer;
import com.okta.sdk.resource.model.AuthorizationServerPolicy;
import com.okta.sdk.resource.model.AuthorizationServerPolicyConditions;
import com.okta.sdk.resource.model.AuthorizationServerPolicyPeopleCondition;
import com.okta.sdk.resource.model.AuthorizationServerPolicyRuleActions;
import com.okta.sdk.resource.model.AuthorizationServerPolicyRuleConditions;
import com.okta.sdk.resource.model.AuthorizationServerPolicyRuleGroupCondition;
import com.okta.sdk.resource.model.AuthorizationServerPolicyRuleRequest;
import com.okta.sdk.resource.model.ClientPolicyCondition;
import com.okta.sdk.resource.model.GrantTypePolicyRuleCondition;
import com.okta.sdk.resource.model.OAuth2Claim;
import com.okta.sdk.resource.model.OAuth2ClaimType;
import com.okta.sdk.resource.model.OAuth2ClaimValueType;
import com.okta.sdk.resource.model.OAuth2Scope;
import com.okta.sdk.resource.model.OAuth2ScopesMediationPolicyRuleCondition;
import com.okta.sdk.resource.model.TokenAuthorizationServerPolicyRuleAction;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthorizationServersTest {
    private final AuthorizationServerApi servers = new AuthorizationServerApi(ADMIN);

    private String create() throws ApiException {
        return servers.createAuthorizationServer(
                        new AuthorizationServer()
                                .name(unique("server"))
                                .description("Of the test")
                                .audiences(List.of("api://test")))
                .getId();
    }

    @Test
    void a_server_is_made_switched_off_and_deleted() throws ApiException {
        var id = create();
        assertThat(servers.getAuthorizationServer(id).getIssuer()).endsWith("/oauth2/" + id);
        servers.deactivateAuthorizationServer(id);
        servers.deleteAuthorizationServer(id);
        refused(404, "E0000007", () -> servers.getAuthorizationServer(id));
    }

    @Test
    void it_has_scopes_and_claims() throws ApiException {
        var id = create();
        var scopes = new AuthorizationServerScopesApi(ADMIN);
        var scope = scopes.createOAuth2Scope(id, new OAuth2Scope().name("car:drive"));
        assertThat(scopes.getOAuth2Scope(id, scope.getId()).getName()).isEqualTo("car:drive");
        var claims = new AuthorizationServerClaimsApi(ADMIN);
        var claim =
                claims.createOAuth2Claim(
                        id,
                        new OAuth2Claim()
                                .name("department")
                                .claimType(OAuth2ClaimType.RESOURCE)
                                .valueType(OAuth2ClaimValueType.EXPRESSION)
                                .value("user.department"));
        assertThat(claims.listOAuth2Claims(id))
                .extracting(OAuth2Claim::getId)
                .contains(claim.getId());
    }

    @Test
    void it_has_policies_and_rules() throws ApiException {
        var id = create();
        var policies = new AuthorizationServerPoliciesApi(ADMIN);
        var policy =
                policies.createAuthorizationServerPolicy(
                        id,
                        new AuthorizationServerPolicy()
                                .type(AuthorizationServerPolicy.TypeEnum.OAUTH_AUTHORIZATION_POLICY)
                                .name("All")
                                .description("All clients")
                                .priority(1)
                                .conditions(
                                        new AuthorizationServerPolicyConditions()
                                                .clients(
                                                        new ClientPolicyCondition()
                                                                .include(List.of("ALL_CLIENTS")))));
        var rules = new AuthorizationServerRulesApi(ADMIN);
        var rule = rules.createAuthorizationServerPolicyRule(id, policy.getId(), rule());
        assertThat(rule.getActions().getToken().getAccessTokenLifetimeMinutes()).isEqualTo(30);
        assertThat(rules.listAuthorizationServerPolicyRules(id, policy.getId())).hasSize(1);
    }

    private static AuthorizationServerPolicyRuleRequest rule() {
        return new AuthorizationServerPolicyRuleRequest()
                .type(AuthorizationServerPolicyRuleRequest.TypeEnum.RESOURCE_ACCESS)
                .name("Everyone")
                .priority(1)
                .conditions(
                        new AuthorizationServerPolicyRuleConditions()
                                .people(
                                        new AuthorizationServerPolicyPeopleCondition()
                                                .groups(
                                                        new AuthorizationServerPolicyRuleGroupCondition()
                                                                .include(List.of("EVERYONE"))))
                                .grantTypes(
                                        new GrantTypePolicyRuleCondition()
                                                .include(List.of("client_credentials")))
                                .scopes(
                                        new OAuth2ScopesMediationPolicyRuleCondition()
                                                .include(List.of("*"))))
                .actions(
                        new AuthorizationServerPolicyRuleActions()
                                .token(
                                        new TokenAuthorizationServerPolicyRuleAction()
                                                .accessTokenLifetimeMinutes(30)
                                                .refreshTokenLifetimeMinutes(0)
                                                .refreshTokenWindowMinutes(10080)));
    }

    @Test
    void its_keys_are_listed() throws ApiException {
        assertThat(new AuthorizationServerKeysApi(ADMIN).listAuthorizationServerKeys(create()))
                .isNotEmpty();
    }
}
