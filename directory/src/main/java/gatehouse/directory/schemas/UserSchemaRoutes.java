package gatehouse.directory.schemas;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.directory.schemas.UserTypes.UserType;
import gatehouse.kernel.Event;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/meta/schemas/user/{schemaId}}: what users' profiles hold (Okta, Schemas API). */
public final class UserSchemaRoutes {
    private static final String AT = "/api/v1/meta/schemas/user/{schemaId}";

    public List<Route> routes() {
        return List.of(
                Route.get(
                        AT,
                        "getUserSchema",
                        Guard.scope("okta.schemas.read"),
                        API,
                        call -> Response.ok(render(call, existing(call)))),
                Route.write(
                        "POST",
                        AT,
                        "updateUserProfile",
                        Guard.scope("okta.schemas.manage"),
                        API,
                        UserSchemaRoutes::update));
    }

    private static Response update(Call call) {
        var tx = call.tx();
        var sent = call.request().json();
        tx.list(
                "select 1 from user_type where org_id = ? and is_default for update",
                _ -> true,
                tx.org());
        var type = existing(call);
        var change = SchemaChange.of(SchemaKind.USER, sent);
        var base = change.base(type.base());
        var custom = change.custom(type.custom(), type.base());
        var event =
                Event.of(
                        "directory.user_profile.update",
                        Event.Target.of("UserSchema", type.schemaId(), type.displayName()));
        UserTypes.saveSchema(tx, tx.record(event), type, base, custom);
        return Response.ok(render(call, UserTypes.find(tx, type.id()).orElseThrow()));
    }

    private static UserType existing(Call call) {
        var id = call.path("schemaId");
        return UserTypes.find(call.tx(), id).orElseThrow(() -> Problem.notFound(id, "Schema"));
    }

    private static ObjectNode render(Call call, UserType type) {
        var name = type.isDefault() ? "default" : type.schemaId();
        var json =
                new SchemaJson(call.origin() + "/meta/schemas/user/" + name)
                        .named(type.name(), type.displayName())
                        .described("Okta user profile template with default permission settings")
                        .at(type.created(), type.schemaUpdated())
                        .holding(type.base(), type.custom());
        var links = json.putObject("_links");
        links.set(
                "self",
                UserTypeRoutes.link("self", call, "/api/v1/meta/schemas/user/" + type.schemaId()));
        links.set(
                "type", UserTypeRoutes.link("type", call, "/api/v1/meta/types/user/" + type.id()));
        return json;
    }
}
