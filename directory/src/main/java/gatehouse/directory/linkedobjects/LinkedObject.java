package gatehouse.directory.linkedobjects;

import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A relationship between users, told from both of its sides.
 *
 * @param primary what the one is called, such as {@code manager}
 * @param associated what the many are called, such as {@code subordinate}
 * @param body both sides as they were sent
 */
record LinkedObject(String id, String primary, String associated, ObjectNode body) {
    static final String AT = "/api/v1/meta/schemas/user/linkedObjects";
    static final String SELECT =
            "select id, primary_name, associated_name, body from linked_object where org_id = ?";

    static LinkedObject read(Row row) {
        return new LinkedObject(
                row.text("id"),
                row.text("primary_name"),
                row.text("associated_name"),
                row.json("body"));
    }

    /** By the name of either side: no two sides in an org are called the same. */
    static Optional<LinkedObject> named(Tx tx, String name) {
        return tx.find(
                SELECT + " and (primary_name = ? or associated_name = ?)",
                LinkedObject::read,
                tx.org(),
                name,
                name);
    }

    /**
     * @throws Problem E0000007
     */
    static LinkedObject existing(Tx tx, String name) {
        return named(tx, name).orElseThrow(() -> Problem.notFound(name, "LinkedObject"));
    }

    Event.Target target() {
        return Event.Target.of("LinkedObject", id, primary);
    }

    ObjectNode json(Call call) {
        var json = Json.object();
        json.set("primary", body.path("primary"));
        json.set("associated", body.path("associated"));
        json.putObject("_links").putObject("self").put("href", call.origin() + AT + "/" + primary);
        return json;
    }
}
