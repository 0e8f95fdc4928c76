package gatehouse.signin.direct;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.http.Call;
import gatehouse.policy.factors.enrollment.Challenge;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Flows;
import gatehouse.signin.flow.Purpose;
import java.util.Optional;

/**
 * A sign-in under way, bound to the client and the server it began with.
 *
 * @param token that names it; empty where the client knows none
 */
record Held(String token, Flow flow) {
    private static String path(AuthorizationServer server, Client client) {
        return "/oauth2/" + server.id() + "/v1/token?" + client.clientId();
    }

    /**
     * @param wishes of the client, as a query
     */
    static Held begin(Call call, AuthorizationServer server, Client client, String wishes) {
        var at = path(server, client);
        var from = new Flows.Beginning(Purpose.DIRECT, null, at, wishes, client.appId());
        var token = call.db().once(call.principal(), tx -> Flows.begin(tx, from));
        return find(call, server, client, token).orElseThrow();
    }

    static Optional<Held> find(Call call, AuthorizationServer server, Client client, String token) {
        var at = path(server, client);
        return call.db()
                .reading(call.principal(), tx -> Flows.find(tx, token, null))
                .filter(flow -> flow.purpose() == Purpose.DIRECT && flow.path().equals(at))
                .map(flow -> new Held(token, flow));
    }

    /** The one in which a passkey was asked to sign a challenge, before anything else. */
    static Optional<Held> challenged(
            Call call, AuthorizationServer server, Client client, String challenge) {
        var at = path(server, client);
        return call.db()
                .reading(
                        call.principal(),
                        tx -> Challenge.signed(tx, challenge).flatMap(id -> Flows.byId(tx, id)))
                .filter(flow -> flow.purpose() == Purpose.DIRECT && flow.path().equals(at))
                .filter(flow -> flow.state().proofs().isEmpty())
                .map(flow -> new Held("", flow));
    }

    /** Ends a sign-in; true where nobody did before. */
    static boolean over(Call call, Flow flow) {
        return call.db().as(call.principal(), tx -> Flows.over(tx, flow));
    }
}
