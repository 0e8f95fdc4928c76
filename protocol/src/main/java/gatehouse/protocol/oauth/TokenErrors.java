package gatehouse.protocol.oauth;

import gatehouse.kernel.OAuthError;
import java.util.Collection;
import java.util.TreeSet;

/**
 * The refusals of the token endpoint, in the words Okta's clients know (Okta, OAuth error codes).
 */
final class TokenErrors {
    private TokenErrors() {}

    static OAuthError missing(String name) {
        return OAuthError.invalidRequest("The required parameter '" + name + "' is missing.");
    }

    static OAuthError noGrantType(Collection<String> valid) {
        return OAuthError.invalidRequest(
                "The token request must specify a 'grant_type'. Valid values: "
                        + new TreeSet<>(valid)
                        + ".");
    }

    static OAuthError grantType(Collection<String> known) {
        return OAuthError.of(
                400,
                "unsupported_grant_type",
                "The authorization grant type is not supported by the authorization server."
                        + " Configured grant types: "
                        + new TreeSet<>(known)
                        + ".");
    }

    static OAuthError notForClient(Collection<String> configured) {
        return OAuthError.unauthorizedClient(
                "The client is not authorized to use the provided grant type. Configured grant"
                        + " types: "
                        + new TreeSet<>(configured)
                        + ".");
    }

    static OAuthError code() {
        return OAuthError.invalidGrant("The authorization code is invalid or has expired.");
    }

    static OAuthError redirect() {
        return OAuthError.invalidGrant(
                "The 'redirect_uri' does not match the redirection URI used in the authorization"
                        + " request.");
    }

    static OAuthError otherServer() {
        return OAuthError.invalidGrant("The grant was issued for another authorization server.");
    }

    static OAuthError verifier() {
        return OAuthError.invalidGrant("PKCE verification failed.");
    }

    static OAuthError interactionCode() {
        return OAuthError.invalidGrant("The interaction code is invalid or has expired.");
    }

    static OAuthError noVerifier() {
        return OAuthError.invalidGrant("PKCE code verifier is required by the application.");
    }

    static OAuthError verifierUnasked() {
        return OAuthError.invalidGrant(
                "PKCE code challenge should be specified in the authorize request for code"
                        + " verification.");
    }

    static OAuthError refreshToken() {
        return OAuthError.invalidGrant("The refresh token is invalid or expired.");
    }

    static OAuthError refreshScopes(Collection<String> denied) {
        return OAuthError.invalidScope(
                "Some of the scopes requested for the refresh request were not granted in the"
                        + " original authorize request. Denied scopes: "
                        + denied
                        + ".");
    }

    static OAuthError password() {
        return OAuthError.invalidGrant("The credentials provided were invalid.");
    }

    static OAuthError passwordExpired() {
        return OAuthError.invalidGrant("Password has expired.");
    }

    static OAuthError notAssigned() {
        return OAuthError.accessDenied("User is not assigned to the client application.");
    }

    static OAuthError noPolicy() {
        return OAuthError.accessDenied(
                "Policy evaluation failed for this request, please check the policy"
                        + " configurations.");
    }

    static OAuthError consent(Collection<String> scopes) {
        return OAuthError.of(
                400,
                "consent_required",
                "The following scopes require user consent: " + scopes + ".");
    }

    static OAuthError onlyPeopleConsent(Collection<String> scopes) {
        return OAuthError.of(
                400,
                "consent_required",
                "The following scopes require user consent and cannot be granted for the client"
                        + " credentials grant type: "
                        + scopes
                        + ".");
    }

    static OAuthError confidential() {
        return OAuthError.unauthorizedClient(
                "Confidential client is required to make this request.");
    }

    static OAuthError openidForClient() {
        return OAuthError.invalidScope("Cannot request 'openid' scopes using client credentials.");
    }

    static OAuthError selfScopes() {
        return OAuthError.of(
                400,
                "client_credentials_self_scope_requested",
                "The 'client_credentials' grant type may not request .self scopes.");
    }

    static OAuthError needsPrivateKey() {
        return OAuthError.invalidClient(
                "Client Credentials requests to the Org Authorization Server must use the"
                        + " private_key_jwt token_endpoint_auth_method.");
    }

    static OAuthError needsService() {
        return OAuthError.invalidClient(
                "Only clients with 'application_type' of 'service' may use the"
                        + " client_credentials 'grant_type' with the Org Authorization Server.");
    }

    static OAuthError notGranted() {
        return OAuthError.of(
                400, "consent_required", "You are not allowed any of the requested scopes.");
    }
}
