package gatehouse.signin.login;

import gatehouse.apps.applications.App;
import gatehouse.apps.applications.AppStore;
import gatehouse.apps.assignments.Assignments;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.signin.authorize.SignInFirst;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.pages.Message;
import gatehouse.signin.pages.Pages;
import gatehouse.signin.sessions.Session;
import gatehouse.signin.sessions.Sessions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /}, and {@code /home/{appName}/{appId}}, the link with which people start an application:
 * whoever is signed in and may use it is sent to where it begins (Okta, embed links; OpenID Connect
 * Core §4).
 */
public final class HomeRoutes {
    private static final String LOGIN = "/login/login.htm";

    private final Engine engine;
    private final Pages pages;

    public HomeRoutes(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
    }

    public List<Route> routes() {
        return List.of(
                Route.free(
                        "GET",
                        "/",
                        "home",
                        Guard.open(),
                        Bucket.SIGN_IN,
                        call -> Response.redirect(call.origin() + LOGIN)),
                Route.free(
                        "GET",
                        "/home/{appName}/{appId}",
                        "startApplication",
                        Guard.open(),
                        Bucket.SIGN_IN,
                        this::start));
    }

    private Response start(Call call) {
        var id = call.path("appId");
        var app = call.db().reading(call.principal(), tx -> AppStore.existing(tx, id));
        if (!app.active()) {
            return refused(call, 404, "This application is switched off.");
        }
        var session =
                call.db().reading(call.principal(), tx -> Sessions.current(tx, call.request()));
        return session.filter(here -> SignInFirst.enough(engine, call, here, id))
                .map(here -> start(call, app, here))
                .orElseGet(() -> signInFirst(call, id, session.orElse(null)));
    }

    private static Response signInFirst(Call call, String app, @Nullable Session session) {
        var path = call.request().path();
        return call.db()
                .as(call.principal(), tx -> SignInFirst.then(call, tx, path, "", app, session));
    }

    private Response start(Call call, App app, Session session) {
        boolean assigned =
                call.db()
                        .reading(
                                call.principal(),
                                tx -> Assignments.assigned(tx, app.id(), session.user()));
        if (!assigned) {
            return refused(call, 403, "You are not assigned to this application.");
        }
        return beginning(call, app)
                .map(Response::redirect)
                .orElseGet(() -> refused(call, 404, "Start this application from its own page."));
    }

    private static Optional<String> beginning(Call call, App app) {
        var bookmark = app.body().at("/settings/app/url").asString("");
        if (!app.speaksOidc()) {
            return Optional.of(bookmark).filter(url -> url.matches("https?://\\S+"));
        }
        var initiate = app.settings().path("initiate_login_uri").asString("");
        if (initiate.isEmpty()) {
            return Optional.empty();
        }
        var issuer = URLEncoder.encode(call.origin(), StandardCharsets.UTF_8);
        return Optional.of(initiate + (initiate.contains("?") ? "&" : "?") + "iss=" + issuer);
    }

    private Response refused(Call call, int status, String why) {
        return pages.message(
                status,
                call.org().subdomain(),
                "This application cannot be started",
                Message.of(why, null));
    }
}
