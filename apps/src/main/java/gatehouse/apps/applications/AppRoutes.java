package gatehouse.apps.applications;

import static gatehouse.kernel.http.Bucket.APP;
import static gatehouse.kernel.http.Bucket.APPS;

import gatehouse.apps.applications.credentials.ClientKeys;
import gatehouse.apps.applications.credentials.Secrets;
import gatehouse.kernel.Event;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/apps} (Okta, Applications API). */
public final class AppRoutes {
    private static final String AT = "/api/v1/apps";
    private static final String ONE = AT + "/{appId}";
    private static final Guard READ = Guard.scope("okta.apps.read");
    private static final Guard MANAGE = Guard.scope("okta.apps.manage");

    private final AppJson json;
    private final AppList list;
    private final Secrets secrets;

    /**
     * @param assignments shows how a user is assigned to the application of the path
     */
    public AppRoutes(AppJson json, Secrets secrets, Embedding assignments) {
        this.json = json;
        this.list = new AppList(json, assignments);
        this.secrets = secrets;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(AT, "listApplications", READ, APPS, list::list),
                Route.write("POST", AT, "createApplication", MANAGE, APPS, this::create),
                Route.get(ONE, "getApplication", READ, APP, this::get),
                Route.write("PUT", ONE, "replaceApplication", MANAGE, APP, this::replace),
                Route.write("DELETE", ONE, "deleteApplication", MANAGE, APP, AppRoutes::delete),
                move("activate", "activateApplication", "ACTIVE"),
                move("deactivate", "deactivateApplication", "INACTIVE"));
    }

    private static Route move(String verb, String operation, String status) {
        return Route.write(
                "POST",
                ONE + "/lifecycle/" + verb,
                operation,
                MANAGE,
                APP,
                call -> {
                    var tx = call.tx();
                    var app = AppStore.locked(tx, call.path("appId"));
                    var event = Event.of("application.lifecycle." + verb, app.target());
                    var after =
                            new App(
                                    app.id(),
                                    app.name(),
                                    app.label(),
                                    status,
                                    app.clientId(),
                                    app.created(),
                                    app.lastUpdated(),
                                    app.body());
                    AppStore.update(tx, tx.record(event), after);
                    return Response.empty();
                });
    }

    private Response get(Call call) {
        return Response.ok(shown(call, call.path("appId")));
    }

    /** One of them, as whoever asks for it sees it. */
    public ObjectNode shown(Call call, String id) {
        return json.render(call, AppStore.existing(call.tx(), id), null);
    }

    private Response create(Call call) {
        boolean active = call.flag("activate", true);
        var made = make(call.tx(), call.request().json(), active);
        return Response.ok(json.render(call, made.app(), made.secret()));
    }

    /**
     * An application just made.
     *
     * @param secret of a client that authenticates with one
     */
    public record Made(App app, @Nullable String secret) {}

    /**
     * Makes an application from what a client sent.
     *
     * @throws Problem E0000001 with everything that is wrong with it
     */
    public Made make(Tx tx, ObjectNode sent, boolean active) {
        var body = AppBody.complete(sent);
        var label = sent.path("label").asString("");
        AppCheck.check(label, body);
        identifyKeys(tx, body, null);
        var id = tx.world().id("0oa");
        boolean oidc = body.path("signOnMode").asString().equals("OPENID_CONNECT");
        var app =
                new App(
                        id,
                        oidc ? "oidc_client" : sent.path("name").asString("bookmark"),
                        label,
                        active ? "ACTIVE" : "INACTIVE",
                        oidc ? clientId(sent, id) : null,
                        tx.now(),
                        tx.now(),
                        withoutClientId(body));
        AppStore.insert(tx, tx.record(Event.of("application.lifecycle.create", app.target())), app);
        return new Made(app, oidc ? secrets.first(tx, app, secret(sent)) : null);
    }

    private static void identifyKeys(Tx tx, ObjectNode body, @Nullable ObjectNode before) {
        if (body.path("settings").path("oauthClient") instanceof ObjectNode settings) {
            ClientKeys.identify(tx, settings, before);
        }
    }

    private static String clientId(ObjectNode sent, String id) {
        var chosen = sent.at("/credentials/oauthClient/client_id").asString("");
        if (chosen.isEmpty()) {
            return id;
        }
        if (!chosen.matches("[A-Za-z0-9_$.-]{6,100}")) {
            throw Problem.invalid(
                    "client_id",
                    "client_id: The field must be 6 to 100 letters, digits or any of _ $ . -");
        }
        return chosen;
    }

    private static @Nullable String secret(ObjectNode sent) {
        var secret = sent.at("/credentials/oauthClient/client_secret").asString("");
        return secret.isEmpty() ? null : secret;
    }

    private static ObjectNode withoutClientId(ObjectNode body) {
        if (body.path("credentials").path("oauthClient") instanceof ObjectNode client) {
            client.remove("client_id");
        }
        return body;
    }

    private Response replace(Call call) {
        var tx = call.tx();
        var sent = call.request().json();
        var app = AppStore.locked(tx, call.path("appId"));
        var after = replaced(tx, app, sent);
        var secret = secret(sent);
        if (secret != null && after.speaksOidc()) {
            secrets.replace(tx, after, secret);
        }
        return Response.ok(json.render(call, after, secrets.current(tx, after)));
    }

    /** An application with all that a client may write replaced. */
    public App replaced(Tx tx, App app, ObjectNode sent) {
        var mode = app.body().path("signOnMode").asString();
        if (!sent.path("signOnMode").asString(mode).equals(mode)) {
            throw Problem.invalid("signOnMode", "signOnMode: The sign-on mode cannot be changed");
        }
        sent.put("signOnMode", mode);
        var body = withoutClientId(AppBody.complete(sent));
        var label = sent.path("label").asString(app.label());
        AppCheck.check(label, body);
        identifyKeys(tx, body, app.settings());
        var after =
                new App(
                        app.id(),
                        app.name(),
                        label,
                        app.status(),
                        app.clientId(),
                        app.created(),
                        tx.now(),
                        body);
        AppStore.update(
                tx, tx.record(Event.of("application.lifecycle.update", app.target())), after);
        return after;
    }

    private static Response delete(Call call) {
        var tx = call.tx();
        remove(tx, AppStore.locked(tx, call.path("appId")), false);
        return Response.noContent();
    }

    /**
     * Deletes an application.
     *
     * @param evenActive else one that is active is refused
     * @throws Problem E0000056
     */
    public static void remove(Tx tx, App app, boolean evenActive) {
        if (app.active() && !evenActive) {
            throw Problem.of("E0000056");
        }
        tx.record(Event.of("application.lifecycle.delete", app.target()))
                .execute("delete from app where org_id = ? and id = ?", tx.org(), app.id());
    }
}
