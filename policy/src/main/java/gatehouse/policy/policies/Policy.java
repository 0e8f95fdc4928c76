package gatehouse.policy.policies;

import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.http.Call;
import gatehouse.policy.policies.types.PolicyType;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A policy (Okta, Policy API).
 *
 * @param priority 1 is asked first
 * @param system whether it is one of the defaults, which cannot be deleted or switched off
 * @param body description, conditions and settings
 */
public record Policy(
        String id,
        String type,
        String name,
        String status,
        int priority,
        boolean system,
        Instant created,
        Instant lastUpdated,
        ObjectNode body) {
    static final String AT = "/api/v1/policies";

    static Policy read(Row row) {
        return new Policy(
                row.text("id"),
                row.text("type"),
                row.text("name"),
                row.text("status"),
                row.integer("priority"),
                row.flag("system"),
                row.instant("created"),
                row.instant("last_updated"),
                row.json("body"));
    }

    Event.Target target() {
        return Event.Target.of("PolicyEntity", id, name);
    }

    /** What kind of policy it is. */
    PolicyType kind() {
        return PolicyType.valueOf(type);
    }

    boolean active() {
        return status.equals("ACTIVE");
    }

    Policy in(int place, Instant now) {
        return new Policy(id, type, name, status, place, system, created, now, body);
    }

    Policy with(String otherName, ObjectNode otherBody) {
        return new Policy(
                id, type, otherName, status, priority, system, created, lastUpdated, otherBody);
    }

    Policy with(String otherStatus, Instant now) {
        return new Policy(id, type, name, otherStatus, priority, system, created, now, body);
    }

    ObjectNode json(Call call) {
        var json = Json.object().put("id", id).put("status", status).put("name", name);
        if (body.has("description")) {
            json.set("description", body.path("description"));
        }
        json.put("priority", priority).put("system", system);
        json.set("conditions", body.get("conditions"));
        json.put("created", Json.time(created)).put("lastUpdated", Json.time(lastUpdated));
        if (body.has("settings")) {
            json.set("settings", body.path("settings"));
        }
        json.set("_links", links(call));
        return json.put("type", type);
    }

    private ObjectNode links(Call call) {
        var self = call.origin() + AT + "/" + id;
        var links = new Links(Json.object());
        if (system) {
            links.to("self", self, "GET", "PUT");
        } else {
            links.to("mappings", self + "/mappings", "GET", "POST");
            links.to("self", self, "GET", "PUT", "DELETE");
        }
        links.to("rules", self + "/rules", "GET", "POST");
        if (!system) {
            var verb = status.equals("ACTIVE") ? "deactivate" : "activate";
            links.to(verb, self + "/lifecycle/" + verb, "POST");
        }
        return links.json();
    }
}
