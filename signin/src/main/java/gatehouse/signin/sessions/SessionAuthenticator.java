package gatehouse.signin.sessions;

import gatehouse.kernel.Org;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Principal.Grants;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Via;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Cors;
import gatehouse.kernel.http.Gatehouse;
import gatehouse.kernel.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises whoever sends the cookie of a session. A request that changes something must come from
 * a page of ours: another site's page can make a browser send the cookie, but not hide where it
 * comes from. Pages of origins that the org trusts may do what people do with what is their own; no
 * other site's page asks for more in a person's name.
 */
public final class SessionAuthenticator {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private static final List<String> OWN = List.of("/api/v1/sessions/me", "/api/v1/users/me");

    private final Db db;
    private final Gatehouse.Origins origins;
    private final Cors.Callers trusted;

    public SessionAuthenticator(Db db, Gatehouse.Origins origins, Cors.Callers trusted) {
        this.db = db;
        this.origins = origins;
        this.trusted = trusted;
    }

    /** The one whose session it is; empty where there is none, or it may not be used this way. */
    public Optional<Principal> authenticate(Request request, Org org, Via via) {
        if (request.cookie(Sessions.COOKIE) == null || !request.path().startsWith("/api/")) {
            return Optional.empty();
        }
        var own = origins.of(request, org);
        if (SAFE.contains(request.method())) {
            if (request.isForeign(own) && !concernsThemselves(request)) {
                return Optional.empty();
            }
        } else if (!mayChange(request, org, own)) {
            throw Problem.of("E0000005");
        }
        var anyone = Principal.anonymous(org.id(), via);
        return db.reading(
                        anyone,
                        tx ->
                                Sessions.current(tx, request)
                                        .map(session -> principal(tx, session, via)))
                .map(found -> {
                    Sessions.touch(db, found.principal, found.session);
                    return found.principal;
                });
    }

    private boolean mayChange(Request request, Org org, String own) {
        var origin = request.header("origin");
        if (origin == null) {
            return false;
        }
        return request.isForeign(own)
                ? concernsThemselves(request) && trusted.include(org.id(), origin)
                : origin.equals(own);
    }

    private static boolean concernsThemselves(Request request) {
        var path = request.path();
        return OWN.stream().anyMatch(own -> path.equals(own) || path.startsWith(own + "/"));
    }

    private record Found(Principal principal, Session session) {}

    private static Found principal(Tx tx, Session session, Via via) {
        boolean administers =
                tx.exists(
                        "select 1 from role_assignment where org_id = ? and user_id = ?"
                                + " and type in ('SUPER_ADMIN', 'ORG_ADMIN')",
                        tx.org(),
                        session.user());
        return new Found(
                Principal.user(
                        tx.org(),
                        session.user(),
                        session.login(),
                        session.name(),
                        administers ? Grants.ALL : Grants.NONE,
                        via.withSession(session.id())),
                session);
    }
}
