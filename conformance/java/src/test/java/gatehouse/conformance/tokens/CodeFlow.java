package gatehouse.conformance.tokens;

import static gatehouse.conformance.Sdk.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.okta.sdk.resource.model.OpenIdConnectApplication;
import com.okta.sdk.resource.model.User;
import gatehouse.conformance.Http;
import gatehouse.conformance.apps.Apps;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The authorization code flow as a program goes it, with PKCE and without a browser. */
public final class CodeFlow {
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    /** The example of RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private CodeFlow() {}

    /** Signs a person in and exchanges the code: the answer of the token endpoint. */
    public static Map<String, String> tokens(
            String issuer, OpenIdConnectApplication app, User user, String nonce) {
        var session = Http.authn(user.getProfile().getLogin(), PASSWORD).path("sessionToken");
        var query = new HashMap<String, String>();
        query.put("client_id", app.getId());
        query.put("redirect_uri", Apps.CALLBACK);
        query.put("response_type", "code");
        query.put("scope", "openid profile");
        query.put("state", "some-state");
        query.put("nonce", nonce);
        query.put("code_challenge", CHALLENGE);
        query.put("code_challenge_method", "S256");
        query.put("sessionToken", session.asText());
        var location = Http.redirect(issuer + "/v1/authorize", query);
        var code = CODE.matcher(location);
        assertThat(code.find()).as(location).isTrue();

        var answer =
                Http.token(
                        issuer,
                        app.getId(),
                        app.getCredentials().getOauthClient().getClientSecret(),
                        Map.of(
                                "grant_type",
                                "authorization_code",
                                "code",
                                code.group(1),
                                "code_verifier",
                                VERIFIER,
                                "redirect_uri",
                                Apps.CALLBACK));
        var tokens = new HashMap<String, String>();
        answer.properties().forEach(one -> tokens.put(one.getKey(), one.getValue().asText()));
        return tokens;
    }
}
