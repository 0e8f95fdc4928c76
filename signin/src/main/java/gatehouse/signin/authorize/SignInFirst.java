package gatehouse.signin.authorize;

import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.signin.flow.Flows;
import gatehouse.signin.flow.Purpose;
import gatehouse.signin.flow.State;
import gatehouse.signin.sessions.Browsers;

/** Sends a browser to the sign-in page, and from there to where it wanted to go. */
public final class SignInFirst {
    private SignInFirst() {}

    /**
     * @param path of ours that the browser comes back to
     * @param query that goes with it
     */
    public static Response then(Call call, Tx tx, String path, String query) {
        var browser = Browsers.secret(call.request(), tx.world());
        var beginning = new Flows.Beginning(Purpose.PAGE, browser, path, query, null);
        return then(call, Flows.begin(tx, beginning, State.NEW), browser, "");
    }

    static Response then(Call call, String handle, String browser, String page) {
        return Response.redirect(call.origin() + "/signin/" + handle + page)
                .with("Set-Cookie", Browsers.cookie(browser, call.request()));
    }
}
