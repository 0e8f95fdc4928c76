package gatehouse.directory.groups;

import static gatehouse.kernel.http.Bucket.GROUP;
import static gatehouse.kernel.http.Bucket.GROUPS;

import gatehouse.directory.lists.SortedPage;
import gatehouse.directory.schemas.GroupSchemas;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
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

/** {@code /api/v1/groups} (Okta, Groups API). */
public final class Groups {
    static final String AT = "/api/v1/groups";
    static final String ONE = AT + "/{groupId}";
    static final Guard READ = Guard.scope("okta.groups.read");
    static final Guard MANAGE = Guard.scope("okta.groups.manage");
    private static final int MOST = 10_000;
    private static final String TAKEN =
            "name: An object with this field already exists in the current organization";

    public List<Route> routes() {
        return List.of(
                Route.get(AT, "listGroups", READ, GROUPS, Groups::list),
                Route.write("POST", AT, "addGroup", MANAGE, GROUPS, Groups::create),
                Route.get(ONE, "getGroup", READ, GROUP, Groups::get),
                Route.write("PUT", ONE, "replaceGroup", MANAGE, GROUP, Groups::replace),
                Route.write("DELETE", ONE, "deleteGroup", MANAGE, GROUP, Groups::delete));
    }

    /** Every org has Everyone. */
    public static void seed(Tx tx) {
        var profile =
                Json.object()
                        .put("name", "Everyone")
                        .put("description", "All users in your organization");
        insert(tx.unlogged(Unlogged.ORG_SEED), tx, tx.world().id("00g"), "BUILT_IN", profile);
    }

    private static void insert(
            Tx.Writer writer, Tx tx, String id, String type, ObjectNode profile) {
        writer.execute(
                """
                insert into groups (org_id, id, type, profile, created, last_updated,
                                    last_membership_updated)
                values (?, ?, ?, ?, ?, ?, ?)\
                """,
                tx.org(),
                id,
                type,
                Sql.json(profile),
                tx.now(),
                tx.now(),
                tx.now());
    }

    private static Response list(Call call) {
        var args = new ArrayList<Object>(List.of(call.tx().org()));
        var where = new StringBuilder();
        GroupSearch.narrow(call, "filter", GroupSearch.FILTER, where, args);
        GroupSearch.narrow(call, "search", GroupSearch.search(call.tx()), where, args);
        var q = call.query("q");
        if (q != null && !q.isEmpty()) {
            where.append(" and starts_with(lower(g.name), ?)");
            args.add(q.toLowerCase(Locale.ROOT));
        }
        var sort = SortedPage.of(call, "g.id", GroupSearch::sortable);
        int limit = call.limit(MOST, MOST);
        args.addAll(sort.args());
        args.add(limit + 1);
        var rows =
                call.tx()
                        .list(
                                sort.select(Group.SELECT)
                                        + where
                                        + sort.where()
                                        + sort.orderBy()
                                        + " limit ?",
                                row -> new SortedPage.Keyed<>(Group.read(row), sort.key(row)),
                                args.toArray());
        return Page.of(rows, limit, row -> sort.cursor(row.key(), row.item().id()))
                .map(row -> shown(call, row.item()))
                .response(call);
    }

    private static ObjectNode shown(Call call, Group group) {
        var json = group.json(call.origin());
        if ("stats".equals(call.query("expand"))) {
            json.putObject("_embedded").set("stats", Memberships.stats(call, group));
        }
        return json;
    }

    private static Response get(Call call) {
        return Response.ok(shown(call, existing(call)));
    }

    static Group existing(Call call) {
        var id = call.path("groupId");
        return find(call.tx(), id).orElseThrow(() -> Problem.notFound(id, "UserGroup"));
    }

    public static Optional<Group> find(Tx tx, String id) {
        return tx.find(Group.SELECT + " and g.id = ?", Group::read, tx.org(), id);
    }

    private static ObjectNode profile(Call call) {
        var profile =
                call.request().json().path("profile") instanceof ObjectNode sent
                        ? sent
                        : Json.object();
        var problems = GroupSchemas.of(call.tx()).check(profile);
        if (!problems.isEmpty()) {
            throw Problem.invalid("profile", problems);
        }
        profile.properties().removeIf(entry -> entry.getValue().isNull());
        return profile;
    }

    private static Response create(Call call) {
        var tx = call.tx();
        var profile = profile(call);
        var id = tx.world().id("00g");
        var target = Event.Target.of("UserGroup", id, profile.path("name").asString());
        try {
            insert(
                    tx.record(Event.of("group.lifecycle.create", target)),
                    tx,
                    id,
                    "OKTA_GROUP",
                    profile);
        } catch (Sql.Duplicate e) {
            throw Problem.invalid("name", TAKEN);
        }
        return Response.ok(find(tx, id).orElseThrow().json(call.origin()));
    }

    private static Response replace(Call call) {
        var tx = call.tx();
        var group = changeable(existing(call));
        var profile = profile(call);
        try {
            tx.record(Event.of("group.profile.update", group.target()))
                    .execute(
                            "update groups set profile = ?, last_updated = ?"
                                    + " where org_id = ? and id = ?",
                            Sql.json(profile),
                            tx.now(),
                            tx.org(),
                            group.id());
        } catch (Sql.Duplicate e) {
            throw Problem.invalid("name", TAKEN);
        }
        return Response.ok(find(tx, group.id()).orElseThrow().json(call.origin()));
    }

    private static Response delete(Call call) {
        var tx = call.tx();
        var group = changeable(existing(call));
        tx.record(Event.of("group.lifecycle.delete", group.target()))
                .execute("delete from groups where org_id = ? and id = ?", tx.org(), group.id());
        return Response.noContent();
    }

    /**
     * @throws Problem E0000001: what is built in stays as it is
     */
    static Group changeable(Group group) {
        if (group.builtIn()) {
            throw Problem.invalid("group", "group: A built-in group cannot be changed or deleted");
        }
        return group;
    }
}
