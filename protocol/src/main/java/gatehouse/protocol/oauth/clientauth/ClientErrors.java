package gatehouse.protocol.oauth.clientauth;

import gatehouse.kernel.OAuthError;
import gatehouse.protocol.jose.JwtRefused.Reason;

/** Why a client was not recognised, in the words Okta's clients know. */
final class ClientErrors {
    private ClientErrors() {}

    static OAuthError badBasic() {
        return challenged("Found Authentication header but was not valid client credentials.");
    }

    /** RFC 6749 §5.2: who came with Basic is told that Basic it may be. */
    private static OAuthError challenged(String why) {
        return challenged(OAuthError.invalidClient(why));
    }

    static OAuthError challenged(OAuthError refusal) {
        return refusal.header("WWW-Authenticate", "Basic realm=\"gatehouse\", charset=\"UTF-8\"");
    }

    static OAuthError missing() {
        return challenged("No client credentials found.");
    }

    static OAuthError several() {
        return OAuthError.of(
                401,
                "invalid_request",
                "Cannot supply multiple client credentials. Use one of the following: credentials"
                        + " in the Authorization header, credentials in the post body, or a"
                        + " client_assertion in the post body.");
    }

    static OAuthError inQuery() {
        return OAuthError.invalidRequest(
                "Client credentials cannot be supplied via query parameters.");
    }

    static OAuthError unknown() {
        return OAuthError.invalidClient("Invalid value for 'client_id' parameter.");
    }

    static OAuthError secret() {
        return challenged("The client secret supplied for a confidential client is invalid.");
    }

    static OAuthError method() {
        return OAuthError.invalidClient(
                "Client authentication failed. Either the client or the client credentials are"
                        + " invalid.");
    }

    static OAuthError assertionType() {
        return OAuthError.invalidRequest("The client_assertion_type is invalid.");
    }

    static OAuthError issuer() {
        return OAuthError.invalidClient(
                "The issuer claim for client_assertion is not a valid client_id.");
    }

    static OAuthError subject() {
        return OAuthError.invalidClient(
                "The subject claim for client_assertion is not a valid client_id.");
    }

    static OAuthError audience() {
        return OAuthError.invalidClient(
                "The audience claim for client_assertion must be the endpoint invoked for the"
                        + " request.");
    }

    static OAuthError used() {
        return OAuthError.invalidClient("The client_assertion token has already been used.");
    }

    static OAuthError noKeys() {
        return OAuthError.invalidClient(
                "The client does not have a JWKSet configured, but the client_assertion requires"
                        + " one.");
    }

    static OAuthError refused(Reason reason, boolean remote) {
        return OAuthError.invalidClient(
                switch (reason) {
                    case MALFORMED, HEADER -> "The parsing of the client_assertion failed.";
                    case ALGORITHM -> "The client_assertion JWT signature algorithm is invalid.";
                    case KEY -> "The client_assertion JWT kid is invalid.";
                    case KEY_USE ->
                            "The client_assertion JWT needs to be signed using a signing key.";
                    case SECRET_TOO_SHORT -> "The client secret is too short to verify a JWT HMAC.";
                    case SIGNATURE -> "The client_assertion signature is invalid.";
                    case NO_EXPIRY ->
                            "The client_assertion must contain the 'exp' claim as seconds since"
                                    + " epoch.";
                    case EXPIRED -> "The client_assertion token is expired.";
                    case EXPIRES_TOO_LATE ->
                            "The client_assertion token has an expiration too far into the"
                                    + " future.";
                    case NO_ISSUE_TIME, ISSUED_IN_FUTURE, NOT_YET_VALID ->
                            "The client_assertion token must be issued before the current time.";
                    case NO_AUDIENCE ->
                            "The audience claim for client_assertion must be the endpoint invoked"
                                    + " for the request.";
                    case KEY_SET ->
                            remote
                                    ? "Error retrieving the client JWKSet from jwks_uri."
                                    : "The client JWKSet is invalid.";
                });
    }
}
