package gatehouse.protocol.oauth.direct;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.http.Call;
import gatehouse.protocol.authservers.AuthorizationServer;

/** Takes what a client has of a person to the sign-in engine, which knows what is asked of them. */
@FunctionalInterface
public interface DirectSignIn {
    Told take(Call call, AuthorizationServer server, Client client, Ask ask);
}
