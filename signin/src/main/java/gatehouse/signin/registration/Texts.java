package gatehouse.signin.registration;

import gatehouse.kernel.Json;
import java.util.Arrays;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.StringNode;

/** What forms send is text, whatever it stands for. */
final class Texts {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,18})?");

    private Texts() {}

    /**
     * The value that a text stands for; the text itself where it stands for none, which the schema
     * then finds wrong.
     *
     * @param type as JSON Schema has it
     */
    static JsonNode typed(String type, JsonNode sent) {
        if (!sent.isString()) {
            return sent;
        }
        var text = sent.asString().strip();
        return switch (type) {
            case "integer" -> WHOLE.matcher(text).matches() ? whole(text) : sent;
            case "number" -> NUMBER.matcher(text).matches() ? decimal(text) : sent;
            case "boolean" -> text.matches("true|false") ? truth(text) : sent;
            case "array" -> list(text);
            default -> StringNode.valueOf(text);
        };
    }

    private static JsonNode whole(String text) {
        return LongNode.valueOf(Long.parseLong(text));
    }

    private static JsonNode decimal(String text) {
        return DecimalNode.valueOf(new java.math.BigDecimal(text));
    }

    private static JsonNode truth(String text) {
        return BooleanNode.valueOf(text.equals("true"));
    }

    private static JsonNode list(String text) {
        var list = Json.array();
        Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .forEach(list::add);
        return list;
    }
}
