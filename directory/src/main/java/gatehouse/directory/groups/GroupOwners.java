package gatehouse.directory.groups;

import static gatehouse.kernel.filter.Dialect.Type.EXACT;
import static gatehouse.kernel.filter.Filter.Operator.EQ;
import static gatehouse.kernel.http.Bucket.GROUP;

import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.filter.Dialect;
import gatehouse.kernel.filter.Dialect.Column;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Page;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/groups/{groupId}/owners} (Okta, Group Owners API). */
public final class GroupOwners {
    private static final String AT = Groups.ONE + "/owners";
    private static final int MOST = 1_000;
    private static final String SELECT =
            """
            select o.owner_id, o.type, o.last_updated,
                   coalesce(g.name, concat_ws(' ', u.first_name, u.last_name)) as name
            from group_owner o
            left join users u on u.org_id = o.org_id and u.id = o.owner_user_id
            left join groups g on g.org_id = o.org_id and g.id = o.owner_group_id
            where o.org_id = ? and o.group_id = ?\
            """;
    private static final Dialect SEARCH =
            Dialect.of(Map.of("type", Column.of("o.type", EXACT, EQ)));

    private record Owner(String id, String type, String name, Instant lastUpdated) {
        static Owner read(Row row) {
            return new Owner(
                    row.text("owner_id"),
                    row.text("type"),
                    row.text("name"),
                    row.instant("last_updated"));
        }

        /** Owners that an application brings along would be of another origin. */
        ObjectNode json() {
            return Json.object()
                    .put("id", id)
                    .put("type", type)
                    .put("resolved", true)
                    .putNull("originId")
                    .put("originType", "OKTA_DIRECTORY")
                    .put("displayName", name)
                    .put("lastUpdated", Json.time(lastUpdated));
        }
    }

    public List<Route> routes() {
        return List.of(
                Route.get(AT, "listGroupOwners", Groups.READ, GROUP, GroupOwners::list),
                Route.write(
                        "POST", AT, "assignGroupOwner", Groups.MANAGE, GROUP, GroupOwners::assign),
                Route.write(
                        "DELETE",
                        AT + "/{ownerId}",
                        "deleteGroupOwner",
                        Groups.MANAGE,
                        GROUP,
                        GroupOwners::remove));
    }

    private static Response list(Call call) {
        var group = Groups.existing(call);
        int limit = call.limit(MOST, MOST);
        var args = new ArrayList<Object>(List.of(call.tx().org(), group.id()));
        var sql = new StringBuilder(SELECT);
        GroupSearch.narrow(call, "search", SEARCH, sql, args);
        args.addAll(List.of(call.after(), limit + 1));
        sql.append(" and o.owner_id > ? order by o.owner_id limit ?");
        var rows = call.tx().list(sql.toString(), Owner::read, args.toArray());
        return Page.of(rows, limit, Owner::id).map(Owner::json).response(call);
    }

    private static Response assign(Call call) {
        var tx = call.tx();
        var group = Groups.existing(call);
        var body = call.request().json();
        var id = body.path("id").asString("");
        var type = body.path("type").asString("");
        var owner = owner(call, id, type);
        try {
            tx.record(Event.of("group.profile.update", group.target(), owner))
                    .execute(
                            "insert into group_owner"
                                    + " (org_id, group_id, owner_id, type, last_updated)"
                                    + " values (?, ?, ?, ?, ?)",
                            tx.org(),
                            group.id(),
                            id,
                            type,
                            tx.now());
        } catch (Sql.Duplicate e) {
            throw Problem.invalid("owner", "Provided owner is already assigned to this group");
        }
        var made =
                tx.find(SELECT + " and o.owner_id = ?", Owner::read, tx.org(), group.id(), id)
                        .orElseThrow();
        return Response.json(201, made.json());
    }

    private static Event.Target owner(Call call, String id, String type) {
        return switch (type) {
            case "USER" ->
                    UserStore.byId(call.tx(), id)
                            .map(User::target)
                            .orElseThrow(() -> UserStore.missing(id));
            case "GROUP" ->
                    Groups.find(call.tx(), id)
                            .map(Group::target)
                            .orElseThrow(() -> Problem.notFound(id, "UserGroup"));
            default -> throw Problem.invalid("type", "type: Must be USER or GROUP");
        };
    }

    private static Response remove(Call call) {
        var tx = call.tx();
        var group = Groups.existing(call);
        var id = call.path("ownerId");
        int removed =
                tx.record(Event.of("group.profile.update", group.target()).with("ownerId", id))
                        .execute(
                                "delete from group_owner"
                                        + " where org_id = ? and group_id = ? and owner_id = ?",
                                tx.org(),
                                group.id(),
                                id);
        if (removed == 0) {
            throw Problem.notFound(id, "LinkedObject");
        }
        return Response.noContent();
    }
}
