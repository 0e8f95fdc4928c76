package gatehouse.directory.linkedobjects;

import static gatehouse.kernel.http.Bucket.USER;

import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Page;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/users/{userIdOrLogin}/linkedObjects}: which users are related to which (Okta, User
 * Linked Objects API).
 */
public final class LinkedUsers {
    private static final String AT = "/api/v1/users/{userIdOrLogin}/linkedObjects";
    private static final String ONE = AT + "/{relationshipName}";
    private static final Guard MANAGE = Guard.scope("okta.users.manage");
    private static final int MOST = 1_000;

    public List<Route> routes() {
        return List.of(
                Route.get(
                        ONE,
                        "listLinkedObjectsForUser",
                        Guard.scopeOrSelf("okta.users.read"),
                        USER,
                        LinkedUsers::list),
                Route.write(
                        "PUT",
                        AT + "/{primaryRelationshipName}/{primaryUserId}",
                        "assignLinkedObjectValueForPrimary",
                        MANAGE,
                        USER,
                        LinkedUsers::assign),
                Route.write(
                        "DELETE",
                        ONE,
                        "deleteLinkedObjectForUser",
                        MANAGE,
                        USER,
                        LinkedUsers::delete));
    }

    private static User existing(Call call, String name) {
        return UserStore.named(call.tx(), name).orElseThrow(() -> UserStore.missing(name));
    }

    /** The name of one side asks for the users who stand on it. */
    private static Response list(Call call) {
        var tx = call.tx();
        var user = UserStore.readable(call, "userIdOrLogin");
        var name = call.path("relationshipName");
        var definition = LinkedObject.existing(tx, name);
        boolean upwards = name.equals(definition.primary());
        var wanted = upwards ? "primary_id" : "associated_id";
        var known = upwards ? "associated_id" : "primary_id";
        int limit = call.limit(MOST, MOST);
        var ids =
                tx.list(
                        "select %1$s from linked_user where org_id = ? and object_id = ?"
                                        .formatted(wanted)
                                + " and %2$s = ? and %1$s > ? order by %1$s limit ?"
                                        .formatted(wanted, known),
                        row -> row.text(wanted),
                        tx.org(),
                        definition.id(),
                        user.id(),
                        call.after(),
                        limit + 1);
        return Page.of(ids, limit, id -> id).map(id -> link(call, id)).response(call);
    }

    private static ObjectNode link(Call call, String user) {
        var json = Json.object();
        json.putObject("_links")
                .putObject("self")
                .put("href", call.origin() + "/api/v1/users/" + user);
        return json;
    }

    /** Whoever had another primary in this relationship has this one from now on. */
    private static Response assign(Call call) {
        var tx = call.tx();
        var name = call.path("primaryRelationshipName");
        var definition = LinkedObject.existing(tx, name);
        if (!name.equals(definition.primary())) {
            throw Problem.notFound(name, "LinkedObject");
        }
        var associated = existing(call, call.path("userIdOrLogin"));
        var primary = existing(call, call.path("primaryUserId"));
        tx.record(changed(definition, associated))
                .execute(
                        """
                        insert into linked_user (org_id, object_id, associated_id, primary_id)
                        values (?, ?, ?, ?)
                        on conflict (org_id, object_id, associated_id)
                        do update set primary_id = excluded.primary_id\
                        """,
                        tx.org(),
                        definition.id(),
                        associated.id(),
                        primary.id());
        return Response.noContent();
    }

    private static Event changed(LinkedObject definition, User associated) {
        return Event.of("user.account.update_profile", associated.target())
                .with("linkedObject", definition.primary());
    }

    private static Response delete(Call call) {
        var tx = call.tx();
        var user = existing(call, call.path("userIdOrLogin"));
        var definition = LinkedObject.existing(tx, call.path("relationshipName"));
        tx.record(changed(definition, user))
                .execute(
                        "delete from linked_user"
                                + " where org_id = ? and object_id = ? and associated_id = ?",
                        tx.org(),
                        definition.id(),
                        user.id());
        return Response.noContent();
    }
}
