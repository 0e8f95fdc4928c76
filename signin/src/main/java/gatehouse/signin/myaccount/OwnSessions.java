package gatehouse.signin.myaccount;

import static gatehouse.kernel.http.Bucket.SESSIONS;

import gatehouse.directory.users.User;
import gatehouse.kernel.Event;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.protocol.oauth.tokens.Revocations;
import gatehouse.protocol.oauth.tokens.TokenFamilies;
import gatehouse.signin.sessions.Sessions;
import java.util.List;

/** {@code DELETE /idp/myaccount/sessions}: a person ends what they began elsewhere. */
final class OwnSessions {
    private final Me me;

    OwnSessions(Me me) {
        this.me = me;
    }

    List<Route> routes() {
        return List.of(
                Route.free(
                        "DELETE",
                        "/idp/myaccount/sessions",
                        "deleteSessions",
                        Guard.scope("okta.myAccount.sessions.manage"),
                        SESSIONS,
                        this::end));
    }

    private Response end(Call call) {
        var user = me.writing(call);
        boolean tokens = call.flag("oauthTokens", true);
        boolean but = call.flag("excludeCurrentAuthorizationContext", false);
        var current = me.token(call).flatMap(jwt -> jwt.text("jti")).orElse("");
        call.db()
                .as(
                        call.principal(),
                        tx -> {
                            tx.record(Event.of("user.session.clear", user.target()));
                            if (but) {
                                endOthers(tx, user, current, tokens);
                            } else {
                                endAll(tx, user, tokens);
                            }
                            return true;
                        });
        return Response.noContent();
    }

    private static void endAll(Tx tx, User user, boolean tokens) {
        Sessions.endAll(tx, user.id());
        if (tokens) {
            Revocations.everything(tx, user.id());
        }
    }

    /** All but the token that asks, its successors, and the session they came from. */
    private static void endOthers(Tx tx, User user, String current, boolean tokens) {
        Sessions.endOthers(tx, user.id(), TokenFamilies.session(tx, current).orElse(""));
        if (tokens) {
            Revocations.others(tx, user.id(), current);
        }
    }
}
