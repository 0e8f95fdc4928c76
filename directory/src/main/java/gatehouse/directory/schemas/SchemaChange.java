package gatehouse.directory.schemas;

import gatehouse.kernel.Json;
import gatehouse.kernel.Violations;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A change of a schema as clients send it: the properties it names are added or changed, those it
 * sets to null are removed, the others stay.
 */
record SchemaChange(SchemaKind kind, ObjectNode base, ObjectNode custom) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
    private static final Set<String> TYPES =
            Set.of("string", "boolean", "integer", "number", "array");

    static SchemaChange of(SchemaKind kind, ObjectNode sent) {
        var definitions = sent.path("definitions");
        return new SchemaChange(
                kind, properties(definitions, "base"), properties(definitions, "custom"));
    }

    private static ObjectNode properties(JsonNode definitions, String part) {
        return definitions.path(part).path("properties") instanceof ObjectNode properties
                ? properties
                : Json.object();
    }

    /**
     * The changed custom attributes.
     *
     * @throws gatehouse.kernel.Problem E0000001 where one is not well defined
     */
    ObjectNode custom(ObjectNode before, ObjectNode baseOnes) {
        var after = before.deepCopy();
        var violations = new Violations();
        for (var entry : custom.properties()) {
            if (entry.getValue().isNull()) {
                after.remove(entry.getKey());
            } else {
                var old = after.path(entry.getKey());
                check(entry.getKey(), entry.getValue(), old, violations);
                violations.require(
                        !baseOnes.has(entry.getKey()),
                        entry.getKey(),
                        "A base property has this name");
                after.set(entry.getKey(), kind.attribute(entry.getValue()));
            }
        }
        violations.throwIfAny("schema");
        return after;
    }

    private void check(String name, JsonNode definition, JsonNode old, Violations violations) {
        var type = definition.path("type").asString("");
        violations
                .require(NAME.matcher(name).matches(), name, "Invalid property name")
                .require(
                        TYPES.contains(type),
                        name,
                        "The type of a property must be one of " + TYPES)
                .require(
                        old.isMissingNode() || old.path("type").asString("").equals(type),
                        name,
                        "The type of an existing property cannot be changed")
                .require(
                        !type.equals("array") || definition.has("items"),
                        name,
                        "The items of an array must be defined")
                .require(
                        inOrder(definition, "minLength", "maxLength")
                                && inOrder(definition, "minimum", "maximum"),
                        name,
                        "The least that is allowed must not be more than the most")
                .require(
                        compiles(definition.path("pattern").asString("")),
                        name,
                        "The pattern is not a regular expression");
    }

    private static boolean inOrder(JsonNode definition, String least, String most) {
        return !definition.hasNonNull(least)
                || !definition.hasNonNull(most)
                || definition.get(least).asDouble(0) <= definition.get(most).asDouble(0);
    }

    private static boolean compiles(String pattern) {
        try {
            Pattern.compile(pattern);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    /** The base attributes with what may be changed of them changed. */
    ObjectNode base(ObjectNode before) {
        var after = before.deepCopy();
        var violations = new Violations();
        for (var entry : base.properties()) {
            if (after.get(entry.getKey()) instanceof ObjectNode definition) {
                for (var field : kind.changeable()) {
                    if (entry.getValue().has(field)) {
                        definition.set(field, entry.getValue().get(field));
                    }
                }
                violations.require(
                        compiles(definition.path("pattern").asString("")),
                        entry.getKey(),
                        "The pattern is not a regular expression");
                definition.properties().removeIf(field -> field.getValue().isNull());
                SchemaKind.requiredOnlyWhereTrue(definition);
            } else {
                violations.add(entry.getKey(), "Is not a base property");
            }
        }
        violations
                .require(
                        after.path(kind.key()).path("required").asBoolean(false),
                        kind.key(),
                        "This property is always required")
                .throwIfAny("schema");
        return after;
    }
}
