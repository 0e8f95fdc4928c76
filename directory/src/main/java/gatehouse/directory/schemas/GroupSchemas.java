package gatehouse.directory.schemas;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/meta/schemas/group/default}: what groups' profiles hold (Okta, Schemas API). */
public final class GroupSchemas {
    private static final String AT = "/api/v1/meta/schemas/group/default";
    private static final String ID = "default";
    private static final ObjectNode BASE = SchemaStore.base("base-group.json");
    private static final SchemaStore STORE = new SchemaStore("group_schema");

    public List<Route> routes() {
        return List.of(
                Route.get(
                        AT,
                        "getGroupSchema",
                        Guard.scope("okta.schemas.read"),
                        API,
                        GroupSchemas::shown),
                Route.write(
                        "POST",
                        AT,
                        "updateGroupSchema",
                        Guard.scope("okta.schemas.manage"),
                        API,
                        GroupSchemas::update));
    }

    /** What a group's profile may hold in the org that is worked in. */
    public static ProfileSchema of(Tx tx) {
        return STORE.find(tx, ID, BASE, tx.now()).schema();
    }

    private static Response update(Call call) {
        var tx = call.tx();
        var sent = call.request().json();
        var created = lock(tx);
        var before = STORE.find(tx, ID, BASE, created);
        var change = SchemaChange.of(SchemaKind.GROUP, sent);
        var event =
                Event.of(
                        "directory.user_profile.update",
                        Event.Target.of("GroupSchema", ID, "Okta group"));
        STORE.save(
                tx,
                event,
                ID,
                change.base(before.base()),
                change.custom(before.custom(), before.base()));
        return shown(call);
    }

    /** Changes of one org's schemas wait for each other. */
    private static Instant lock(Tx tx) {
        return tx.find(
                        "select created from org where org_id = ? for update",
                        row -> row.instant("created"),
                        tx.org())
                .orElseThrow();
    }

    private static Response shown(Call call) {
        var tx = call.tx();
        var created =
                tx.find(
                                "select created from org where org_id = ?",
                                row -> row.instant("created"),
                                tx.org())
                        .orElseThrow();
        var schema = STORE.find(tx, ID, BASE, created);
        var json =
                new SchemaJson(call.origin() + "/meta/schemas/group/default")
                        .named("group", "Okta group")
                        .described("What the profile of a group holds")
                        .at(created, schema.lastUpdated())
                        .holding(schema.base(), schema.custom());
        json.set("_links", Json.object().set("self", UserTypeRoutes.link("self", call, AT)));
        return Response.ok(json);
    }
}
