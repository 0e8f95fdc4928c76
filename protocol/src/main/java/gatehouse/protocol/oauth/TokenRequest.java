package gatehouse.protocol.oauth;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Params;
import gatehouse.protocol.authservers.AuthorizationServer;

/** A form sent to the token endpoint by a client that is known by now. */
public record TokenRequest(Call call, AuthorizationServer server, Client client, Params form) {
    /**
     * @throws gatehouse.kernel.OAuthError invalid_request where it is missing or empty
     */
    public String need(String name) {
        var value = form.once(name);
        if (value == null) {
            throw TokenErrors.missing(name);
        }
        return value;
    }

    public String org() {
        return call.org().id();
    }
}
