package gatehouse.policy.policies;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.policy.policies.types.PolicyType;
import gatehouse.policy.shapes.Reading;
import gatehouse.policy.shapes.Shape;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what clients send of policies and rules, checks it, and fills in what they left out. */
final class PolicyBodies {
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_DESCRIPTION = 255;

    private PolicyBodies() {}

    /**
     * @throws Problem E0000001 where it names no type, or one that there is not
     */
    static PolicyType type(ObjectNode sent) {
        return PolicyType.named(sent.path("type").asString(""))
                .orElseThrow(() -> Problem.invalid("type", "type: Must be a type of policy"));
    }

    /**
     * What a policy is after this was sent.
     *
     * @param before of which, where it is ours, name and conditions stay
     * @throws Problem E0000001 with everything that is wrong with it
     */
    static Policy policy(Tx tx, ObjectNode sent, Policy before) {
        var shapes = before.kind().shapes();
        same(sent, before.type(), true);
        var reading = new Reading();
        var body = Json.object();
        describe(sent, before, reading, body);
        body.set(
                "conditions",
                before.system()
                        ? before.body().get("conditions")
                        : read(
                                shapes.conditions(),
                                sent.path("conditions"),
                                "conditions",
                                reading));
        if (shapes.settings() != null) {
            body.set("settings", read(shapes.settings(), settings(sent), "settings", reading));
        }
        if (before.body().has("resourceType")) {
            body.set("resourceType", before.body().get("resourceType"));
        }
        var name = before.system() ? before.name() : name(sent, reading);
        reading.finish(tx, "policy");
        return before.with(name, body);
    }

    private static JsonNode settings(ObjectNode sent) {
        return sent.path("settings").isObject() ? sent.path("settings") : Json.object();
    }

    private static void describe(ObjectNode sent, Policy before, Reading reading, ObjectNode body) {
        var text = sent.path("description");
        if (text.isString() && text.asString().length() > LONGEST_DESCRIPTION) {
            reading.wrong("description", "Must not be longer than " + LONGEST_DESCRIPTION);
        }
        if (text.isString()) {
            body.set("description", text);
        } else if (before.system() && before.body().has("description")) {
            body.set("description", before.body().get("description"));
        }
    }

    /** What a rule is after this was sent. */
    static PolicyRule rule(Tx tx, PolicyType type, ObjectNode sent, PolicyRule before) {
        same(sent, before.type(), false);
        var shapes = type.shapes();
        var reading = new Reading();
        var body = Json.object();
        var conditions = shapes.ruleConditions();
        body.set(
                "conditions",
                before.system()
                        ? before.body().get("conditions")
                        : read(conditions, sent.path("conditions"), "conditions", reading));
        body.set("actions", read(shapes.actions(), sent.path("actions"), "actions", reading));
        var name = before.system() ? before.name() : name(sent, reading);
        reading.finish(tx, "rule");
        return before.with(name, body);
    }

    private static void same(ObjectNode sent, String type, boolean needed) {
        boolean same = sent.path("type").asString(needed ? "" : type).equals(type);
        if (!same) {
            throw Problem.invalid("type", "type: The type of a policy cannot be changed");
        }
    }

    private static String name(ObjectNode sent, Reading reading) {
        var name = sent.path("name").asString("").strip();
        if (name.isEmpty()) {
            reading.wrong("name", "The field cannot be left blank");
        } else if (name.length() > LONGEST_NAME) {
            reading.wrong("name", "Must not be longer than " + LONGEST_NAME);
        }
        return name;
    }

    /** What is left out is read as if it were empty, so that it is filled in. */
    private static JsonNode read(@Nullable Shape shape, JsonNode sent, String at, Reading reading) {
        if (shape == null) {
            return NullNode.instance;
        }
        var value = sent.isMissingNode() || sent.isNull() ? Json.object() : sent;
        var read = shape.read(value, at, reading);
        return read == null ? NullNode.instance : read;
    }

    static @Nullable Integer priority(ObjectNode sent) {
        var priority = sent.path("priority");
        if (priority.isMissingNode() || priority.isNull()) {
            return null;
        }
        if (!priority.isInt()) {
            throw Problem.invalid("priority", "priority: Must be a whole number");
        }
        return priority.asInt();
    }

    /** Switched on, unless the body or the query says otherwise. */
    static String status(ObjectNode sent, boolean activate) {
        return activate && !sent.path("status").asString("").equals("INACTIVE")
                ? "ACTIVE"
                : "INACTIVE";
    }
}
