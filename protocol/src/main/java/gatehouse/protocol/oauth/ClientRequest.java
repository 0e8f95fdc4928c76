package gatehouse.protocol.oauth;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.OAuthError;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Params;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.oauth.clientauth.ClientAuthentication;

/** A form sent to a server by a client that has proved who it is. */
public record ClientRequest(Call call, AuthorizationServer server, Client client, Params form) {
    /**
     * Where clients show who they are, at all endpoints alike.
     *
     * @param servers finds the one that a path names
     */
    public record Desk(Servers servers, ClientAuthentication authentication) {
        /**
         * @throws OAuthError invalid_client, or invalid_request where it tries several ways
         */
        public ClientRequest open(Call call) {
            return open(call, servers.of(call));
        }

        public ClientRequest open(Call call, AuthorizationServer server) {
            var form = call.request().form();
            var client = authentication.authenticate(call, server, form);
            return new ClientRequest(call, server, client, form);
        }

        /** For what a client may begin that only names itself. */
        public ClientRequest named(Call call) {
            var server = servers.of(call);
            var form = call.request().form();
            var client = authentication.named(call, server, form);
            return new ClientRequest(call, server, client, form);
        }
    }

    /**
     * @throws OAuthError invalid_request where it is missing or empty
     */
    public String need(String name) {
        var value = form.once(name);
        if (value == null) {
            throw TokenErrors.missing(name);
        }
        return value;
    }

    /** The token that it is about. */
    public String token() {
        var token = form.once("token");
        if (token == null) {
            throw OAuthError.invalidRequest("The 'token' parameter is required.");
        }
        return token;
    }

    /**
     * @throws OAuthError unauthorized_client where the client is not registered for this
     */
    public void mayUse(String grantType) {
        if (!client.grantTypes().contains(grantType)) {
            throw TokenErrors.notForClient(client.grantTypes());
        }
    }

    public String org() {
        return call.org().id();
    }
}
