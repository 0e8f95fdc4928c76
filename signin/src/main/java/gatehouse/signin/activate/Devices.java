package gatehouse.signin.activate;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.http.Call;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.oauth.OAuthParts;
import gatehouse.protocol.oauth.device.CodeTries;
import gatehouse.protocol.oauth.device.DeviceCodes;
import java.util.Optional;

/** The devices that wait for a person to let them in. */
public final class Devices {
    private final OAuthParts oauth;

    public Devices(OAuthParts oauth) {
        this.oauth = oauth;
    }

    /** A device that waits, with all that is to be known of it. */
    public record Found(DeviceCodes.Waiting device, AuthorizationServer server, Client client) {}

    /** Whether whoever asks may try one more code; it counts. */
    public static boolean admitted(Call call) {
        return call.db()
                .as(call.principal(), tx -> CodeTries.admitted(tx, call.request().address()));
    }

    /**
     * @param code as a person typed it
     */
    public Optional<Found> found(Call call, String code) {
        return call.db()
                .reading(call.principal(), tx -> DeviceCodes.waiting(tx, code))
                .flatMap(device -> found(call, device));
    }

    private Optional<Found> found(Call call, DeviceCodes.Waiting device) {
        var lookups = oauth.lookups();
        var org = call.org().id();
        var server = lookups.servers().find(call.db(), org, device.serverId());
        var client = lookups.clients().find(call.db(), org, device.clientId());
        return server.filter(AuthorizationServer::active)
                .flatMap(known ->
                        client.filter(Client::active).map(app -> new Found(device, known, app)));
    }
}
