package gatehouse.kernel.resource;

import gatehouse.kernel.db.Row;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A resource as it lies in the database.
 *
 * @param system whether it is ours: clients can neither rename nor delete it
 * @param priority its place among its siblings, from 1; 0 where they have no order
 * @param body what the client wrote, completed with defaults
 */
public record Stored(
        String id,
        String status,
        boolean system,
        int priority,
        Instant created,
        Instant lastUpdated,
        ObjectNode body) {

    static Stored read(Row row) {
        return new Stored(
                row.text("id"),
                row.text("status"),
                row.flag("system"),
                row.integer("priority"),
                row.instant("created"),
                row.instant("last_updated"),
                row.json("body"));
    }

    public boolean active() {
        return status.equals("ACTIVE");
    }

    public String name() {
        return body.path("name").asString(id);
    }

    Stored withStatus(String other, Instant now) {
        return new Stored(id, other, system, priority, created, now, body);
    }

    Stored withBody(ObjectNode other, int place, Instant now) {
        return new Stored(id, status, system, place, created, now, other);
    }
}
