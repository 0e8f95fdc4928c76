package gatehouse.signin.sessions;

import gatehouse.kernel.World;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Request;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Flows;
import java.util.Optional;

/** Browsers that have come to a page of ours: each known by a secret in a cookie. */
public final class Browsers {
    public static final String COOKIE = "gh_browser";
    private static final int SECRET_LENGTH = 43;

    private Browsers() {}

    /** The secret of a browser, new where it has none. */
    public static String secret(Request request, World world) {
        var known = request.cookie(COOKIE);
        return known == null || known.length() != SECRET_LENGTH
                ? world.secret(SECRET_LENGTH)
                : known;
    }

    /** The sign-in that a handle names, as far as this browser may go on with it. */
    public static Optional<Flow> flow(Call call, String handle) {
        var browser = call.request().cookie(COOKIE);
        return call.db().reading(call.principal(), tx -> Flows.find(tx, handle, browser));
    }

    /** The cookie of a browser. */
    public static String cookie(String secret, Request request) {
        return COOKIE + "=" + secret + Sessions.attributes(request);
    }
}
