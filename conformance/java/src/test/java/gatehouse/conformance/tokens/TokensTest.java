package gatehouse.conformance.tokens;

import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.ORG;
import static gatehouse.conformance.Sdk.PASSWORD;
import static gatehouse.conformance.Sdk.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.okta.jwt.AccessTokenVerifier;
import com.okta.jwt.IdTokenVerifier;
import com.okta.jwt.JwtVerificationException;
import com.okta.jwt.JwtVerifiers;
import com.okta.sdk.resource.api.AuthorizationServerClaimsApi;
import com.okta.sdk.resource.api.AuthorizationServerKeysApi;
import com.okta.sdk.resource.api.AuthorizationServerScopesApi;
import com.okta.sdk.resource.api.UserApi;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.model.JwkUse;
import com.okta.sdk.resource.model.JwkUseType;
import com.okta.sdk.resource.model.OAuth2Claim;
import com.okta.sdk.resource.model.OAuth2ClaimConditions;
import com.okta.sdk.resource.model.OAuth2ClaimType;
import com.okta.sdk.resource.model.OAuth2ClaimValueType;
import com.okta.sdk.resource.model.OAuth2Scope;
import com.okta.sdk.resource.model.OpenIdConnectApplication;
import gatehouse.conformance.Http;
import gatehouse.conformance.apps.Apps;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What authorization servers issue, as the official verifier sees it. */
class TokensTest {
    private static final String DEFAULT = ORG + "/oauth2/default";

    @Test
    void the_official_verifier_accepts_a_token() throws Exception {
        var jwt = verifier(DEFAULT, "api://default").decode(serviceToken());
        assertThat(jwt.getClaims())
                .containsEntry("scp", List.of("sample.read"))
                .containsEntry("cid", System.getenv("GATEHOUSE_SERVICE_CLIENT_ID"));
        assertThat(jwt.getExpiresAt()).isAfter(jwt.getIssuedAt());
    }

    @Test
    void it_refuses_one_for_others_and_one_that_was_changed() {
        var token = serviceToken();
        refuses(verifier(DEFAULT, "api://other"), token);
        refuses(verifier(ORG + "/oauth2/v1", "api://default"), token);
        int middle = token.lastIndexOf('.') + 20;
        var changed =
                token.substring(0, middle)
                        + (token.charAt(middle) == 'A' ? 'B' : 'A')
                        + token.substring(middle + 1);
        refuses(verifier(DEFAULT, "api://default"), changed);
    }

    @Test
    void a_token_has_the_scope_and_the_claims_that_were_made_for_it() throws Exception {
        var server = Issuer.create();
        var issuer = server.getIssuer();
        Issuer.rule(server.getId(), Issuer.policy(server.getId()).getId());
        new AuthorizationServerScopesApi(ADMIN)
                .createOAuth2Scope(server.getId(), new OAuth2Scope().name("car:drive"));
        claim(server.getId(), "client", "app.clientId", List.of());
        claim(server.getId(), "driver", "'yes'", List.of("car:drive"));
        claim(server.getId(), "pilot", "'yes'", List.of("openid"));
        var app = Apps.service();

        var form = Map.of("grant_type", "client_credentials", "scope", "car:drive");
        var token = token(issuer, app, form);
        var jwt = verifier(issuer, Issuer.AUDIENCE).decode(token);
        assertThat(jwt.getClaims())
                .containsEntry("scp", List.of("car:drive"))
                .containsEntry("client", app.getId())
                .containsEntry("driver", "yes")
                .doesNotContainKey("pilot");
        assertThat(Duration.between(jwt.getIssuedAt(), jwt.getExpiresAt()))
                .isEqualTo(Duration.ofMinutes(30));
        refuses(verifier(DEFAULT, Issuer.AUDIENCE), token);

        new AuthorizationServerKeysApi(ADMIN)
                .rotateAuthorizationServerKeys(server.getId(), new JwkUse().use(JwkUseType.SIG));
        var later = token(issuer, app, form);
        assertThat(later.split("\\.")[0]).isNotEqualTo(token.split("\\.")[0]);
        verifier(issuer, Issuer.AUDIENCE).decode(later);
        verifier(issuer, Issuer.AUDIENCE).decode(token);
    }

    @Test
    void the_tokens_of_somebody_who_signed_in_tell_of_them() throws Exception {
        var server = Issuer.create();
        Issuer.rule(server.getId(), Issuer.policy(server.getId()).getId());
        claim(server.getId(), "department", "user.department", List.of());
        var app = Apps.web();
        Apps.assignEveryone(app.getId());
        var user =
                person().setDepartment("Sea")
                        .setPassword(PASSWORD.toCharArray())
                        .buildAndCreate(new UserApi(ADMIN));

        var tokens = CodeFlow.tokens(server.getIssuer(), app, user, "once");
        var access =
                verifier(server.getIssuer(), Issuer.AUDIENCE).decode(tokens.get("access_token"));
        assertThat(access.getClaims())
                .containsEntry("uid", user.getId())
                .containsEntry("sub", user.getProfile().getLogin())
                .containsEntry("department", "Sea");
        IdTokenVerifier identities =
                JwtVerifiers.idTokenVerifierBuilder()
                        .setIssuer(server.getIssuer())
                        .setClientId(app.getId())
                        .build();
        var identity = identities.decode(tokens.get("id_token"), "once");
        assertThat(identity.getClaims())
                .containsEntry("sub", user.getId())
                .containsEntry("preferred_username", user.getProfile().getLogin());
        assertThatThrownBy(() -> identities.decode(tokens.get("id_token"), "twice"))
                .isInstanceOf(JwtVerificationException.class);
    }

    private static void claim(String server, String name, String value, List<String> scopes)
            throws ApiException {
        new AuthorizationServerClaimsApi(ADMIN)
                .createOAuth2Claim(
                        server,
                        new OAuth2Claim()
                                .name(name)
                                .claimType(OAuth2ClaimType.RESOURCE)
                                .valueType(OAuth2ClaimValueType.EXPRESSION)
                                .value(value)
                                .conditions(new OAuth2ClaimConditions().scopes(scopes)));
    }

    private static AccessTokenVerifier verifier(String issuer, String audience) {
        return JwtVerifiers.accessTokenVerifierBuilder()
                .setIssuer(issuer)
                .setAudience(audience)
                .build();
    }

    private static void refuses(AccessTokenVerifier verifier, String token) {
        assertThatThrownBy(() -> verifier.decode(token))
                .isInstanceOf(JwtVerificationException.class);
    }

    private static String serviceToken() {
        var client = System.getenv("GATEHOUSE_SERVICE_CLIENT_ID");
        var secret = System.getenv("GATEHOUSE_SERVICE_CLIENT_SECRET");
        var form = Map.of("grant_type", "client_credentials", "scope", "sample.read");
        return Http.token(DEFAULT, client, secret, form).path("access_token").asText();
    }

    private static String token(
            String issuer, OpenIdConnectApplication app, Map<String, String> form) {
        var secret = app.getCredentials().getOauthClient().getClientSecret();
        return Http.token(issuer, app.getId(), secret, form).path("access_token").asText();
    }
}
