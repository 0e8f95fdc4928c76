package gatehouse.server;

import gatehouse.kernel.Org;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Via;
import gatehouse.kernel.http.Gatehouse;
import gatehouse.kernel.http.Request;
import gatehouse.platform.apitokens.TokenAuthenticator;
import gatehouse.protocol.oauth.inspect.BearerAuthenticator;
import gatehouse.signin.protection.SessionWatch;
import gatehouse.signin.sessions.SessionAuthenticator;

/** The ways to say who one is, in the order in which they are looked for. */
record Recognition(
        TokenAuthenticator tokens,
        BearerAuthenticator bearer,
        SessionWatch watch,
        SessionAuthenticator sessions)
        implements Gatehouse.Authenticator {
    @Override
    public Principal authenticate(Request request, Org org, Via via) {
        watch.look(request, org, via);
        return tokens.authenticate(request, org, via)
                .or(() -> bearer.authenticate(request, org, via))
                .or(() -> sessions.authenticate(request, org, via))
                .orElseGet(() -> Principal.anonymous(org.id(), via));
    }
}
