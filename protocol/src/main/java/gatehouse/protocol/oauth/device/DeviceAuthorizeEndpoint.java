package gatehouse.protocol.oauth.device;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.Json;
import gatehouse.kernel.OAuthError;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Params;
import gatehouse.kernel.http.Response;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.oauth.Scopes;
import gatehouse.protocol.oauth.Servers;
import gatehouse.protocol.oauth.clientauth.ClientAuthentication;
import gatehouse.protocol.oauth.tokens.TokenLog;
import java.util.List;
import java.util.Set;

/** {@code POST /device/authorize} (RFC 8628 §3.1). */
public final class DeviceAuthorizeEndpoint {
    private final Servers servers;
    private final ClientAuthentication authentication;

    public DeviceAuthorizeEndpoint(Servers servers, ClientAuthentication authentication) {
        this.servers = servers;
        this.authentication = authentication;
    }

    public Response handle(Call call) {
        var server = servers.of(call);
        var form = call.request().form();
        try {
            var client = authentication.authenticate(call, server, form);
            return issued(call, server, client, scopes(server, client, form));
        } catch (OAuthError refused) {
            var client = authentication.claimed(call, form);
            throw refused.logged(TokenLog.refused(server, client, refused.error()));
        }
    }

    private static Set<String> scopes(AuthorizationServer server, Client client, Params form) {
        if (!client.grantTypes().contains(DeviceCodeGrant.TYPE)) {
            throw OAuthError.unauthorizedClient(
                    "The client is not authorized to use the provided grant type. Configured grant"
                            + " types: "
                            + client.grantTypes().stream().sorted().toList()
                            + ".");
        }
        var scopes = Scopes.asked(server, form.once("scope"));
        if (scopes.contains("offline_access") && !client.grantTypes().contains("refresh_token")) {
            throw OAuthError.invalidScope(
                    "The following scopes are not allowed for this request: "
                            + List.of("offline_access")
                            + ".");
        }
        return scopes;
    }

    private static Response issued(
            Call call, AuthorizationServer server, Client client, Set<String> scopes) {
        var actor = TokenLog.actor(call.org().id(), client, call.principal().via());
        var codes =
                call.db()
                        .as(
                                actor,
                                tx ->
                                        DeviceCodes.issue(
                                                tx, client, server.id(), scopes, call.request()));
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
