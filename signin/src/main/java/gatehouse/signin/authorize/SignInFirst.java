package gatehouse.signin.authorize;

import gatehouse.directory.users.User;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Flows;
import gatehouse.signin.flow.Flows.Beginning;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.flow.Purpose;
import gatehouse.signin.flow.State;
import gatehouse.signin.sessions.Browsers;
import gatehouse.signin.sessions.Session;
import gatehouse.signin.steps.Voucher;
import org.jspecify.annotations.Nullable;

/** Sends a browser to the sign-in page, and from there to where it wanted to go. */
public final class SignInFirst {
    /** Okta's name for the address that a person is sent to in the end. */
    public static final String TARGET = "fromURI";

    private SignInFirst() {}

    /**
     * Whether what was proved in a session is what the policies want.
     *
     * @param app that the person wants to use, or null
     */
    public static boolean enough(Engine engine, Call call, Session session, @Nullable String app) {
        var from = new Beginning(Purpose.PAGE, "", "", "", app);
        var now = call.db().world().now();
        return engine.enough(call, Flow.imagined(from, state(session), now));
    }

    private static State state(@Nullable Session session) {
        return session == null
                ? State.NEW
                : State.of(session.login(), session.user(), session.proofs(), session.lastUsed());
    }

    /**
     * @param path of ours that the browser comes back to
     * @param query that goes with it
     * @param app that the person wants to use, or null
     * @param session that is not enough, or null
     */
    public static Response then(
            Call call,
            Tx tx,
            String path,
            String query,
            @Nullable String app,
            @Nullable Session session) {
        var browser = Browsers.secret(call.request(), tx.world());
        var from = new Beginning(Purpose.PAGE, browser, path, query, app);
        return then(call, Flows.begin(tx, from, state(session)), browser, "");
    }

    /**
     * Has a person who has a letter prove what else is wanted before they choose a new password.
     *
     * @param path of ours that the browser comes to when they have
     */
    public static Response recovering(Call call, Tx tx, String path, User user) {
        var browser = Browsers.secret(call.request(), tx.world());
        var from = new Beginning(Purpose.PAGE, browser, path, "", null);
        var state = State.lettered(Mode.RECOVER, user.login(), user.id(), tx.now());
        return then(call, Flows.begin(tx, from, state), browser, "");
    }

    /** To the provider that the client named. */
    static Response elsewhere(Call call, String handle, String browser, String idp) {
        return Response.redirect(call.origin() + Voucher.path(idp, handle))
                .with("Set-Cookie", Browsers.cookie(browser, call.request()));
    }

    static Response then(Call call, String handle, String browser, String page) {
        return Response.redirect(call.origin() + "/signin/" + handle + page)
                .with("Set-Cookie", Browsers.cookie(browser, call.request()));
    }
}
