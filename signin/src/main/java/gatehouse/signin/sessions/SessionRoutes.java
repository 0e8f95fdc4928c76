package gatehouse.signin.sessions;

import static gatehouse.kernel.http.Bucket.SESSIONS;

import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;

/** {@code /api/v1/sessions} (Okta, Sessions API). */
public final class SessionRoutes {
    private static final String AT = "/api/v1/sessions";
    private static final String ME = AT + "/me";
    private static final String ONE = AT + "/{sessionId}";
    private static final Guard READ = Guard.scope("okta.sessions.read");
    private static final Guard MANAGE = Guard.scope("okta.sessions.manage");

    private SessionRoutes() {}

    public static List<Route> routes() {
        return List.of(
                Route.write("POST", AT, "createSession", MANAGE, SESSIONS, SessionRoutes::create),
                Route.get(ME, "getCurrentSession", Guard.open(), SESSIONS, SessionRoutes::mine),
                Route.write(
                        "DELETE",
                        ME,
                        "endCurrentSession",
                        Guard.open(),
                        SESSIONS,
                        SessionRoutes::endMine),
                Route.write(
                        "POST",
                        ME + "/lifecycle/refresh",
                        "refreshCurrentSession",
                        Guard.open(),
                        SESSIONS,
                        SessionRoutes::refreshMine),
                Route.get(ONE, "getSession", READ, SESSIONS, SessionRoutes::get),
                Route.write(
                        "DELETE", ONE, "revokeSession", MANAGE, SESSIONS, SessionRoutes::revoke),
                Route.write(
                        "POST",
                        ONE + "/lifecycle/refresh",
                        "refreshSession",
                        MANAGE,
                        SESSIONS,
                        call -> refreshed(call, existing(call))));
    }

    private static Response create(Call call) {
        var tx = call.tx();
        var token = call.request().json().path("sessionToken").asString("");
        var ticket = SessionTokens.consume(tx, token).orElseThrow(() -> Problem.of("E0000004"));
        var started = Sessions.begin(tx, ticket);
        return Response.ok(
                SessionJson.of(call, started.session()).put("cookieToken", started.secret()));
    }

    private static Session current(Call call) {
        return Sessions.current(call.tx(), call.request())
                .orElseThrow(() -> Problem.notFound("me", "AppSession"));
    }

    private static Session existing(Call call) {
        var id = call.path("sessionId");
        return Sessions.find(call.tx(), id).orElseThrow(() -> Problem.notFound(id, "AppSession"));
    }

    private static Response mine(Call call) {
        return Response.ok(SessionJson.of(call, current(call)));
    }

    private static Response endMine(Call call) {
        Sessions.end(call.tx(), current(call));
        return Response.noContent().with("Set-Cookie", Sessions.noCookie(call.request()));
    }

    private static Response refreshMine(Call call) {
        return refreshed(call, current(call));
    }

    private static Response refreshed(Call call, Session session) {
        var tx = call.tx();
        tx.unlogged(Unlogged.SESSION_TOUCHED)
                .execute(
                        "update session set last_used = ? where org_id = ? and id = ?",
                        tx.now(),
                        tx.org(),
                        session.id());
        return Response.ok(SessionJson.of(call, Sessions.find(tx, session.id()).orElseThrow()));
    }

    private static Response get(Call call) {
        return Response.ok(SessionJson.of(call, existing(call)));
    }

    private static Response revoke(Call call) {
        Sessions.end(call.tx(), existing(call));
        return Response.noContent();
    }
}
