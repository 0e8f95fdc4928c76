package gatehouse.signin.authorize;

import gatehouse.directory.users.User;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Params;
import gatehouse.kernel.http.Request;
import gatehouse.kernel.http.Response;
import gatehouse.signin.pages.Message;
import gatehouse.signin.pages.Pages;
import gatehouse.signin.sessions.Sessions;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What every page of a waiting request shares: to find the request, and to go on with it. */
final class WaitingRoom {
    private final AuthorizeRoutes authorize;
    private final Pages pages;

    WaitingRoom(AuthorizeRoutes authorize, Pages pages) {
        this.authorize = authorize;
        this.pages = pages;
    }

    Optional<Waiting> waiting(Call call) {
        return call.db()
                .reading(
                        call.principal(),
                        tx -> Waiting.find(tx, call.path("handle"), call.request()));
    }

    Optional<Visit> visit(Call call, Waiting waiting) {
        var params = Params.parse(waiting.params());
        return call.db()
                .reading(
                        call.principal(),
                        tx -> authorize.visit(at(call, waiting), tx, waiting.path(), params));
    }

    Response gone(Call call) {
        return pages.message(
                400,
                call.org().subdomain(),
                "Start again",
                Message.of(
                        "This page is too old, or was opened in another browser. Go back to the"
                                + " application and sign in again.",
                        null));
    }

    /** The wait is over, a session begins, and the request goes on with it. */
    Response signedIn(Call call, Waiting waiting, User user, boolean remember) {
        var started = start(call, waiting, user, remember);
        if (started.isEmpty()) {
            return gone(call);
        }
        var request = call.request();
        var withSession = call.with(withCookie(request, started.get().secret()));
        return started.get()
                .enter(goOn(withSession, waiting, null), request, call.db().world().now());
    }

    private static Optional<Sessions.Started> start(
            Call call, Waiting waiting, User user, boolean remember) {
        return call.db()
                .as(
                        call.principal(),
                        tx ->
                                waiting.over(tx)
                                        ? Optional.of(
                                                Sessions.start(tx, user, remember, call.request()))
                                        : Optional.empty());
    }

    /**
     * Takes up the request that waited, for somebody who has just signed in.
     *
     * @param agreed the scopes they agreed to just now, or null
     */
    Response goOn(Call call, Waiting waiting, @Nullable Set<String> agreed) {
        if (waiting.local()) {
            return Response.redirect(call.origin() + waiting.path() + "?" + waiting.params());
        }
        var params = Params.parse(waiting.params());
        return authorize.answer(at(call, waiting), waiting.path(), params, true, agreed);
    }

    private static Call at(Call call, Waiting waiting) {
        var parameters =
                waiting.path().startsWith("/oauth2/v1/")
                        ? Map.<String, String>of()
                        : Map.of("authServerId", waiting.path().split("/", -1)[2]);
        return call.with(parameters);
    }

    /** The request as the browser would send it with the cookie it is about to get. */
    private static Request withCookie(Request request, String secret) {
        var browser = request.cookie(Waiting.BROWSER);
        var session = Sessions.COOKIE + "=" + secret;
        var cookies = browser == null ? session : session + "; " + Waiting.BROWSER + "=" + browser;
        var headers = new HashMap<>(request.headers());
        headers.put("cookie", List.of(cookies));
        return new Request(
                request.id(),
                request.method(),
                request.scheme(),
                request.host(),
                request.path(),
                request.rawQuery(),
                headers,
                request.body(),
                request.address());
    }
}
