package gatehouse.protocol.oauth.tokens;

import gatehouse.kernel.Json;
import gatehouse.kernel.http.Response;
import org.jspecify.annotations.Nullable;

/**
 * What is handed out.
 *
 * @param accessTokenId the {@code jti} of the access token
 * @param expiresIn seconds the access token lives
 */
public record Tokens(
        @Nullable String accessToken,
        String accessTokenId,
        long expiresIn,
        String scope,
        @Nullable String refreshToken,
        @Nullable String idToken) {

    /** RFC 6749 §5.1. */
    public Response response() {
        var body = Json.object();
        body.put("token_type", "Bearer").put("expires_in", expiresIn);
        body.put("access_token", accessToken).put("scope", scope);
        if (refreshToken != null) {
            body.put("refresh_token", refreshToken);
        }
        if (idToken != null) {
            body.put("id_token", idToken);
        }
        return Response.ok(body).with("Cache-Control", "no-store").with("Pragma", "no-cache");
    }
}
