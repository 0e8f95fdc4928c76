package gatehouse.signin.authorize;

import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.signin.sessions.Sessions;

/** Sends a browser to the sign-in page, and from there to where it wanted to go. */
public final class SignInFirst {
    private SignInFirst() {}

    /**
     * @param path of ours that the browser comes back to, or of an {@code /authorize} endpoint
     * @param query that goes with it
     */
    public static Response then(Call call, Tx tx, String path, String query) {
        return then(call, tx, path, query, "");
    }

    /** The same, but the page is another one of the sign-in's. */
    static Response then(Call call, Tx tx, String path, String query, String page) {
        var request = call.request();
        var browser = Waiting.browser(request, tx.world());
        var handle = Waiting.begin(tx, browser, path, query);
        return Response.redirect(call.origin() + "/signin/" + handle + page)
                .with("Set-Cookie", Waiting.BROWSER + "=" + browser + Sessions.attributes(request));
    }
}
