package gatehouse.policy.expression;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the signs of the language do with values. */
final class Values {
    private Values() {}

    static boolean truth(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean truth -> truth;
            case String text -> Boolean.parseBoolean(text);
            default -> throw new BadExpression("neither true nor false: " + value);
        };
    }

    static double number(@Nullable Object value) {
        return switch (value) {
            case Number number -> number.doubleValue();
            case String text -> parsed(text);
            case null, default -> throw new BadExpression("not a number: " + value);
        };
    }

    private static double parsed(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException _) {
            throw new BadExpression("not a number: " + text);
        }
    }

    static Object literal(String text) {
        return text.contains(".") ? (Object) parsed(text) : (Object) (long) parsed(text);
    }

    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Double number when number == Math.rint(number) ->
                    Long.toString(number.longValue());
            default -> value.toString();
        };
    }

    static Object add(@Nullable Object left, @Nullable Object right) {
        return left instanceof Number a && right instanceof Number b
                ? (Object) (a.doubleValue() + b.doubleValue())
                : text(left) + text(right);
    }

    static double divide(@Nullable Object left, @Nullable Object right) {
        double by = number(right);
        if (by == 0) {
            throw new BadExpression("divided by nothing");
        }
        return number(left) / by;
    }

    static boolean compare(String sign, @Nullable Object left, @Nullable Object right) {
        return switch (sign) {
            case "==" -> same(left, right);
            case "!=" -> !same(left, right);
            default -> ordered(sign, left, right);
        };
    }

    static boolean same(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return a.doubleValue() == b.doubleValue();
        }
        if (left instanceof ZonedDateTime a && right instanceof ZonedDateTime b) {
            return a.isEqual(b);
        }
        return Objects.equals(left, right);
    }

    private static boolean ordered(String sign, @Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return false;
        }
        int order = order(left, right);
        return switch (sign) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static int order(Object left, Object right) {
        if (left instanceof ZonedDateTime a && right instanceof ZonedDateTime b) {
            return a.toInstant().compareTo(b.toInstant());
        }
        return left instanceof String a && right instanceof String b
                ? a.compareTo(b)
                : Double.compare(number(left), number(right));
    }

    static @Nullable Object member(@Nullable Object of, Object name) {
        return switch (of) {
            case Map<?, ?> map -> told(map.get(name));
            case JsonNode json when name instanceof String field -> told(json.path(field));
            case List<?> list -> {
                int at = (int) number(name);
                yield at >= 0 && at < list.size() ? list.get(at) : null;
            }
            case null, default -> null;
        };
    }

    /** JSON as values of the language, and what is only worked out where it is asked for. */
    private static @Nullable Object told(@Nullable Object value) {
        return switch (value) {
            case Supplier<?> later -> later.get();
            case ArrayNode array -> array.valueStream().map(Values::told).toList();
            case ObjectNode object -> object;
            case JsonNode json when json.isNumber() -> json.asDouble();
            case JsonNode json when json.isBoolean() -> json.asBoolean();
            case JsonNode json -> json.isString() ? json.asString() : null;
            case null, default -> value;
        };
    }

    static List<?> list(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> list;
            case String csv when csv.isEmpty() -> List.of();
            case String csv -> List.of(csv.split("\\s*,\\s*"));
            default -> List.of(value);
        };
    }
}
