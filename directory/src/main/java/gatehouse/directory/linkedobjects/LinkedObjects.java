package gatehouse.directory.linkedobjects;

import static gatehouse.kernel.http.Bucket.API;

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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/meta/schemas/user/linkedObjects}: which relationships an org's users may have
 * (Okta, Linked Objects API).
 */
public final class LinkedObjects {
    private static final String ONE = LinkedObject.AT + "/{linkedObjectName}";
    private static final Guard READ = Guard.scope("okta.linkedObjects.read");
    private static final Guard MANAGE = Guard.scope("okta.linkedObjects.manage");
    private static final int MOST = 200;
    private static final List<String> SIDES = List.of("primary", "associated");
    private static final List<String> WORDS = List.of("name", "title", "description", "type");

    public List<Route> routes() {
        return List.of(
                Route.get(
                        LinkedObject.AT,
                        "listLinkedObjectDefinitions",
                        READ,
                        API,
                        LinkedObjects::list),
                Route.write(
                        "POST",
                        LinkedObject.AT,
                        "createLinkedObjectDefinition",
                        MANAGE,
                        API,
                        LinkedObjects::create),
                Route.get(
                        ONE,
                        "getLinkedObjectDefinition",
                        READ,
                        API,
                        call -> Response.ok(existing(call).json(call))),
                Route.write(
                        "DELETE",
                        ONE,
                        "deleteLinkedObjectDefinition",
                        MANAGE,
                        API,
                        LinkedObjects::delete));
    }

    private static LinkedObject existing(Call call) {
        return LinkedObject.existing(call.tx(), call.path("linkedObjectName"));
    }

    private static List<LinkedObject> all(Tx tx) {
        return tx.list(LinkedObject.SELECT + " order by id", LinkedObject::read, tx.org());
    }

    private static Response list(Call call) {
        return Response.ok(
                all(call.tx()).stream().map(definition -> definition.json(call)).toList());
    }

    private static Response create(Call call) {
        var tx = call.tx();
        var made = checked(tx.world().id("lob"), call.request().json());
        tx.list("select 1 from org where org_id = ? for update", _ -> true, tx.org());
        var others = all(tx);
        if (others.size() >= MOST) {
            throw Problem.of("E0000127", "An org has at most " + MOST + " of them.");
        }
        for (var name : List.of(made.primary(), made.associated())) {
            if (LinkedObject.named(tx, name).isPresent()) {
                throw Problem.of("E0000127", "The name " + name + " is taken.");
            }
        }
        tx.record(Event.of("directory.linked_object.create", made.target()))
                .execute(
                        """
                        insert into linked_object (org_id, id, primary_name, associated_name, body,
                                                   created)
                        values (?, ?, ?, ?, ?, ?)\
                        """,
                        tx.org(),
                        made.id(),
                        made.primary(),
                        made.associated(),
                        Sql.json(made.body()),
                        tx.now());
        return Response.json(201, made.json(call));
    }

    /**
     * @throws Problem E0000001 with everything that is wrong with it
     */
    private static LinkedObject checked(String id, ObjectNode sent) {
        var violations = new Violations();
        var body = Json.object();
        for (var side : SIDES) {
            body.set(side, side(side, sent.path(side), violations));
        }
        var primary = body.at("/primary/name").asString("");
        var associated = body.at("/associated/name").asString("");
        violations
                .require(!primary.equals(associated), "associated.name", "Both sides are called so")
                .throwIfAny("linkedObject");
        return new LinkedObject(id, primary, associated, body);
    }

    private static ObjectNode side(String side, JsonNode sent, Violations violations) {
        var kept = Json.object();
        for (var word : WORDS) {
            if (sent.path(word).isString()) {
                kept.put(word, sent.path(word).asString());
            }
        }
        var name = kept.path("name").asString("");
        violations
                .require(
                        name.matches("[A-Za-z_][A-Za-z0-9_]{0,99}"),
                        side + ".name",
                        "Must not begin with a digit, and holds letters, digits and _ only")
                .text(side + ".title", kept.path("title").asString(""), 100)
                .require(
                        kept.path("type").asString("").equals("USER"),
                        side + ".type",
                        "Must be USER");
        return kept;
    }

    private static Response delete(Call call) {
        var tx = call.tx();
        var definition = existing(call);
        tx.record(Event.of("directory.linked_object.delete", definition.target()))
                .execute(
                        "delete from linked_object where org_id = ? and id = ?",
                        tx.org(),
                        definition.id());
        return Response.noContent();
    }
}
