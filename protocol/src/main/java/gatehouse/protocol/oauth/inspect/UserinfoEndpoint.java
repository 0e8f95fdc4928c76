package gatehouse.protocol.oauth.inspect;

import gatehouse.kernel.OAuthError;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.authservers.Decision;
import gatehouse.protocol.oauth.Entitlements;
import gatehouse.protocol.oauth.Servers;
import gatehouse.protocol.oauth.inspect.AccessTokens.Live;
import gatehouse.protocol.oauth.tokens.Entitlement;
import gatehouse.protocol.oauth.tokens.Minter;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET} and {@code POST /userinfo} (OpenID Connect Core §5.3). */
public final class UserinfoEndpoint {
    private static final Decision.Granted NOTHING_TO_LIVE =
            new Decision.Granted(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    private final Servers servers;
    private final AccessTokens tokens;
    private final Entitlements entitlements;
    private final Minter minter;

    public UserinfoEndpoint(
            Servers servers, AccessTokens tokens, Entitlements entitlements, Minter minter) {
        this.servers = servers;
        this.tokens = tokens;
        this.entitlements = entitlements;
        this.minter = minter;
    }

    public Response handle(Call call) {
        var server = servers.of(call);
        var token = token(call);
        return Response.ok(claims(call, server, token)).with("Cache-Control", "no-store");
    }

    /** RFC 6750 §2: in one place, and never in the address. */
    private static String token(Call call) {
        var header = call.request().authorization("Bearer");
        var isForm =
                call.request().contentType().equals("application/x-www-form-urlencoded")
                        && call.request().method().equals("POST");
        var body = isForm ? call.request().form().once("access_token") : null;
        if (call.query().has("access_token")) {
            throw OAuthError.invalidRequest(
                    "The access token cannot be presented in a query string.");
        }
        if (header != null && body != null) {
            throw OAuthError.invalidRequest(
                    "The access token cannot be specified in both the Authorization header and"
                            + " the request-body.");
        }
        if (header == null && body == null) {
            throw OAuthError.of(401, "invalid_request", "The access token is missing.")
                    .header("WWW-Authenticate", "Bearer");
        }
        return header == null ? String.valueOf(body) : header;
    }

    private ObjectNode claims(Call call, AuthorizationServer server, String token) {
        var live =
                tokens.live(call.principal(), server, call.origin(), token)
                        .orElseThrow(() -> refused(401, "invalid_token", "The token is invalid."));
        var subject = live.subject();
        if (subject == null || !live.scopes().contains("openid")) {
            throw refused(
                    403,
                    "insufficient_scope",
                    "The access token provided does not contain the required scopes.");
        }
        return minter.userinfo(entitlement(call, server, live), subject, live.scopes());
    }

    private Entitlement entitlement(Call call, AuthorizationServer server, Live live) {
        var uid = live.jwt().text("uid").orElse("");
        return new Entitlement(
                call.org().id(),
                server,
                call.origin(),
                live.client(),
                live.subject(),
                entitlements.groups(call.db(), call.principal(), server, uid, live.scopes()),
                live.scopes(),
                NOTHING_TO_LIVE,
                null);
    }

    /** RFC 6750 §3.1. */
    private static OAuthError refused(int status, String error, String description) {
        return OAuthError.of(status, error, description)
                .header(
                        "WWW-Authenticate",
                        "Bearer error=\"%s\", error_description=\"%s\""
                                .formatted(error, description));
    }
}
