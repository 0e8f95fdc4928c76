package gatehouse.conformance.apps;

import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.unique;

import com.okta.sdk.resource.api.ApplicationApi;
import com.okta.sdk.resource.api.ApplicationGroupsApi;
import com.okta.sdk.resource.api.GroupApi;
import com.okta.sdk.resource.application.OIDCApplicationBuilder;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.model.ApplicationGroupAssignment;
import com.okta.sdk.resource.model.ApplicationSignOnMode;
import com.okta.sdk.resource.model.JsonWebKeyRsa;
import com.okta.sdk.resource.model.JsonWebKeyType;
import com.okta.sdk.resource.model.JsonWebKeyUse;
import com.okta.sdk.resource.model.OAuthEndpointAuthenticationMethod;
import com.okta.sdk.resource.model.OAuthGrantType;
import com.okta.sdk.resource.model.OAuthResponseType;
import com.okta.sdk.resource.model.OpenIdConnectApplication;
import com.okta.sdk.resource.model.OpenIdConnectApplicationType;
import com.okta.sdk.resource.model.SchemasJsonWebKey;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** OpenID Connect applications of each type, as the SDK makes them. */
public final class Apps {
    public static final String CALLBACK = "http://localhost:3999/callback";
    private static final ApplicationApi API = new ApplicationApi(ADMIN);

    private Apps() {}

    public static OpenIdConnectApplication web() throws ApiException {
        return ofPeople(
                OpenIdConnectApplicationType.WEB,
                OAuthEndpointAuthenticationMethod.CLIENT_SECRET_BASIC);
    }

    public static OpenIdConnectApplication ofPeople(
            OpenIdConnectApplicationType type, OAuthEndpointAuthenticationMethod method)
            throws ApiException {
        return made(
                oidc(type, method)
                        .setRedirectUris(List.of(CALLBACK))
                        .setResponseTypes(List.of(OAuthResponseType.CODE))
                        .setGrantTypes(
                                List.of(
                                        OAuthGrantType.AUTHORIZATION_CODE,
                                        OAuthGrantType.REFRESH_TOKEN)));
    }

    /** A service that proves itself with a secret. */
    public static OpenIdConnectApplication service() throws ApiException {
        return made(service(OAuthEndpointAuthenticationMethod.CLIENT_SECRET_BASIC));
    }

    /** A service that proves itself with a key, whose kid is {@code own}. */
    public static OpenIdConnectApplication service(KeyPair key) throws ApiException {
        return made(
                service(OAuthEndpointAuthenticationMethod.PRIVATE_KEY_JWT)
                        .setJwks(List.of(jwk(key))));
    }

    private static OIDCApplicationBuilder service(OAuthEndpointAuthenticationMethod method) {
        return oidc(OpenIdConnectApplicationType.SERVICE, method)
                .setGrantTypes(List.of(OAuthGrantType.CLIENT_CREDENTIALS))
                .setResponseTypes(List.of(OAuthResponseType.TOKEN));
    }

    private static OIDCApplicationBuilder oidc(
            OpenIdConnectApplicationType type, OAuthEndpointAuthenticationMethod method) {
        return OIDCApplicationBuilder.instance()
                .setName("oidc_client")
                .setLabel(unique("app"))
                .setSignOnMode(ApplicationSignOnMode.OPENID_CONNECT)
                .setTokenEndpointAuthMethod(method)
                .setApplicationType(type)
                .setAutoKeyRotation(true)
                .setImplicitAssignment(false);
    }

    private static OpenIdConnectApplication made(OIDCApplicationBuilder builder)
            throws ApiException {
        var app = (OpenIdConnectApplication) builder.buildAndCreate(API);
        API.activateApplication(app.getId());
        return app;
    }

    /** Lets everyone into an application. */
    public static void assignEveryone(String app) throws ApiException {
        var everyone =
                new GroupApi(ADMIN)
                        .listGroups("Everyone", null, null, 1, null, null, null, null)
                        .getFirst();
        new ApplicationGroupsApi(ADMIN)
                .assignGroupToApplication(
                        app, everyone.getId(), new ApplicationGroupAssignment().priority(0));
    }

    public static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SchemasJsonWebKey jwk(KeyPair key) {
        return new JsonWebKeyRsa()
                .e(exponent(key))
                .n(modulus(key))
                .kid("own")
                .kty(JsonWebKeyType.RSA)
                .use(JsonWebKeyUse.SIG);
    }

    public static String exponent(KeyPair key) {
        return text(((RSAPublicKey) key.getPublic()).getPublicExponent().toByteArray());
    }

    public static String modulus(KeyPair key) {
        return text(((RSAPublicKey) key.getPublic()).getModulus().toByteArray());
    }

    private static String text(byte[] number) {
        int start = number[0] == 0 ? 1 : 0;
        var bytes = Arrays.copyOfRange(number, start, number.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
