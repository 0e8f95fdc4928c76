package gatehouse.directory.schemas;

import gatehouse.kernel.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The three kinds of profile, and what may be said of an attribute of each (Okta, Schemas API:
 * user, group and app user schema attributes). Of an attribute of an application's users nobody
 * says who may write it or who masters it: the application's assignments do.
 */
enum SchemaKind {
    USER("login"),
    GROUP("name"),
    APP("userName");

    private static final List<String> WORDS =
            List.of(
                    "title",
                    "description",
                    "type",
                    "required",
                    "mutability",
                    "externalName",
                    "externalNamespace",
                    "scope",
                    "unique",
                    "default",
                    "format",
                    "pattern",
                    "enum",
                    "oneOf",
                    "minLength",
                    "maxLength",
                    "minimum",
                    "maximum",
                    "items",
                    "union",
                    "permissions",
                    "master");
    private static final List<String> RIGHTS = List.of("mutability", "permissions", "master");
    private static final List<String> CHANGEABLE =
            List.of("pattern", "permissions", "required", "master", "title");
    private static final JsonNode READ_ONLY_BY_SELF =
            Json.MAPPER.readTree("[{\"principal\":\"SELF\",\"action\":\"READ_ONLY\"}]");

    private final String key;

    SchemaKind(String key) {
        this.key = key;
    }

    /** The base attribute that is always required. */
    String key() {
        return key;
    }

    /** What may be changed of a base attribute. */
    List<String> changeable() {
        return CHANGEABLE.stream().filter(this::knows).toList();
    }

    private boolean knows(String word) {
        return this != APP || !RIGHTS.contains(word);
    }

    /** A custom attribute as it is kept and shown: what was sent, and what goes without saying. */
    ObjectNode attribute(JsonNode sent) {
        var all = (ObjectNode) sent.deepCopy();
        fill(all, "scope", Json.MAPPER.valueToTree("NONE"));
        fill(all, "mutability", Json.MAPPER.valueToTree("READ_WRITE"));
        fill(all, "permissions", READ_ONLY_BY_SELF);
        fill(all, "master", Json.object().put("type", "PROFILE_MASTER"));
        items(all);
        unique(all);
        var shown = Json.object();
        for (var word : WORDS) {
            if (knows(word) && all.hasNonNull(word)) {
                shown.set(word, all.get(word));
            }
        }
        return requiredOnlyWhereTrue(shown);
    }

    static ObjectNode requiredOnlyWhereTrue(ObjectNode attribute) {
        if (!attribute.path("required").asBoolean(false)) {
            attribute.remove("required");
        }
        return attribute;
    }

    private static void fill(ObjectNode attribute, String word, JsonNode usual) {
        if (!attribute.hasNonNull(word)) {
            attribute.set(word, usual);
        }
    }

    private void items(ObjectNode attribute) {
        if (!attribute.path("type").asString("").equals("array")) {
            attribute.remove(List.of("items", "union"));
            return;
        }
        if (this == APP) {
            fill(attribute, "union", Json.MAPPER.valueToTree("DISABLE"));
        }
        if (attribute.path("items") instanceof ObjectNode items
                && items.path("type").asString("").equals("object")) {
            items.put("additionalProperties", true);
        }
    }

    private static void unique(ObjectNode attribute) {
        switch (attribute.path("unique").asString("")) {
            case "PENDING_UNIQUENESS" -> attribute.put("unique", "UNIQUE_VALIDATED");
            case "NOT_UNIQUE" -> attribute.remove("unique");
            default -> {}
        }
    }
}
