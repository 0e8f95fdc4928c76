package gatehouse.signin.authorize;

import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Params;
import gatehouse.kernel.http.Response;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Purpose;
import gatehouse.signin.pages.Pages;
import gatehouse.signin.sessions.Browsers;
import gatehouse.signin.sessions.Sessions;
import gatehouse.signin.steps.Turn;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What every page of a waiting request shares: to find the request, and to go on with it. */
final class WaitingRoom {
    private final Engine engine;
    private final AuthorizeRoutes authorize;
    private final Pages pages;

    WaitingRoom(Engine engine, AuthorizeRoutes authorize, Pages pages) {
        this.engine = engine;
        this.authorize = authorize;
        this.pages = pages;
    }

    Optional<Flow> waiting(Call call) {
        return flow(call, call.path("handle"));
    }

    static Optional<Flow> flow(Call call, String handle) {
        return Browsers.flow(call, handle).filter(flow -> flow.purpose().hosted());
    }

    /** Nothing where a page of ours is waited for, rather than an application. */
    Optional<Visit> visit(Call call, Flow waiting) {
        if (waiting.purpose() != Purpose.AUTHORIZE) {
            return Optional.empty();
        }
        var params = Params.parse(waiting.params());
        return call.db()
                .reading(
                        call.principal(),
                        tx -> authorize.visit(at(call, waiting), tx, waiting.path(), params));
    }

    /** The source expression (CSP) of the page it ends on; empty where that is ours. */
    String leadsTo(Call call, Flow waiting) {
        var page = Params.parse(waiting.params()).first(SignInFirst.TARGET);
        return visit(call, waiting)
                .map(visit -> visit.request().redirect().toString())
                .or(() -> Optional.ofNullable(page))
                .map(Queries::origin)
                .orElse("");
    }

    Response gone(Call call) {
        return pages.startAgain(call);
    }

    /**
     * The wait is over, a session begins, and the request goes on with it: both or neither, in one
     * transaction.
     */
    Response signedIn(Call call, Turn turn) {
        return call.db()
                .as(
                        call.principal(),
                        tx ->
                                engine.success()
                                        .session(tx, call, turn)
                                        .map(started -> entered(call, tx, turn.flow(), started)))
                .orElseGet(() -> gone(call));
    }

    private Response entered(Call call, Tx tx, Flow waiting, Sessions.Started started) {
        var answer =
                waiting.purpose() == Purpose.PAGE
                        ? page(call, waiting)
                        : authorize.answer(
                                at(call, waiting),
                                tx,
                                waiting.path(),
                                Params.parse(waiting.params()),
                                started.session());
        return started.enter(answer, call.request(), tx.now());
    }

    /** Takes up a request that waited for scopes to be agreed to. */
    Response agreed(Call call, Flow waiting, Set<String> scopes) {
        return waiting.purpose() == Purpose.PAGE
                ? page(call, waiting)
                : authorize.answer(
                        at(call, waiting), waiting.path(), Params.parse(waiting.params()), scopes);
    }

    private static Response page(Call call, Flow waiting) {
        var query = waiting.params().isEmpty() ? "" : "?" + waiting.params();
        return Response.redirect(call.origin() + waiting.path() + query);
    }

    private static Call at(Call call, Flow waiting) {
        var parameters =
                waiting.path().startsWith("/oauth2/v1/")
                        ? Map.<String, String>of()
                        : Map.of("authServerId", waiting.path().split("/", -1)[2]);
        return call.with(parameters);
    }
}
