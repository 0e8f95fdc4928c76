package gatehouse.directory.schemas;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.directory.schemas.UserTypes.UserType;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/meta/types/user}: the types of users (Okta, User Types API). */
public final class UserTypeRoutes {
    private static final String AT = "/api/v1/meta/types/user";
    private static final String ONE = AT + "/{typeId}";
    private static final Guard READ = Guard.scope("okta.userTypes.read");
    private static final Guard MANAGE = Guard.scope("okta.userTypes.manage");
    private static final int MOST = 10;

    /** What a client may write. */
    record Body(@Nullable String name, @Nullable String displayName, @Nullable String description) {
        Body over(UserType before) {
            return new Body(
                    before.name(),
                    displayName == null ? before.displayName() : displayName,
                    description == null ? before.description() : description);
        }

        Body checked() {
            new Violations()
                    .text("name", name, 100)
                    .require(
                            name == null || name.matches("[A-Za-z_][A-Za-z0-9_]*"),
                            "name",
                            "Must start with a letter and hold letters, digits and underscores"
                                    + " only")
                    .text("displayName", displayName, 100)
                    .optionalText("description", description, 1024)
                    .throwIfAny("userType");
            return this;
        }
    }

    public List<Route> routes() {
        return List.of(
                Route.get(AT, "listUserTypes", READ, API, UserTypeRoutes::list),
                Route.write("POST", AT, "createUserType", MANAGE, API, UserTypeRoutes::create),
                Route.get(ONE, "getUserType", READ, API, c -> Response.ok(render(c, existing(c)))),
                Route.write("POST", ONE, "updateUserType", MANAGE, API, UserTypeRoutes::update),
                Route.write("PUT", ONE, "replaceUserType", MANAGE, API, UserTypeRoutes::replace),
                Route.write("DELETE", ONE, "deleteUserType", MANAGE, API, UserTypeRoutes::delete));
    }

    private static Response list(Call call) {
        var types = all(call.tx());
        return Response.ok(types.stream().map(type -> render(call, type)).toList());
    }

    private static List<UserType> all(Tx tx) {
        return tx.list(
                "select " + UserTypes.COLUMNS + " from user_type where org_id = ? order by id",
                UserTypes::read,
                tx.org());
    }

    private static Response create(Call call) {
        var tx = call.tx();
        var body = call.request().json(Body.class).checked();
        if (all(tx).size() >= MOST) {
            throw Problem.invalid("userType", "userType: An org has at most 10 user types");
        }
        var id = tx.world().id("oty");
        try {
            UserTypes.insert(
                    tx.record(event("directory.non_default_user_profile.create", id, body)),
                    tx,
                    id,
                    String.valueOf(body.name()),
                    String.valueOf(body.displayName()),
                    body.description(),
                    false);
        } catch (Sql.Duplicate e) {
            throw Problem.invalid(
                    "name",
                    "name: An object with this field already exists in the current organization");
        }
        return Response.ok(render(call, UserTypes.find(tx, id).orElseThrow()));
    }

    private static Response update(Call call) {
        return save(call, call.request().json(Body.class).over(existing(call)));
    }

    private static Response replace(Call call) {
        var before = existing(call);
        var body = call.request().json(Body.class).checked();
        new Violations()
                .require(before.name().equals(body.name()), "name", "The name cannot be changed")
                .throwIfAny("userType");
        return save(call, body);
    }

    private static Response save(Call call, Body sent) {
        var tx = call.tx();
        var id = existing(call).id();
        var body = sent.checked();
        tx.record(event("directory.user_profile.update", id, body))
                .execute(
                        """
                        update user_type set display_name = ?, description = ?, last_updated = ?,
                            updated_by = ? where org_id = ? and id = ?\
                        """,
                        body.displayName(),
                        body.description(),
                        tx.now(),
                        tx.actor().id(),
                        tx.org(),
                        id);
        return Response.ok(render(call, UserTypes.find(tx, id).orElseThrow()));
    }

    private static Response delete(Call call) {
        var tx = call.tx();
        var type = existing(call);
        if (type.isDefault()) {
            throw Problem.of("E0000038");
        }
        try {
            tx.record(event("directory.user_profile.update", type.id(), of(type)))
                    .execute(
                            "delete from user_type where org_id = ? and id = ?",
                            tx.org(),
                            type.id());
        } catch (Sql.BadReference e) {
            throw Problem.invalid("userType", "userType: Users of this type still exist");
        }
        return Response.noContent();
    }

    private static UserType existing(Call call) {
        var id = call.path("typeId");
        return UserTypes.find(call.tx(), id).orElseThrow(() -> Problem.notFound(id, "UserType"));
    }

    private static Body of(UserType type) {
        return new Body(type.name(), type.displayName(), type.description());
    }

    private static Event event(String what, String id, Body body) {
        return Event.of(what, Event.Target.of("UserType", id, body.displayName()));
    }

    static ObjectNode render(Call call, UserType type) {
        var json =
                Json.object()
                        .put("id", type.id())
                        .put("displayName", type.displayName())
                        .put("name", type.name())
                        .put("description", type.description())
                        .put("createdBy", type.createdBy())
                        .put("lastUpdatedBy", type.updatedBy())
                        .put("created", Json.time(type.created()))
                        .put("lastUpdated", Json.time(type.lastUpdated()))
                        .put("default", type.isDefault());
        var links = json.putObject("_links");
        links.set("schema", link("schema", call, "/api/v1/meta/schemas/user/" + type.schemaId()));
        links.set("self", link("self", call, AT + "/" + type.id()));
        return json;
    }

    static ObjectNode link(String rel, Call call, String path) {
        return Json.object().put("rel", rel).put("href", call.origin() + path).put("method", "GET");
    }
}
