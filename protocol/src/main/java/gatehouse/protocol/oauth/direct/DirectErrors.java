package gatehouse.protocol.oauth.direct;

import gatehouse.kernel.OAuthError;

/** The refusals of direct authentication, in Okta's words. */
public final class DirectErrors {
    private DirectErrors() {}

    static OAuthError mfaRequired(String token) {
        return OAuthError.of(
                        403,
                        "mfa_required",
                        "Verify with an additional authenticator to complete the sign-in process.")
                .with("mfa_token", token);
    }

    /** Wrong, or nobody: the two are one to a client. */
    public static OAuthError credentials() {
        return OAuthError.invalidGrant("The credentials provided were invalid.");
    }

    public static OAuthError passwordExpired() {
        return OAuthError.invalidGrant("Password has expired.");
    }

    public static OAuthError code() {
        return OAuthError.invalidGrant(
                "The 'otp' provided is either empty or incorrect. Use the correct OTP and try"
                        + " again.");
    }

    public static OAuthError tooMany() {
        return OAuthError.of(
                429, "invalid_grant", "API call exceeded the rate limit due to too many requests.");
    }

    public static OAuthError expired(String token) {
        return OAuthError.of(
                403,
                "access_denied",
                "'" + token + "' has expired. Use a new 'oob_code' or 'mfa_token' and try again.");
    }

    public static OAuthError denied() {
        return OAuthError.of(
                403,
                "access_denied",
                "User couldn't be signed-in through direct authentication because authentication"
                        + " policy wasn't satisfied.");
    }

    public static OAuthError cannotBeUsed() {
        return OAuthError.of(
                403,
                "access_denied",
                "The required authenticator cannot be used. Check if it is required by policy and"
                        + " the user is enrolled in the authenticator and try again.");
    }

    public static OAuthError pending() {
        return OAuthError.of(
                400,
                "authorization_pending",
                "No user response received on the out-of-band authenticator yet. Continue polling"
                        + " to wait for a response.");
    }

    /** RFC 8628 §3.5. */
    public static OAuthError tooSoon() {
        return OAuthError.of(
                400, "slow_down", "Slow down the polling frequency. Please try again later.");
    }

    public static OAuthError notTogether() {
        return OAuthError.invalidRequest(
                "The 'oob_code' and the 'mfa_token' provided are not associated with each other."
                        + " Review the values and try again.");
    }

    static OAuthError type(String type) {
        return OAuthError.invalidRequest(
                type + " is not supported as a 'challenge_type'. Try again with another value.");
    }

    static OAuthError hint(String hint) {
        return OAuthError.invalidRequest(
                "'"
                        + hint
                        + "' is not supported as a 'challenge_hint'. Try again with another value.");
    }

    static OAuthError channel(String channel) {
        return OAuthError.invalidRequest(
                "'"
                        + channel
                        + "' is not supported as a 'channel_hint'. Try again with another"
                        + " value.");
    }
}
