package gatehouse.protocol.oauth;

import gatehouse.protocol.jose.Signer;
import gatehouse.protocol.jose.SigningKey;
import gatehouse.testkit.Reply;
import java.util.HashMap;
import java.util.Map;

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
}
