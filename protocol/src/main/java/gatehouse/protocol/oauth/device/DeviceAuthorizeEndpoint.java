package gatehouse.protocol.oauth.device;

import gatehouse.kernel.Json;
import gatehouse.kernel.OAuthError;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.protocol.oauth.ClientRequest;
import gatehouse.protocol.oauth.Scopes;
import gatehouse.protocol.oauth.tokens.TokenLog;
import java.util.List;
import java.util.Set;

/** {@code POST /device/authorize} (RFC 8628 §3.1). */
public final class DeviceAuthorizeEndpoint {
    private final ClientRequest.Desk desk;

    public DeviceAuthorizeEndpoint(ClientRequest.Desk desk) {
        this.desk = desk;
    }

    public Response handle(Call call) {
        var server = desk.servers().of(call);
        try {
            var request = desk.open(call, server);
            request.mayUse(DeviceCodeGrant.TYPE);
            return issued(request, scopes(request));
        } catch (OAuthError refused) {
            var client = desk.authentication().claimed(call, call.request().form());
            throw refused.logged(TokenLog.refused(server, client, refused.error()));
        }
    }

    private static Set<String> scopes(ClientRequest request) {
        var scopes = Scopes.asked(request.server(), request.form().once("scope"));
        if (scopes.contains("offline_access")
                && !request.client().grantTypes().contains("refresh_token")) {
            throw OAuthError.invalidScope(
                    "The following scopes are not allowed for this request: "
                            + List.of("offline_access")
                            + ".");
        }
        return scopes;
    }

    private static Response issued(ClientRequest request, Set<String> scopes) {
        var call = request.call();
        var actor = TokenLog.actor(request.org(), request.client(), call.principal().via());
        var codes =
                call.db()
                        .as(
                                actor,
                                tx ->
                                        DeviceCodes.issue(
                                                tx,
                                                request.client(),
                                                request.server().id(),
                                                scopes,
                                                call.request()));
        var page = call.origin() + "/activate";
        return Response.ok(
                        Json.object()
                                .put("user_code", codes.user())
                                .put("device_code", codes.device())
                                .put("interval", DeviceCodes.PAUSE)
                                .put(
                                        "verification_uri_complete",
                                        page + "?user_code=" + codes.user())
                                .put("verification_uri", page)
                                .put("expires_in", DeviceCodes.LIFETIME.toSeconds()))
                .with("Cache-Control", "no-store");
    }
}
