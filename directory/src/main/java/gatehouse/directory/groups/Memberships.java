package gatehouse.directory.groups;

import static gatehouse.kernel.http.Bucket.GROUP;

import gatehouse.directory.members.Members;
import gatehouse.directory.users.User;
import gatehouse.directory.users.UserJson;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Page;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who is in which group. Everyone is in Everyone by being a user of the org: no row says so, none
 * can be forgotten.
 */
public final class Memberships {
    private static final String USERS = Groups.ONE + "/users";
    private static final int MOST = 1_000;
    private static final int MOST_OF_ONE = 200;
    private static final String GROUPS_OF =
            " and (g.type = 'BUILT_IN' or exists (select 1 from group_member m"
                    + " where m.org_id = g.org_id and m.group_id = g.id and m.user_id = ?))";

    public List<Route> routes() {
        var one = USERS + "/{userId}";
        return List.of(
                Route.get(USERS, "listGroupUsers", Groups.READ, GROUP, Memberships::users),
                Route.write(
                        "PUT", one, "assignUserToGroup", Groups.MANAGE, GROUP, Memberships::add),
                Route.write(
                        "DELETE",
                        one,
                        "unassignUserFromGroup",
                        Groups.MANAGE,
                        GROUP,
                        Memberships::remove),
                Route.get(
                        "/api/v1/users/{id}/groups",
                        "listUserGroups",
                        Guard.scopeOrSelf("okta.users.read"),
                        GROUP,
                        Memberships::groups));
    }

    /** The ids of all groups a user is in, Everyone included. */
    public static List<String> groupIdsOf(Tx tx, String user) {
        return groupsOf(tx, user).stream().map(Group::id).toList();
    }

    /** All groups a user is in, Everyone included, in the order of their ids. */
    public static List<Group> groupsOf(Tx tx, String user) {
        return tx.list(Group.SELECT + GROUPS_OF + " order by g.id", Group::read, tx.org(), user);
    }

    private static Response users(Call call) {
        var group = Groups.existing(call);
        int limit = call.limit(MOST, MOST);
        var args = new ArrayList<Object>(List.of(call.tx().org()));
        var sql = new StringBuilder(UserStore.select());
        if (!group.builtIn()) {
            sql.append(
                    " and exists (select 1 from group_member m where m.org_id = u.org_id"
                            + " and m.user_id = u.id and m.group_id = ?)");
            args.add(group.id());
        }
        args.addAll(List.of(call.after(), limit + 1));
        sql.append(" and u.id > ? order by u.id limit ?");
        var rows = call.tx().list(sql.toString(), UserStore::read, args.toArray());
        return Page.of(rows, limit, User::id)
                .map(user -> UserJson.listed(call.origin(), user))
                .response(call);
    }

    private static User user(Call call) {
        var id = call.path("userId");
        return UserStore.byId(call.tx(), id).orElseThrow(() -> Problem.notFound(id, "User"));
    }

    private static Response add(Call call) {
        var group = Groups.changeable(Groups.existing(call));
        Members.join(call.tx(), user(call).target(), group.target());
        return Response.noContent();
    }

    private static Response remove(Call call) {
        var group = Groups.changeable(Groups.existing(call));
        Members.leave(call.tx(), user(call).target(), group.target());
        return Response.noContent();
    }

    private static Response groups(Call call) {
        var user = UserStore.readable(call);
        int limit = call.limit(MOST_OF_ONE, MOST_OF_ONE);
        var rows =
                call.tx()
                        .list(
                                Group.SELECT + GROUPS_OF + " and g.id > ? order by g.id limit ?",
                                Group::read,
                                call.tx().org(),
                                user.id(),
                                call.after(),
                                limit + 1);
        return Page.of(rows, limit, Group::id)
                .map(group -> group.json(call.origin()))
                .response(call);
    }

    static ObjectNode stats(Call call, Group group) {
        var tx = call.tx();
        long users =
                group.builtIn()
                        ? count(tx, "select count(*) as n from users where org_id = ?", tx.org())
                        : count(
                                tx,
                                "select count(*) as n from group_member"
                                        + " where org_id = ? and group_id = ?",
                                tx.org(),
                                group.id());
        var stats = Json.object().put("usersCount", users).put("appsCount", 0);
        stats.put("groupPushMappingsCount", 0).put("hasAdminPrivilege", false);
        return stats;
    }

    private static long count(Tx tx, String sql, Object... args) {
        return tx.find(sql, row -> row.number("n"), args).orElse(0L);
    }
}
