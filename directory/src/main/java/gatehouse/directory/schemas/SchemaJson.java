package gatehouse.directory.schemas;

import gatehouse.kernel.Json;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** A schema on the wire, the same way for each kind of profile. */
final class SchemaJson {
    private final ObjectNode json;

    /**
     * @param id a URI of this org, which need not be one that can be fetched
     */
    SchemaJson(String id) {
        this.json =
                Json.object()
                        .put("id", id)
                        .put("$schema", "http://json-schema.org/draft-04/schema#");
    }

    SchemaJson named(String name, String title) {
        json.put("name", name).put("title", title);
        return this;
    }

    SchemaJson described(String description) {
        json.put("description", description);
        return this;
    }

    SchemaJson at(Instant created, Instant lastUpdated) {
        json.put("lastUpdated", Json.time(lastUpdated)).put("created", Json.time(created));
        return this;
    }

    ObjectNode holding(ObjectNode base, ObjectNode custom) {
        var definitions = json.putObject("definitions");
        definitions.set("custom", part("#custom", custom));
        definitions.set("base", part("#base", base));
        json.put("type", "object");
        var all = json.putObject("properties").putObject("profile").putArray("allOf");
        all.addObject().put("$ref", "#/definitions/custom");
        all.addObject().put("$ref", "#/definitions/base");
        return json;
    }

    /** Where there are no properties at all, Okta does not tell which of them are required. */
    private static ObjectNode part(String id, ObjectNode properties) {
        var part = Json.object().put("id", id).put("type", "object");
        part.set("properties", properties);
        if (!properties.isEmpty()) {
            var required = part.putArray("required");
            for (var entry : properties.properties()) {
                if (entry.getValue().path("required").asBoolean(false)) {
                    required.add(entry.getKey());
                }
            }
        }
        return part;
    }
}
