package gatehouse.signin.direct;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.http.Call;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Flows;
import gatehouse.signin.flow.Purpose;
import java.util.Optional;

/**
 * A sign-in under way, bound to the client and the server it began with.
 *
 * @param token that names it
 */
record Held(String token, Flow flow) {
    private static String path(AuthorizationServer server, Client client) {
        return "/oauth2/" + server.id() + "/v1/token?" + client.clientId();
    }

    static Held begin(Call call, AuthorizationServer server, Client client) {
        var at = path(server, client);
        var from = new Flows.Beginning(Purpose.DIRECT, null, at, "", client.appId());
        var token = call.db().as(call.principal(), tx -> Flows.begin(tx, from));
        return find(call, server, client, token).orElseThrow();
    }

    static Optional<Held> find(Call call, AuthorizationServer server, Client client, String token) {
        var at = path(server, client);
        return call.db()
                .reading(call.principal(), tx -> Flows.find(tx, token, null))
                .filter(flow -> flow.purpose() == Purpose.DIRECT && flow.path().equals(at))
                .map(flow -> new Held(token, flow));
    }

    /** Ends a sign-in; true where nobody did before. */
    static boolean over(Call call, Flow flow) {
        return call.db().as(call.principal(), tx -> Flows.over(tx, flow));
    }
}
