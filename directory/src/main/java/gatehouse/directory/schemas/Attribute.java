package gatehouse.directory.schemas;

import gatehouse.kernel.Violations;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One attribute of a profile, as its JSON-schema definition says (Okta, Schemas API).
 *
 * @param definition as it was sent and is shown
 */
public record Attribute(String name, ObjectNode definition, boolean required) {
    /** The pattern of logins of any kind, which need not even be as long as others. */
    private static final String ANYTHING = ".+";

    static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.?[^@\\s]*");

    /** {@code string}, {@code boolean}, {@code integer}, {@code number} or {@code array}. */
    public String type() {
        return definition.path("type").asString("string");
    }

    /** The type of the elements where this is an array. */
    public String itemType() {
        return definition.path("items").path("type").asString("string");
    }

    /** What its owner may do with it: {@code READ_WRITE}, {@code READ_ONLY} or {@code HIDE}. */
    public String self() {
        for (var permission : definition.path("permissions")) {
            if (permission.path("principal").asString("").equals("SELF")) {
                return permission.path("action").asString("");
            }
        }
        return "READ_ONLY";
    }

    public boolean unique() {
        return definition.path("unique").asString("").contains("UNIQUE");
    }

    void check(JsonNode value, Violations violations) {
        if (!isOf(type(), value)) {
            violations.add(name, "Property type does not match: expected " + type());
            return;
        }
        if (value.isArray()) {
            checkItems(value, violations);
        } else {
            checkOne(value, definition, violations);
        }
    }

    private void checkItems(JsonNode values, Violations violations) {
        if (definition.path("items") instanceof ObjectNode items) {
            for (var item : values) {
                if (isOf(itemType(), item)) {
                    checkOne(item, items, violations);
                } else {
                    violations.add(name, "Array item type does not match: expected " + itemType());
                }
            }
        }
    }

    private void checkOne(JsonNode value, ObjectNode rule, Violations violations) {
        if (value.isString()) {
            checkText(value.asString(), rule, violations);
        } else if (value.isNumber()) {
            checkNumber(value.asDouble(), rule, violations);
        }
        var allowed = allowed(rule);
        violations.require(
                allowed.isEmpty() || allowed.contains(value),
                name,
                "The value must be one of the values that the schema lists");
    }

    private void checkText(String text, ObjectNode rule, Violations violations) {
        int length = text.codePointCount(0, text.length());
        boolean shortEnough = !rule.has("maxLength") || length <= rule.get("maxLength").asInt();
        boolean anything = rule.path("pattern").asString("").equals(ANYTHING);
        boolean longEnough =
                !rule.has("minLength") || anything || length >= rule.get("minLength").asInt();
        violations.require(
                shortEnough,
                name,
                "String value exceeds maximum length of " + rule.path("maxLength").asInt(0));
        violations.require(
                longEnough,
                name,
                "String value is shorter than the minimum length of "
                        + rule.path("minLength").asInt(0));
        violations.require(
                matches(text, rule.path("pattern").asString("")),
                name,
                "Does not match required pattern");
        violations.require(
                hasFormat(text, rule.path("format").asString("")),
                name,
                "Does not match required pattern");
    }

    private static boolean hasFormat(String text, String format) {
        return switch (format) {
            case "email" -> EMAIL.matcher(text).matches();
            case "uri" -> isUri(text);
            default -> true;
        };
    }

    private static boolean isUri(String text) {
        try {
            return !new URI(text).toString().isEmpty();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean matches(String text, String pattern) {
        if (pattern.isEmpty() || pattern.equals(ANYTHING)) {
            return true;
        }
        try {
            return Pattern.compile(pattern).matcher(text).matches();
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private void checkNumber(double number, ObjectNode rule, Violations violations) {
        violations.require(
                !rule.has("minimum") || number >= rule.get("minimum").asDouble(),
                name,
                "Value is below the minimum of " + rule.path("minimum").asString("0"));
        violations.require(
                !rule.has("maximum") || number <= rule.get("maximum").asDouble(),
                name,
                "Value exceeds the maximum of " + rule.path("maximum").asString("0"));
    }

    /** The values of {@code enum}, or of {@code oneOf}'s {@code const}s; empty where all are. */
    private static Set<JsonNode> allowed(ObjectNode rule) {
        var allowed = new HashSet<JsonNode>();
        rule.path("enum").forEach(allowed::add);
        rule.path("oneOf").forEach(choice -> allowed.add(choice.path("const")));
        return allowed;
    }

    static boolean isOf(String type, @Nullable JsonNode value) {
        return value != null
                && switch (type) {
                    case "string" -> value.isString();
                    case "boolean" -> value.isBoolean();
                    case "integer" -> value.isIntegralNumber();
                    case "number" -> value.isNumber();
                    case "array" -> value.isArray();
                    default -> true;
                };
    }
}
