package gatehouse.conformance.tokens;

import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.unique;

import com.okta.sdk.resource.api.AuthorizationServerApi;
import com.okta.sdk.resource.api.AuthorizationServerPoliciesApi;
import com.okta.sdk.resource.api.AuthorizationServerRulesApi;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.model.AuthorizationServer;
import com.okta.sdk.resource.model.AuthorizationServerPolicy;
import com.okta.sdk.resource.model.AuthorizationServerPolicyConditions;
import com.okta.sdk.resource.model.AuthorizationServerPolicyPeopleCondition;
import com.okta.sdk.resource.model.AuthorizationServerPolicyRule;
import com.okta.sdk.resource.model.AuthorizationServerPolicyRuleActions;
import com.okta.sdk.resource.model.AuthorizationServerPolicyRuleConditions;
import com.okta.sdk.resource.model.AuthorizationServerPolicyRuleGroupCondition;
import com.okta.sdk.resource.model.AuthorizationServerPolicyRuleRequest;
import com.okta.sdk.resource.model.ClientPolicyCondition;
import com.okta.sdk.resource.model.GrantTypePolicyRuleCondition;
import com.okta.sdk.resource.model.OAuth2ScopesMediationPolicyRuleCondition;
import com.okta.sdk.resource.model.TokenAuthorizationServerPolicyRuleAction;
import java.util.List;

/** Authorization servers with what lets them issue tokens, as the SDK makes them. */
public final class Issuer {
    public static final String AUDIENCE = "api://test";
    private static final AuthorizationServerApi SERVERS = new AuthorizationServerApi(ADMIN);
    private static final AuthorizationServerPoliciesApi POLICIES =
            new AuthorizationServerPoliciesApi(ADMIN);
    private static final AuthorizationServerRulesApi RULES = new AuthorizationServerRulesApi(ADMIN);

    private Issuer() {}

    public static AuthorizationServer create() throws ApiException {
        return SERVERS.createAuthorizationServer(
                new AuthorizationServer()
                        .name(unique("server"))
                        .description("Of the test")
                        .audiences(List.of(AUDIENCE)));
    }

    public static AuthorizationServerPolicy policy(String server) throws ApiException {
        return POLICIES.createAuthorizationServerPolicy(server, policyOf("All"));
    }

    public static AuthorizationServerPolicy policyOf(String name) {
        var clients = new ClientPolicyCondition().include(List.of("ALL_CLIENTS"));
        return new AuthorizationServerPolicy()
                .type(AuthorizationServerPolicy.TypeEnum.OAUTH_AUTHORIZATION_POLICY)
                .name(name)
                .description("All clients")
                .priority(1)
                .conditions(new AuthorizationServerPolicyConditions().clients(clients));
    }

    public static AuthorizationServerPolicyRule rule(String server, String policy)
            throws ApiException {
        return RULES.createAuthorizationServerPolicyRule(server, policy, ruleOf(30));
    }

    /**
     * @param minutes how long access tokens live
     */
    public static AuthorizationServerPolicyRuleRequest ruleOf(int minutes) {
        var everyone =
                new AuthorizationServerPolicyRuleGroupCondition().include(List.of("EVERYONE"));
        var grants =
                new GrantTypePolicyRuleCondition()
                        .include(List.of("authorization_code", "client_credentials"));
        var scopes = new OAuth2ScopesMediationPolicyRuleCondition().include(List.of("*"));
        var conditions =
                new AuthorizationServerPolicyRuleConditions()
                        .people(new AuthorizationServerPolicyPeopleCondition().groups(everyone))
                        .grantTypes(grants)
                        .scopes(scopes);
        var token =
                new TokenAuthorizationServerPolicyRuleAction()
                        .accessTokenLifetimeMinutes(minutes)
                        .refreshTokenLifetimeMinutes(0)
                        .refreshTokenWindowMinutes(10080);
        return new AuthorizationServerPolicyRuleRequest()
                .type(AuthorizationServerPolicyRuleRequest.TypeEnum.RESOURCE_ACCESS)
                .name("Everyone")
                .priority(1)
                .conditions(conditions)
                .actions(new AuthorizationServerPolicyRuleActions().token(token));
    }
}
