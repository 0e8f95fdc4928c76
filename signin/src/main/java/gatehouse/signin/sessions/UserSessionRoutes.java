package gatehouse.signin.sessions;

import static gatehouse.kernel.http.Bucket.SESSIONS;

import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Event;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;
import java.util.Optional;

/** Ends of all sessions of a person, by an administrator or by themselves (Okta, User Sessions). */
public final class UserSessionRoutes {
    /** Ends what a user was given beside sessions. */
    @FunctionalInterface
    public interface TokensOf {
        void revoke(Tx tx, String user);
    }

    private final TokensOf tokens;

    public UserSessionRoutes(TokensOf tokens) {
        this.tokens = tokens;
    }

    public List<Route> routes() {
        return List.of(
                Route.write(
                        "DELETE",
                        "/api/v1/users/{userId}/sessions",
                        "revokeUserSessions",
                        Guard.scope("okta.users.manage"),
                        SESSIONS,
                        this::revoke),
                Route.write(
                        "POST",
                        "/api/v1/users/me/lifecycle/delete_sessions",
                        "endUserSessions",
                        Guard.open(),
                        SESSIONS,
                        UserSessionRoutes::endMine));
    }

    private Response revoke(Call call) {
        var tx = call.tx();
        var user = UserStore.readable(call, "userId");
        clear(tx, user);
        Sessions.endAll(tx, user.id());
        if (call.flag("oauthTokens", false)) {
            tokens.revoke(tx, user.id());
        }
        if (call.flag("forgetDevices", true)) {
            KnownDevice.forget(tx, user.id());
        }
        return Response.noContent();
    }

    /** For the person in front of a browser alone: neither a token nor an administrator is one. */
    private static Response endMine(Call call) {
        var principal = call.principal();
        if (principal.anonymous()) {
            throw Problem.of("E0000011");
        }
        var current = current(principal).orElseThrow(Problem::forbidden);
        var sent = call.request().jsonOrEmpty().path("keepCurrent");
        if (!sent.isMissingNode() && !sent.isBoolean()) {
            throw Problem.invalid("keepCurrent", "keepCurrent: Must be true or false.");
        }
        var tx = call.tx();
        clear(tx, UserStore.byId(tx, principal.id()).orElseThrow());
        if (sent.asBoolean(true)) {
            Sessions.endOthers(tx, principal.id(), current);
            return Response.empty();
        }
        Sessions.endAll(tx, principal.id());
        return Response.empty().with("Set-Cookie", Sessions.noCookie(call.request()));
    }

    private static Optional<String> current(Principal principal) {
        return Optional.ofNullable(principal.via().session());
    }

    private static void clear(Tx tx, User user) {
        tx.record(Event.of("user.session.clear", user.target()));
    }
}
