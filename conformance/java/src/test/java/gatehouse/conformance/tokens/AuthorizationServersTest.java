package gatehouse.conformance.tokens;

import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.okta.sdk.resource.api.AuthorizationServerApi;
import com.okta.sdk.resource.api.AuthorizationServerClaimsApi;
import com.okta.sdk.resource.api.AuthorizationServerKeysApi;
import com.okta.sdk.resource.api.AuthorizationServerPoliciesApi;
import com.okta.sdk.resource.api.AuthorizationServerRulesApi;
import com.okta.sdk.resource.api.AuthorizationServerScopesApi;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.model.AuthorizationServer;
import com.okta.sdk.resource.model.AuthorizationServerJsonWebKey;
import com.okta.sdk.resource.model.AuthorizationServerPolicy;
import com.okta.sdk.resource.model.AuthorizationServerPolicyRule;
import com.okta.sdk.resource.model.JwkUse;
import com.okta.sdk.resource.model.JwkUseType;
import com.okta.sdk.resource.model.LifecycleStatus;
import com.okta.sdk.resource.model.OAuth2Claim;
import com.okta.sdk.resource.model.OAuth2ClaimConditions;
import com.okta.sdk.resource.model.OAuth2ClaimType;
import com.okta.sdk.resource.model.OAuth2ClaimValueType;
import com.okta.sdk.resource.model.OAuth2Scope;
import com.okta.sdk.resource.model.OAuth2ScopeConsentType;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthorizationServersTest {
    private final AuthorizationServerApi servers = new AuthorizationServerApi(ADMIN);
    private final AuthorizationServerKeysApi keys = new AuthorizationServerKeysApi(ADMIN);

    @Test
    void a_server_is_made_changed_and_listed() throws ApiException {
        var server = Issuer.create();
        var id = server.getId();
        assertThat(servers.getAuthorizationServer(id).getIssuer()).endsWith("/oauth2/" + id);
        servers.replaceAuthorizationServer(
                id,
                new AuthorizationServer()
                        .name(server.getName())
                        .description("Other")
                        .audiences(List.of("api://other")));
        var changed = servers.getAuthorizationServer(id);
        assertThat(changed.getAudiences()).containsExactly("api://other");
        assertThat(changed.getDescription()).isEqualTo("Other");
        assertThat(servers.listAuthorizationServers(server.getName(), 10, null))
                .extracting(AuthorizationServer::getId)
                .containsExactly(id);
    }

    @Test
    void a_server_is_switched_off_and_on_and_deleted() throws ApiException {
        var id = Issuer.create().getId();
        servers.deactivateAuthorizationServer(id);
        assertThat(servers.getAuthorizationServer(id).getStatus())
                .isEqualTo(LifecycleStatus.INACTIVE);
        servers.activateAuthorizationServer(id);
        assertThat(servers.getAuthorizationServer(id).getStatus())
                .isEqualTo(LifecycleStatus.ACTIVE);
        servers.deactivateAuthorizationServer(id);
        servers.deleteAuthorizationServer(id);
        refused(404, "E0000007", () -> servers.getAuthorizationServer(id));
    }

    @Test
    void the_default_one_is_there_from_the_start() throws ApiException {
        assertThat(servers.getAuthorizationServer("default").getIssuer())
                .endsWith("/oauth2/default");
    }

    @Test
    void it_has_scopes() throws ApiException {
        var id = Issuer.create().getId();
        var scopes = new AuthorizationServerScopesApi(ADMIN);
        var scope = scopes.createOAuth2Scope(id, new OAuth2Scope().name("car:drive")).getId();
        assertThat(scopes.getOAuth2Scope(id, scope).getName()).isEqualTo("car:drive");
        scopes.replaceOAuth2Scope(
                id,
                scope,
                new OAuth2Scope()
                        .name("car:drive")
                        .description("Drive the car")
                        .consent(OAuth2ScopeConsentType.REQUIRED));
        var replaced = scopes.getOAuth2Scope(id, scope);
        assertThat(replaced.getConsent()).isEqualTo(OAuth2ScopeConsentType.REQUIRED);
        assertThat(replaced.getDescription()).isEqualTo("Drive the car");
        assertThat(scopes.listOAuth2Scopes(id, null, null, null, null))
                .extracting(OAuth2Scope::getName)
                .contains("openid", "car:drive");
        scopes.deleteOAuth2Scope(id, scope);
        refused(404, "E0000007", () -> scopes.getOAuth2Scope(id, scope));
    }

    @Test
    void it_has_claims() throws ApiException {
        var id = Issuer.create().getId();
        var claims = new AuthorizationServerClaimsApi(ADMIN);
        var claim = claims.createOAuth2Claim(id, claim("user.department")).getId();
        assertThat(claims.listOAuth2Claims(id)).extracting(OAuth2Claim::getId).contains(claim);
        var conditions = new OAuth2ClaimConditions().scopes(List.of("profile"));
        claims.replaceOAuth2Claim(id, claim, claim("user.city").conditions(conditions));
        var replaced = claims.getOAuth2Claim(id, claim);
        assertThat(replaced.getValue()).isEqualTo("user.city");
        assertThat(replaced.getConditions().getScopes()).containsExactly("profile");
        claims.deleteOAuth2Claim(id, claim);
        refused(404, "E0000007", () -> claims.getOAuth2Claim(id, claim));
        refused(400, "E0000001", () -> claims.createOAuth2Claim(id, claim("user.")));
    }

    private static OAuth2Claim claim(String value) {
        return new OAuth2Claim()
                .name("where")
                .claimType(OAuth2ClaimType.RESOURCE)
                .valueType(OAuth2ClaimValueType.EXPRESSION)
                .value(value);
    }

    @Test
    void it_has_policies() throws ApiException {
        var id = Issuer.create().getId();
        var policies = new AuthorizationServerPoliciesApi(ADMIN);
        var policy = Issuer.policy(id).getId();
        assertThat(policies.listAuthorizationServerPolicies(id))
                .extracting(AuthorizationServerPolicy::getId)
                .containsExactly(policy);
        policies.replaceAuthorizationServerPolicy(id, policy, Issuer.policyOf("Renamed"));
        assertThat(policies.getAuthorizationServerPolicy(id, policy).getName())
                .isEqualTo("Renamed");
        policies.deactivateAuthorizationServerPolicy(id, policy);
        assertThat(policies.getAuthorizationServerPolicy(id, policy).getStatus())
                .isEqualTo(AuthorizationServerPolicy.StatusEnum.INACTIVE);
        policies.activateAuthorizationServerPolicy(id, policy);
        assertThat(policies.getAuthorizationServerPolicy(id, policy).getStatus())
                .isEqualTo(AuthorizationServerPolicy.StatusEnum.ACTIVE);
        policies.deleteAuthorizationServerPolicy(id, policy);
        refused(404, "E0000007", () -> policies.getAuthorizationServerPolicy(id, policy));
    }

    @Test
    void its_policies_have_rules() throws ApiException {
        var id = Issuer.create().getId();
        var policy = Issuer.policy(id).getId();
        var rules = new AuthorizationServerRulesApi(ADMIN);
        var rule = Issuer.rule(id, policy).getId();
        assertThat(rules.listAuthorizationServerPolicyRules(id, policy))
                .extracting(AuthorizationServerPolicyRule::getId)
                .containsExactly(rule);
        rules.replaceAuthorizationServerPolicyRule(id, policy, rule, Issuer.ruleOf(45));
        var token =
                rules.getAuthorizationServerPolicyRule(id, policy, rule).getActions().getToken();
        assertThat(token.getAccessTokenLifetimeMinutes()).isEqualTo(45);
        rules.deactivateAuthorizationServerPolicyRule(id, policy, rule);
        assertThat(rules.getAuthorizationServerPolicyRule(id, policy, rule).getStatus())
                .isEqualTo(AuthorizationServerPolicyRule.StatusEnum.INACTIVE);
        rules.activateAuthorizationServerPolicyRule(id, policy, rule);
        assertThat(rules.getAuthorizationServerPolicyRule(id, policy, rule).getStatus())
                .isEqualTo(AuthorizationServerPolicyRule.StatusEnum.ACTIVE);
        rules.deleteAuthorizationServerPolicyRule(id, policy, rule);
        assertThat(rules.listAuthorizationServerPolicyRules(id, policy)).isEmpty();
    }

    @Test
    void its_keys_rotate() throws ApiException {
        var id = Issuer.create().getId();
        var before = active(keys.listAuthorizationServerKeys(id));
        assertThat(keys.getAuthorizationServerKey(id, before).getStatus()).isEqualTo("ACTIVE");
        keys.rotateAuthorizationServerKeys(id, new JwkUse().use(JwkUseType.SIG));
        var after = keys.listAuthorizationServerKeys(id);
        assertThat(active(after)).isNotEqualTo(before);
        assertThat(keys.getAuthorizationServerKey(id, before).getStatus()).isEqualTo("EXPIRED");
    }

    private static String active(List<AuthorizationServerJsonWebKey> keys) {
        return keys.stream()
                .filter(key -> key.getStatus().equals("ACTIVE"))
                .map(AuthorizationServerJsonWebKey::getKid)
                .findFirst()
                .orElseThrow();
    }
}
