package gatehouse.protocol.oauth.inspect;

import gatehouse.kernel.Org;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Principal.Grants;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Via;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Gatehouse;
import gatehouse.kernel.http.Request;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.oauth.Lookups;
import gatehouse.protocol.oauth.inspect.AccessTokens.Live;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Recognises callers of the management API by an access token of the org's own server. What they
 * may do is what the token says, as far as the app still has it granted, and, where a person stands
 * behind it, as far as that person may.
 */
public final class BearerAuthenticator {
    private final Lookups lookups;
    private final AccessTokens tokens;
    private final Lookups.Of<Boolean> administrators;
    private final Gatehouse.Origins origins;
    private final Db db;

    /**
     * @param administrators whether a user administers the org
     */
    public BearerAuthenticator(
            Lookups lookups,
            AccessTokens tokens,
            Lookups.Of<Boolean> administrators,
            Gatehouse.Origins origins,
            Db db) {
        this.lookups = lookups;
        this.tokens = tokens;
        this.administrators = administrators;
        this.origins = origins;
        this.db = db;
    }

    /**
     * Who calls; empty where no bearer token was sent, or to an endpoint that looks at it itself.
     *
     * @throws Problem E0000011 where the token is not good
     */
    public Optional<Principal> authenticate(Request request, Org org, Via via) {
        var token = request.authorization("Bearer");
        if (token == null || request.path().endsWith("/v1/userinfo")) {
            return Optional.empty();
        }
        var server =
                lookups.servers()
                        .find(db, org.id(), AuthorizationServer.ORG)
                        .orElseThrow(BearerAuthenticator::refused);
        var origin = origins.of(request, org);
        var anyone = Principal.anonymous(org.id(), via);
        var live =
                tokens.live(anyone, server, origin, token)
                        .orElseThrow(BearerAuthenticator::refused);
        return Optional.of(db.reading(anyone, tx -> principal(tx, live, via)));
    }

    private static Problem refused() {
        return Problem.of("E0000011").header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    /** Whether it reaches nothing but what is the person's own. */
    private static boolean personal(String scope) {
        return scope.endsWith(".self") || scope.startsWith("okta.myAccount.");
    }

    private Principal principal(Tx tx, Live live, Via via) {
        var client = live.client();
        var subject = live.subject();
        var granted = lookups.appGrants().of(tx, client.appId());
        boolean administers = subject == null || administrators.of(tx, subject.id());
        var scopes =
                live.scopes().stream()
                        .filter(granted::contains)
                        .filter(scope -> administers || personal(scope))
                        .collect(Collectors.toUnmodifiableSet());
        return subject == null
                ? new Principal(
                        tx.org(),
                        client.clientId(),
                        Principal.Type.CLIENT,
                        client.clientId(),
                        client.label(),
                        Grants.of(scopes),
                        via)
                : Principal.user(
                        tx.org(),
                        subject.id(),
                        subject.login(),
                        String.valueOf(subject.target().displayName()),
                        Grants.of(scopes),
                        via);
    }
}
