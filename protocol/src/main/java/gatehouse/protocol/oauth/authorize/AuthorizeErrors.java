package gatehouse.protocol.oauth.authorize;

import gatehouse.kernel.OAuthError;
import java.util.Collection;
import java.util.TreeSet;

/**
 * The refusals of {@code /authorize}, in the words Okta's clients know (Okta, OAuth error codes).
 */
public final class AuthorizeErrors {
    private AuthorizeErrors() {}

    static OAuthError clientId() {
        return OAuthError.invalidClient("Invalid value for 'client_id' parameter.");
    }

    static OAuthError serviceClient() {
        return OAuthError.invalidRequest(
                "Clients with 'application_type' of 'service' are not allowed to access the"
                        + " 'authorize' endpoint.");
    }

    static OAuthError redirectUri() {
        return OAuthError.invalidRequest(
                "The 'redirect_uri' parameter must be a Login redirect URI in the client app"
                        + " settings.");
    }

    static OAuthError requestObject() {
        return OAuthError.of(
                400,
                "request_not_supported",
                "The authorize request object is not supported by this client.");
    }

    static OAuthError requestUri() {
        return OAuthError.of(
                400,
                "request_uri_not_supported",
                "The authorize request uri is not supported by this client.");
    }

    static OAuthError responseType(Collection<String> configured) {
        return OAuthError.of(
                400,
                "unsupported_response_type",
                "The response type is not supported by the authorization server. Configured"
                        + " response types: "
                        + new TreeSet<>(configured)
                        + ".");
    }

    static OAuthError grant(Collection<String> configured) {
        return OAuthError.unauthorizedClient(
                "The client is not authorized to use the provided grant type. Configured grant"
                        + " types: "
                        + new TreeSet<>(configured)
                        + ".");
    }

    static OAuthError mode() {
        return OAuthError.of(
                400,
                "unsupported_response_mode",
                "The response mode is not supported by the authorization server. Valid response"
                        + " modes: [query, fragment, form_post, okta_post_message].");
    }

    static OAuthError queryWithTokens() {
        return OAuthError.of(
                400,
                "unsupported_response_mode",
                "'query' response mode cannot be used with either the 'id_token' or 'token'"
                        + " response types.");
    }

    static OAuthError state() {
        return OAuthError.invalidRequest(
                "The authentication request has an invalid 'state' parameter.");
    }

    static OAuthError openid() {
        return OAuthError.invalidScope(
                "Requests for ID tokens or access tokens with OpenID scopes require the 'openid'"
                        + " scope.");
    }

    static OAuthError scopes(Collection<String> which) {
        return OAuthError.invalidScope(
                "The following scopes are not allowed for this request: " + which + ".");
    }

    static OAuthError nonce() {
        return OAuthError.invalidRequest(
                "The 'nonce' parameter is required for authorize requests with either the"
                        + " 'id_token' or 'token' response types.");
    }

    static OAuthError challengeMissing() {
        return OAuthError.invalidRequest("PKCE code challenge is required by the application.");
    }

    static OAuthError challengeMethod() {
        return OAuthError.invalidRequest(
                "PKCE code challenge method is not supported. Valid values: [S256]");
    }

    static OAuthError challengeMalformed() {
        return OAuthError.invalidRequest("PKCE code challenge contains illegal characters.");
    }

    static OAuthError prompt() {
        return OAuthError.invalidRequest(
                "Invalid value for 'prompt' parameter. Supported values: [none, login, consent]");
    }

    static OAuthError maxAge() {
        return OAuthError.invalidRequest(
                "Invalid value for 'max_age' parameter. It should be within range 0 - 2^31-1.");
    }

    static OAuthError silentNow() {
        return OAuthError.invalidRequest(
                "'prompt' parameter must not have the value 'none' for request with 'zero' as"
                        + " max_age.");
    }

    static OAuthError acr() {
        return OAuthError.of(
                400,
                "unmet_authentication_requirements",
                "Unable to meet the authentication requirements imposed by 'acr_values'"
                        + " parameter.");
    }

    /** {@code prompt=none}, and nobody is signed in. */
    public static OAuthError loginRequired() {
        return OAuthError.of(
                400,
                "login_required",
                "The client specified not to prompt, but the user is not logged in.");
    }

    /** {@code prompt=none}, and the person would have to agree first. */
    public static OAuthError consentRequired(Collection<String> scopes) {
        return OAuthError.of(
                400,
                "consent_required",
                "The following scopes require user consent: " + scopes + ".");
    }

    /** Who came back from another provider has to prove more, where the client shows the pages. */
    public static OAuthError interactionRequired() {
        return OAuthError.of(
                400,
                "interaction_required",
                "Your client is configured to use the interaction code flow and user interaction is"
                        + " required to complete the request.");
    }

    /** The person said no, or may not use this client. */
    public static OAuthError denied() {
        return OAuthError.accessDenied(
                "The resource owner or authorization server denied the request.");
    }

    public static OAuthError notAssigned() {
        return OAuthError.accessDenied("User is not assigned to the client application.");
    }

    public static OAuthError noPolicy() {
        return OAuthError.accessDenied(
                "Policy evaluation failed for this request, please check the policy"
                        + " configurations.");
    }
}
