package gatehouse.policy.policies;

import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.http.Call;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A rule of a policy (Okta, Policy API).
 *
 * @param body conditions and actions
 */
public record PolicyRule(
        String id,
        String policy,
        String type,
        String name,
        String status,
        int priority,
        boolean system,
        Instant created,
        Instant lastUpdated,
        ObjectNode body) {
    static PolicyRule read(Row row) {
        return new PolicyRule(
                row.text("id"),
                row.text("policy_id"),
                row.text("type"),
                row.text("name"),
                row.text("status"),
                row.integer("priority"),
                row.flag("system"),
                row.instant("created"),
                row.instant("last_updated"),
                row.json("body"));
    }

    boolean active() {
        return status.equals("ACTIVE");
    }

    /** The same rule in another policy. */
    PolicyRule to(String otherId, Policy other, Instant now) {
        return new PolicyRule(
                otherId, other.id(), type, name, status, priority, system, now, now, body);
    }

    PolicyRule in(int place, Instant now) {
        return new PolicyRule(id, policy, type, name, status, place, system, created, now, body);
    }

    PolicyRule with(String otherName, ObjectNode otherBody) {
        return new PolicyRule(
                id,
                policy,
                type,
                otherName,
                status,
                priority,
                system,
                created,
                lastUpdated,
                otherBody);
    }

    PolicyRule with(String otherStatus, Instant now) {
        return new PolicyRule(
                id, policy, type, name, otherStatus, priority, system, created, now, body);
    }

    Event.Target target() {
        return Event.Target.of("PolicyRule", id, name);
    }

    ObjectNode json(Call call) {
        var json =
                Json.object()
                        .put("id", id)
                        .put("status", status)
                        .put("name", name)
                        .put("priority", priority)
                        .put("created", Json.time(created))
                        .put("lastUpdated", Json.time(lastUpdated))
                        .put("system", system);
        json.set("conditions", body.get("conditions"));
        json.set("actions", body.get("actions"));
        var self = call.origin() + Policy.AT + "/" + policy + "/rules/" + id;
        var links = Links.in(json);
        if (system) {
            links.to("self", self, "GET", "PUT");
        } else {
            links.to("self", self, "GET", "PUT", "DELETE");
            var verb = status.equals("ACTIVE") ? "deactivate" : "activate";
            links.to(verb, self + "/lifecycle/" + verb, "POST");
        }
        return json.put("type", type);
    }
}
