package gatehouse.protocol.oauth;

import gatehouse.protocol.jose.Signer;
import gatehouse.protocol.jose.SigningKey;
import gatehouse.testkit.Reply;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.ObjectNode;

/** Signs client assertions for the client {@code web}, as its own library would. */
final class Assertions {
    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final OAuthOrg org;
    private final SigningKey key;

    Assertions(OAuthOrg org, SigningKey key) {
        this.org = org;
        this.key = key;
    }

    Map<String, Object> claims() {
        var claims = new HashMap<String, Object>();
        long now = org.world().now().getEpochSecond();
        claims.put("iss", "web");
        claims.put("sub", "web");
        claims.put("aud", "https://id.test/oauth2/v1/token");
        claims.put("iat", now);
        claims.put("exp", now + 300);
        claims.put("jti", org.world().secret(20));
        return claims;
    }

    String signed(Map<String, Object> claims) {
        return new Signer(key).sign(claims);
    }

    /** Asks the org's own server for a scope with a fresh assertion. */
    Reply ask(String scope) {
        return send("/oauth2/v1/token", signed(claims()), scope);
    }

    Reply send(String path, String assertion, String scope) {
        return org.post(
                path,
                "grant_type",
                "client_credentials",
                "scope",
                scope,
                "client_assertion_type",
                TYPE,
                "client_assertion",
                assertion);
    }

    /** Signed with the client's secret. */
    static String maced(ObjectNode claims) {
        var input = encoded("{\"alg\":\"HS256\"}") + "." + encoded(claims.toString());
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            OAuthOrg.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return input
                    + "."
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(mac.doFinal(input.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
