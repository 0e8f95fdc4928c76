package gatehouse.signin.login;

import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.signin.authorize.Queries;
import gatehouse.signin.authorize.SignInFirst;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.pages.Message;
import gatehouse.signin.pages.Pages;
import gatehouse.signin.sessions.Session;
import gatehouse.signin.sessions.Sessions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /login/login.htm}: a person signs in, and is sent on to {@code fromURI}. */
public final class LoginRoutes {
    private static final String AT = "/login/login.htm";

    private final Targets targets;
    private final Engine engine;
    private final Pages pages;

    public LoginRoutes(Targets targets, Engine engine, Pages pages) {
        this.targets = targets;
        this.engine = engine;
        this.pages = pages;
    }

    public List<Route> routes() {
        return List.of(
                Route.free("GET", AT, "loginPage", Guard.open(), Bucket.SIGN_IN, this::open));
    }

    /** Looks where it leads before anybody is asked for anything. */
    private Response open(Call call) {
        var asked = call.query(SignInFirst.TARGET);
        var target = targets.address(call, asked);
        if (asked != null && target.isEmpty()) {
            return refused(call);
        }
        var session =
                call.db().reading(call.principal(), tx -> Sessions.current(tx, call.request()));
        return session.filter(here -> SignInFirst.enough(engine, call, here, null))
                .map(_ -> target.map(Response::redirect).orElseGet(() -> arrived(call)))
                .orElseGet(() -> signInFirst(call, target, session.orElse(null)));
    }

    private static Response signInFirst(
            Call call, Optional<String> target, @Nullable Session session) {
        var query = target.map(to -> Queries.of(Map.of(SignInFirst.TARGET, to))).orElse("");
        return call.db()
                .as(call.principal(), tx -> SignInFirst.then(call, tx, AT, query, null, session));
    }

    private Response arrived(Call call) {
        return pages.message(
                200,
                call.org().subdomain(),
                "Signed in",
                Message.of("You are signed in. You can close this page.", null));
    }

    private Response refused(Call call) {
        return pages.message(
                400,
                call.org().subdomain(),
                "This request cannot be answered",
                Message.of(
                        "The page that sent you here wants to send you on to an address that is"
                                + " not trusted here.",
                        "invalid_request: 'fromURI'"));
    }
}
