package gatehouse.protocol.oauth;

import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.protocol.authservers.AuthorizationServer;

/** Finds the authorization server a path names: the org's own where it names none. */
public final class Servers {
    private final Lookups lookups;

    public Servers(Lookups lookups) {
        this.lookups = lookups;
    }

    /**
     * @throws Problem E0000007 where there is none of that id, or it is switched off
     */
    public AuthorizationServer of(Call call) {
        var id = call.parameters().getOrDefault("authServerId", AuthorizationServer.ORG);
        return lookups.servers()
                .find(call.db(), call.org().id(), id)
                .filter(AuthorizationServer::active)
                .filter(server -> !server.org() || !call.parameters().containsKey("authServerId"))
                .orElseThrow(() -> Problem.notFound(id, "AuthorizationServer"));
    }
}
