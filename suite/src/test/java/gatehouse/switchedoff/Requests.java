package gatehouse.switchedoff;

import gatehouse.testkit.Reply;
import java.util.Map;

/** What the programs of a {@link Household} send, and as whom. */
final class Requests {
    static final String PERSONAL =
            """
            {"name": "oidc_client", "label": "Personal", "signOnMode": "OPENID_CONNECT",
             "credentials": {"oauthClient": {"token_endpoint_auth_method": "client_secret_basic"}},
             "settings": {"oauthClient": {
               "application_type": "native", "consent_method": "TRUSTED",
               "grant_types": ["authorization_code", "password", "refresh_token"],
               "response_types": ["code"],
               "redirect_uris": ["https://app.test/cb", "https://app.test/other"]}}}\
            """;

    static final String SERVICE =
            """
            {"name": "oidc_client", "label": "Service", "signOnMode": "OPENID_CONNECT",
             "credentials": {"oauthClient": {"token_endpoint_auth_method": "%s"}},
             "settings": {"oauthClient": {"application_type": "service",
               "grant_types": ["client_credentials"], "response_types": ["token"]%s}}}\
            """;

    static final String ANOTHER_KEY =
            """
            {"kty": "EC", "crv": "P-256", "kid": "another", "use": "sig", "alg": "ES256",
             "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
             "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}\
            """;

    private Requests() {}

    static String clientId(Reply app) {
        return app.text("/credentials/oauthClient/client_id");
    }

    static Map<String, String> bearer(String token) {
        return Map.of("authorization", "Bearer " + token);
    }
}
