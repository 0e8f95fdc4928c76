package gatehouse.signin.sessions;

import static gatehouse.kernel.http.Bucket.SESSIONS;

import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/sessions} (Okta, Sessions API). */
public final class SessionRoutes {
    private static final String AT = "/api/v1/sessions";
    private static final String ME = AT + "/me";
    private static final String ONE = AT + "/{sessionId}";
    private static final Guard READ = Guard.scope("okta.sessions.read");
    private static final Guard MANAGE = Guard.scope("okta.sessions.manage");

    /** Ends what a user was given beside sessions. */
    @FunctionalInterface
    public interface TokensOf {
        void revoke(gatehouse.kernel.db.Tx tx, String user);
    }

    private final TokensOf tokens;

    public SessionRoutes(TokensOf tokens) {
        this.tokens = tokens;
    }

    public List<Route> routes() {
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
                        call -> refreshed(call, existing(call))),
                Route.write(
                        "DELETE",
                        "/api/v1/users/{userId}/sessions",
                        "revokeUserSessions",
                        Guard.scope("okta.users.manage"),
                        SESSIONS,
                        this::revokeAll));
    }

    private static Response create(Call call) {
        var tx = call.tx();
        var token = call.request().json().path("sessionToken").asString("");
        var user =
                Sessions.consume(tx, token)
                        .flatMap(id -> UserStore.byId(tx, id))
                        .orElseThrow(() -> Problem.of("E0000004"));
        var started = Sessions.start(tx, user, false, call.request());
        return Response.ok(render(call, started.session()).put("cookieToken", started.secret()));
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
        return Response.ok(render(call, current(call)));
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
        tx.unlogged(gatehouse.kernel.db.Tx.Unlogged.SESSION_TOUCHED)
                .execute(
                        "update session set last_used = ? where org_id = ? and id = ?",
                        tx.now(),
                        tx.org(),
                        session.id());
        return Response.ok(render(call, Sessions.find(tx, session.id()).orElseThrow()));
    }

    private static Response get(Call call) {
        return Response.ok(render(call, existing(call)));
    }

    private static Response revoke(Call call) {
        Sessions.end(call.tx(), existing(call));
        return Response.noContent();
    }

    private Response revokeAll(Call call) {
        var tx = call.tx();
        var name = call.path("userId");
        var user = UserStore.named(tx, name).orElseThrow(() -> Problem.notFound(name, "User"));
        tx.record(Event.of("user.session.clear", user.target()));
        Sessions.endAll(tx, user.id());
        if (call.flag("oauthTokens", false)) {
            tokens.revoke(tx, user.id());
        }
        return Response.noContent();
    }

    private static ObjectNode render(Call call, Session session) {
        var expires = session.lastUsed().plus(Sessions.IDLE);
        var until =
                session.remembered() || expires.isAfter(session.expires())
                        ? session.expires()
                        : expires;
        var json =
                Json.object()
                        .put("id", session.id())
                        .put("userId", session.user())
                        .put("login", session.login())
                        .put("createdAt", Json.time(session.created()))
                        .put("expiresAt", Json.time(until))
                        .put("status", "ACTIVE")
                        .put("lastPasswordVerification", Json.time(session.authenticated()))
                        .putNull("lastFactorVerification");
        var amr = json.putArray("amr");
        session.amr().forEach(amr::add);
        json.putObject("idp").put("id", call.org().id()).put("type", "OKTA");
        json.put("mfaActive", false);
        var links = json.putObject("_links");
        var self = call.origin() + AT + "/me";
        link(links, "self", self, "GET", "DELETE");
        link(links, "refresh", self + "/lifecycle/refresh", "POST");
        var user = links.putObject("user").put("name", session.name());
        user.put("href", call.origin() + "/api/v1/users/me");
        user.putObject("hints").putArray("allow").add("GET");
        return json;
    }

    private static void link(ObjectNode links, String name, String href, String... allow) {
        var methods = links.putObject(name).put("href", href).putObject("hints").putArray("allow");
        for (var method : allow) {
            methods.add(method);
        }
    }
}
