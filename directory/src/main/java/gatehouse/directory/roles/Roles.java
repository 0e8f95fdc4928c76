package gatehouse.directory.roles;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/users/{userId}/roles}: which standard administrator roles a user has (Okta, Role
 * Assignment API).
 */
public final class Roles {
    private static final String AT = "/api/v1/users/{userId}/roles";
    private static final String ONE = AT + "/{roleAssignmentId}";
    private static final Guard READ = Guard.scope("okta.roles.read");
    private static final Guard MANAGE = Guard.scope("okta.roles.manage");
    private static final String SELECT =
            "select id, type, created, last_updated from role_assignment"
                    + " where org_id = ? and user_id = ?";

    private static final Map<String, String> LABELS =
            Map.ofEntries(
                    Map.entry("SUPER_ADMIN", "Super Administrator"),
                    Map.entry("ORG_ADMIN", "Organization Administrator"),
                    Map.entry("APP_ADMIN", "Application Administrator"),
                    Map.entry("USER_ADMIN", "Group Administrator"),
                    Map.entry("HELP_DESK_ADMIN", "Help Desk Administrator"),
                    Map.entry("READ_ONLY_ADMIN", "Read-only Administrator"),
                    Map.entry("MOBILE_ADMIN", "Mobile Administrator"),
                    Map.entry("API_ACCESS_MANAGEMENT_ADMIN", "API Access Management Administrator"),
                    Map.entry("REPORT_ADMIN", "Report Administrator"),
                    Map.entry("GROUP_MEMBERSHIP_ADMIN", "Group Membership Administrator"));

    private record Assignment(String id, String type, Instant created, Instant lastUpdated) {
        static Assignment read(Row row) {
            return new Assignment(
                    row.text("id"),
                    row.text("type"),
                    row.instant("created"),
                    row.instant("last_updated"));
        }

        ObjectNode json(Call call, User user) {
            var json =
                    Json.object()
                            .put("id", id)
                            .put("label", LABELS.get(type))
                            .put("type", type)
                            .put("status", "ACTIVE")
                            .put("created", Json.time(created))
                            .put("lastUpdated", Json.time(lastUpdated))
                            .put("assignmentType", "USER");
            json.putObject("_links")
                    .putObject("assignee")
                    .put("href", call.origin() + "/api/v1/users/" + user.id());
            return json;
        }
    }

    public List<Route> routes() {
        return List.of(
                Route.get(AT, "listAssignedRolesForUser", READ, API, Roles::list),
                Route.write("POST", AT, "assignRoleToUser", MANAGE, API, Roles::assign),
                Route.get(ONE, "getUserAssignedRole", READ, API, Roles::get),
                Route.write("DELETE", ONE, "unassignRoleFromUser", MANAGE, API, Roles::unassign));
    }

    private static User user(Call call) {
        var name = call.path("userId");
        return UserStore.named(call.tx(), name).orElseThrow(() -> Problem.notFound(name, "User"));
    }

    private static Response list(Call call) {
        var user = user(call);
        var tx = call.tx();
        return Response.ok(
                tx.list(SELECT + " order by type", Assignment::read, tx.org(), user.id()).stream()
                        .map(role -> role.json(call, user))
                        .toList());
    }

    private static Response assign(Call call) {
        var user = user(call);
        var type = call.request().json().path("type").asString("");
        if (!LABELS.containsKey(type)) {
            throw Problem.invalid("type", "type: The role type is not known");
        }
        var id = grant(call.tx(), user, type);
        return Response.json(201, find(call, user, id).orElseThrow().json(call, user));
    }

    /**
     * Gives a user a role.
     *
     * @return the id of the assignment
     * @throws Problem E0000090 where they have it
     */
    public static String grant(Tx tx, User user, String type) {
        var id = tx.world().id("ra1");
        var event = Event.of("user.account.privilege.grant", user.target());
        try {
            tx.record(event.with("privilegeGranted", LABELS.getOrDefault(type, type)))
                    .execute(
                            "insert into role_assignment"
                                    + " (org_id, id, user_id, type, created, last_updated)"
                                    + " values (?, ?, ?, ?, ?, ?)",
                            tx.org(),
                            id,
                            user.id(),
                            type,
                            tx.now(),
                            tx.now());
        } catch (Sql.Duplicate e) {
            throw Problem.of("E0000090");
        }
        return id;
    }

    private static Optional<Assignment> find(Call call, User user, String id) {
        var tx = call.tx();
        return tx.find(SELECT + " and id = ?", Assignment::read, tx.org(), user.id(), id);
    }

    private static Assignment existing(Call call, User user) {
        var id = call.path("roleAssignmentId");
        return find(call, user, id).orElseThrow(() -> Problem.notFound(id, "RoleAssignment"));
    }

    private static Response get(Call call) {
        var user = user(call);
        return Response.ok(existing(call, user).json(call, user));
    }

    /** An org that nobody administers is lost, so its last super administrator stays one. */
    private static Response unassign(Call call) {
        var tx = call.tx();
        var user = user(call);
        var role = existing(call, user);
        tx.list("select 1 from org where org_id = ? for update", _ -> true, tx.org());
        if (role.type().equals("SUPER_ADMIN") && !othersAdminister(tx, user)) {
            throw Problem.invalid(
                    "role", "role: The last super administrator of an org cannot be removed");
        }
        tx.record(Event.of("user.account.privilege.revoke", user.target()))
                .execute(
                        "delete from role_assignment where org_id = ? and id = ?",
                        tx.org(),
                        role.id());
        return Response.noContent();
    }

    /** Whether a user has a role of any kind. */
    public static boolean administers(Tx tx, String user) {
        return tx.exists(SELECT + " limit 1", tx.org(), user);
    }

    private static boolean othersAdminister(Tx tx, User user) {
        return tx.exists(
                "select 1 from role_assignment r join users u"
                        + " on u.org_id = r.org_id and u.id = r.user_id"
                        + " where r.org_id = ? and r.type = 'SUPER_ADMIN' and r.user_id <> ?"
                        + " and u.status = 'ACTIVE' limit 1",
                tx.org(),
                user.id());
    }
}
