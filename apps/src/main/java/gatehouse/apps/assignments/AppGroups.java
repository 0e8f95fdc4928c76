package gatehouse.apps.assignments;

import static gatehouse.kernel.http.Bucket.APP;

import gatehouse.apps.applications.App;
import gatehouse.apps.applications.AppStore;
import gatehouse.apps.applications.Embedding;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Page;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/apps/{appId}/groups} (Okta, Application Groups API). */
public final class AppGroups {
    private static final String AT = "/api/v1/apps/{appId}/groups";
    private static final String ONE = AT + "/{groupId}";
    private static final Guard READ = Guard.scope("okta.apps.read");
    private static final Guard MANAGE = Guard.scope("okta.apps.manage");
    private static final int USUAL = 20;
    private static final int MOST = 200;
    private static final String SELECT =
            "select group_id, priority, profile, last_updated from app_group"
                    + " where org_id = ? and app_id = ?";
    private static final String NAMED =
            " and exists (select 1 from groups g where g.org_id = app_group.org_id"
                    + " and g.id = app_group.group_id and starts_with(lower(g.name), ?))";

    private record Assigned(String group, int priority, ObjectNode profile, Instant lastUpdated) {
        static Assigned read(Row row) {
            return new Assigned(
                    row.text("group_id"),
                    row.integer("priority"),
                    row.json("profile"),
                    row.instant("last_updated"));
        }

        ObjectNode json(Call call) {
            var app = call.origin() + "/api/v1/apps/" + call.path("appId");
            var json =
                    Json.object()
                            .put("id", group)
                            .put("lastUpdated", Json.time(lastUpdated))
                            .put("priority", priority);
            json.set("profile", profile);
            var links = json.putObject("_links");
            links.putObject("app").put("href", app);
            links.putObject("self").put("href", app + "/groups/" + group);
            links.putObject("group").put("href", call.origin() + "/api/v1/groups/" + group);
            return json;
        }
    }

    private final Embedding groups;

    /**
     * @param groups shows a group in full
     */
    public AppGroups(Embedding groups) {
        this.groups = groups;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(AT, "listApplicationGroupAssignments", READ, APP, this::list),
                Route.get(ONE, "getApplicationGroupAssignment", READ, APP, this::get),
                Route.write("PUT", ONE, "assignGroupToApplication", MANAGE, APP, this::put),
                Route.write(
                        "PATCH",
                        ONE,
                        "updateGroupAssignmentToApplication",
                        MANAGE,
                        APP,
                        this::patch),
                Route.write(
                        "DELETE",
                        ONE,
                        "unassignApplicationFromGroup",
                        MANAGE,
                        APP,
                        AppGroups::delete));
    }

    private Response list(Call call) {
        var tx = call.tx();
        AppStore.existing(tx, call.path("appId"));
        int limit = call.limit(USUAL, MOST);
        var args = new ArrayList<Object>(List.of(tx.org(), call.path("appId")));
        var sql = new StringBuilder(SELECT);
        var q = call.query("q");
        if (q != null && !q.isEmpty()) {
            sql.append(NAMED);
            args.add(q.toLowerCase(Locale.ROOT));
        }
        var after = call.after();
        if (!after.isEmpty()) {
            sql.append(
                    " and (priority, group_id) > ((select priority from app_group"
                            + " where org_id = ? and app_id = ? and group_id = ?), ?)");
            args.addAll(List.of(tx.org(), call.path("appId"), after, after));
        }
        args.add(limit + 1);
        sql.append(" order by priority, group_id limit ?");
        var rows = tx.list(sql.toString(), Assigned::read, args.toArray());
        return Page.of(rows, limit, Assigned::group).map(row -> shown(call, row)).response(call);
    }

    private static Optional<Assigned> find(Call call) {
        return call.tx()
                .find(
                        SELECT + " and group_id = ?",
                        Assigned::read,
                        call.tx().org(),
                        call.path("appId"),
                        call.path("groupId"));
    }

    private static Assigned existing(Call call) {
        AppStore.existing(call.tx(), call.path("appId"));
        return find(call)
                .orElseThrow(
                        () -> Problem.notFound(call.path("groupId"), "ApplicationGroupAssignment"));
    }

    /** With the whole group inside, where the client asks for that. */
    private ObjectNode shown(Call call, Assigned assigned) {
        var json = assigned.json(call);
        if ("group".equals(call.query("expand"))) {
            groups.of(call, assigned.group)
                    .ifPresent(whole -> json.putObject("_embedded").set("group", whole));
        }
        return json;
    }

    private Response get(Call call) {
        return Response.ok(shown(call, existing(call)));
    }

    private Response put(Call call) {
        var app = AppStore.locked(call.tx(), call.path("appId"));
        var body = call.request().jsonOrEmpty();
        var profile = body.path("profile") instanceof ObjectNode sent ? sent : Json.object();
        return save(call, app, priority(call, app, body), profile);
    }

    /** The values that are sent, each in the place of the one before (RFC 6902, only replace). */
    private Response patch(Call call) {
        var app = AppStore.locked(call.tx(), call.path("appId"));
        var assigned = existing(call);
        var all = Json.object().put("priority", assigned.priority);
        all.set("profile", assigned.profile);
        for (var change : call.request().json(ArrayNode.class)) {
            replace(all, change.path("path").asString(""), change);
        }
        return save(call, app, all.path("priority").asInt(), (ObjectNode) all.path("profile"));
    }

    private static void replace(ObjectNode all, String path, JsonNode change) {
        var value = change.path("value");
        boolean fits =
                switch (path) {
                    case "/priority" -> value.isInt();
                    case "/profile" -> value.isObject();
                    default -> path.matches("/profile/[^/]+");
                };
        if (!fits || !change.path("op").asString("").equals("replace")) {
            throw Problem.invalid("path", "path: Only 'priority' and 'profile' can be replaced.");
        }
        if (path.startsWith("/profile/")) {
            ((ObjectNode) all.path("profile")).set(path.substring("/profile/".length()), value);
        } else {
            all.set(path.substring(1), value);
        }
    }

    private static int priority(Call call, App app, JsonNode body) {
        return body.path("priority").isNumber()
                ? body.path("priority").asInt()
                : find(call).map(Assigned::priority).orElseGet(() -> next(call.tx(), app.id()));
    }

    private Response save(Call call, App app, int priority, ObjectNode profile) {
        var tx = call.tx();
        var group = Event.Target.of("UserGroup", call.path("groupId"), null);
        try {
            tx.record(Event.of("group.application_assignment.add", group, app.target()))
                    .execute(
                            """
                            insert into app_group (org_id, app_id, group_id, priority, profile,
                                                   created, last_updated)
                            values (?, ?, ?, ?, ?, ?, ?)
                            on conflict (org_id, app_id, group_id) do update
                            set priority = excluded.priority, profile = excluded.profile,
                                last_updated = excluded.last_updated\
                            """,
                            tx.org(),
                            app.id(),
                            call.path("groupId"),
                            priority,
                            Sql.json(profile),
                            tx.now(),
                            tx.now());
        } catch (Sql.BadReference e) {
            throw Problem.notFound(call.path("groupId"), "UserGroup");
        }
        return get(call);
    }

    private static int next(Tx tx, String app) {
        return tx.find(
                        "select coalesce(max(priority) + 1, 0) as n from app_group"
                                + " where org_id = ? and app_id = ?",
                        row -> row.integer("n"),
                        tx.org(),
                        app)
                .orElse(0);
    }

    private static Response delete(Call call) {
        var tx = call.tx();
        var assigned = existing(call);
        var app = AppStore.existing(tx, call.path("appId"));
        var group = Event.Target.of("UserGroup", assigned.group, null);
        tx.record(Event.of("group.application_assignment.remove", group, app.target()))
                .execute(
                        "delete from app_group where org_id = ? and app_id = ? and group_id = ?",
                        tx.org(),
                        app.id(),
                        assigned.group);
        return Response.noContent();
    }
}
