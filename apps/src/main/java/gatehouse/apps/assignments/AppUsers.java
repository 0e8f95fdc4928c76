package gatehouse.apps.assignments;

import static gatehouse.kernel.http.Bucket.APP;

import gatehouse.apps.applications.App;
import gatehouse.apps.applications.AppStore;
import gatehouse.apps.applications.Embedding;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Page;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/apps/{appId}/users}: the people who may use an application, by themselves or
 * through a group (Okta, Application Users API).
 */
public final class AppUsers {
    private static final String AT = "/api/v1/apps/{appId}/users";
    private static final String ONE = AT + "/{userId}";
    private static final Guard READ = Guard.scope("okta.apps.read");
    private static final Guard MANAGE = Guard.scope("okta.apps.manage");
    private static final int USUAL = 50;
    private static final int MOST = 500;

    private static final String SELECT =
            "select u.id, u.login, u.status, au.user_name, au.profile,"
                    + " coalesce(au.created, u.created) as created,"
                    + " coalesce(au.last_updated, u.last_updated) as last_updated,"
                    + " au.user_id is not null as own, ("
                    + Assignments.THROUGH_GROUP
                    + " order by ag.priority limit 1) as through"
                    + " from app a join users u on u.org_id = a.org_id"
                    + " left join app_user au on au.org_id = a.org_id and au.app_id = a.id"
                    + " and au.user_id = u.id"
                    + " where a.org_id = ? and a.id = ? and (au.user_id is not null or exists ("
                    + Assignments.THROUGH_GROUP
                    + "))";

    private final Embedding users;
    private final ProfileCheck profiles;

    /**
     * @param users shows a user in full
     */
    public AppUsers(Embedding users, ProfileCheck profiles) {
        this.users = users;
        this.profiles = profiles;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(AT, "listApplicationUsers", READ, APP, this::list),
                Route.write("POST", AT, "assignUserToApplication", MANAGE, APP, this::assign),
                Route.get(ONE, "getApplicationUser", READ, APP, this::get),
                Route.write("POST", ONE, "updateApplicationUser", MANAGE, APP, this::update),
                Route.write("PUT", ONE, "replaceApplicationUser", MANAGE, APP, this::update),
                Route.write(
                        "DELETE",
                        ONE,
                        "unassignUserFromApplication",
                        MANAGE,
                        APP,
                        AppUsers::delete));
    }

    private Response list(Call call) {
        var tx = call.tx();
        AppStore.existing(tx, call.path("appId"));
        int limit = call.limit(USUAL, MOST);
        var args = new ArrayList<Object>(List.of(tx.org(), call.path("appId")));
        var sql = new StringBuilder(SELECT);
        var q = call.query("q");
        if (q != null && !q.isEmpty()) {
            sql.append(" and (starts_with(lower(u.login), ?) or starts_with(lower(u.email), ?)");
            sql.append(" or starts_with(lower(u.last_name), ?))");
            var folded = q.toLowerCase(Locale.ROOT);
            args.addAll(List.of(folded, folded, folded));
        }
        args.addAll(List.of(call.after(), limit + 1));
        sql.append(" and u.id > ? order by u.id limit ?");
        var rows = tx.list(sql.toString(), AppUser::read, args.toArray());
        return Page.of(rows, limit, AppUser::id).map(row -> shown(call, row)).response(call);
    }

    private static Optional<AppUser> find(Call call, String user) {
        var tx = call.tx();
        return tx.find(SELECT + " and u.id = ?", AppUser::read, tx.org(), call.path("appId"), user);
    }

    private static AppUser existing(Call call, String user) {
        AppStore.existing(call.tx(), call.path("appId"));
        return find(call, user).orElseThrow(() -> Problem.notFound(user, "AppUser"));
    }

    /** With the whole user inside, where the client asks for that. */
    private ObjectNode shown(Call call, AppUser user) {
        var json = user.json(call);
        if ("user".equals(call.query("expand"))) {
            users.of(call, user.id())
                    .ifPresent(whole -> json.putObject("_embedded").set("user", whole));
        }
        return json;
    }

    /** How a user is assigned to the application of the path; nothing, where they are not. */
    public static Optional<ObjectNode> embedded(Call call, String user) {
        return find(call, user).map(found -> found.json(call));
    }

    private Response get(Call call) {
        return Response.ok(shown(call, existing(call, call.path("userId"))));
    }

    private Response assign(Call call) {
        AppStore.existing(call.tx(), call.path("appId"));
        var body = call.request().json();
        var user = body.path("id").asString("");
        if (user.isEmpty()) {
            throw Problem.invalid("id", "id: The field cannot be left blank");
        }
        return save(call, user, body);
    }

    private Response update(Call call) {
        var user = call.path("userId");
        existing(call, user);
        return save(call, user, call.request().jsonOrEmpty());
    }

    private Response save(Call call, String user, ObjectNode body) {
        var tx = call.tx();
        var app = AppStore.locked(tx, call.path("appId"));
        var login = login(tx, user);
        var known = find(call, user);
        var name =
                body.at("/credentials/userName")
                        .asString(known.map(AppUser::userName).orElse(login));
        var profile =
                body.path("profile") instanceof ObjectNode sent
                        ? sent
                        : known.map(AppUser::profile).orElseGet(Json::object);
        var problems = profiles.problems(tx, app.id(), profile);
        if (!problems.isEmpty()) {
            throw Problem.invalid("profile", problems);
        }
        boolean fresh = known.isEmpty() || !known.get().own();
        tx.record(event(fresh ? "add" : "update", app, user, login))
                .execute(
                        """
                        insert into app_user (org_id, app_id, user_id, user_name, profile, created,
                                              last_updated)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (org_id, app_id, user_id) do update
                        set user_name = excluded.user_name, profile = excluded.profile,
                            last_updated = excluded.last_updated\
                        """,
                        tx.org(),
                        app.id(),
                        user,
                        name,
                        Sql.json(profile),
                        tx.now(),
                        tx.now());
        return Response.ok(existing(call, user).json(call));
    }

    private static String login(Tx tx, String user) {
        return tx.find(
                        "select login from users where org_id = ? and id = ?"
                                + " and status <> 'DEPROVISIONED'",
                        row -> row.text("login"),
                        tx.org(),
                        user)
                .orElseThrow(() -> Problem.notFound(user, "User"));
    }

    private static Event event(String what, App app, String user, String login) {
        return Event.of(
                "application.user_membership." + what,
                Event.Target.of("User", user, login),
                app.target());
    }

    private static Response delete(Call call) {
        var tx = call.tx();
        var user = existing(call, call.path("userId"));
        if (!user.own()) {
            throw Problem.of("E0000038");
        }
        var app = AppStore.existing(tx, call.path("appId"));
        tx.record(event("remove", app, user.id(), user.login()))
                .execute(
                        "delete from app_user where org_id = ? and app_id = ? and user_id = ?",
                        tx.org(),
                        app.id(),
                        user.id());
        return Response.noContent();
    }

    /** What a deactivated user loses; one who is only suspended or locked out keeps it. */
    public static void forget(Tx tx, String user) {
        tx.unlogged(Tx.Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        """
                        delete from app_user a using users u
                        where a.org_id = ? and a.user_id = ?
                          and u.org_id = a.org_id and u.id = a.user_id
                          and u.status = 'DEPROVISIONED'\
                        """,
                        tx.org(),
                        user);
    }
}
