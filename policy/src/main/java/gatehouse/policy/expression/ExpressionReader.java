package gatehouse.policy.expression;

import gatehouse.policy.expression.Expression.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads by recursive descent, the weakest sign first. */
final class ExpressionReader {
    private static final Set<String> NAMESPACES = Set.of("String", "Arrays", "Convert", "Groups");

    /** Each level costs a dozen frames of a stack, when it is read and when it is worked out. */
    private static final int DEEPEST = 100;

    private final Words words;
    private int depth;

    ExpressionReader(Words words) {
        this.words = words;
    }

    /**
     * @throws BadExpression where it is nested deeper than a hundred levels
     */
    Node choice() {
        return deeper(this::choosing);
    }

    private Node deeper(Supplier<Node> read) {
        if (++depth > DEEPEST) {
            throw new BadExpression("nested deeper than " + DEEPEST + " levels");
        }
        var node = read.get();
        depth--;
        return node;
    }

    private Node choosing() {
        var condition = either();
        if (words.took("?:")) {
            var otherwise = choice();
            return v -> {
                var value = condition.in(v);
                return value == null || value.equals("") ? otherwise.in(v) : value;
            };
        }
        if (!words.took("?")) {
            return condition;
        }
        var yes = choice();
        words.need(":");
        var no = choice();
        return v -> Values.truth(condition.in(v)) ? yes.in(v) : no.in(v);
    }

    private Node either() {
        var left = both();
        while (words.took("||")) {
            var first = left;
            var second = both();
            left = v -> Values.truth(first.in(v)) || Values.truth(second.in(v));
        }
        return left;
    }

    private Node both() {
        var left = comparison();
        while (words.took("&&")) {
            var first = left;
            var second = comparison();
            left = v -> Values.truth(first.in(v)) && Values.truth(second.in(v));
        }
        return left;
    }

    private Node comparison() {
        var left = sum();
        for (var sign : List.of("==", "!=", "<=", ">=", "<", ">")) {
            if (words.took(sign)) {
                var right = sum();
                return v -> Values.compare(sign, left.in(v), right.in(v));
            }
        }
        return left;
    }

    private Node sum() {
        var left = product();
        while (true) {
            var first = left;
            if (words.took("+")) {
                var second = product();
                left = v -> Values.add(first.in(v), second.in(v));
            } else if (words.took("-")) {
                var second = product();
                left = v -> Values.number(first.in(v)) - Values.number(second.in(v));
            } else {
                return left;
            }
        }
    }

    private Node product() {
        var left = signed();
        while (true) {
            var first = left;
            if (words.took("*")) {
                var second = signed();
                left = v -> Values.number(first.in(v)) * Values.number(second.in(v));
            } else if (words.took("/")) {
                var second = signed();
                left = v -> Values.divide(first.in(v), second.in(v));
            } else {
                return left;
            }
        }
    }

    private Node signed() {
        if (words.took("!")) {
            var value = deeper(this::signed);
            return v -> !Values.truth(value.in(v));
        }
        if (words.took("-")) {
            var value = deeper(this::signed);
            return v -> -Values.number(value.in(v));
        }
        return path(value());
    }

    private Node path(Node start) {
        var node = start;
        while (true) {
            var of = node;
            if (words.took(".")) {
                var name = words.name();
                if (words.took("(")) {
                    var arguments = list(")");
                    Methods.check(name);
                    node = v -> Methods.call(of.in(v), name, all(arguments, v), v.get(Times.NOW));
                } else {
                    node = v -> Values.member(of.in(v), name);
                }
            } else if (words.took("[")) {
                var index = choice();
                words.need("]");
                node = v -> Values.member(of.in(v), Objects.requireNonNullElse(index.in(v), ""));
            } else {
                return node;
            }
        }
    }

    private Node value() {
        if (words.took("(")) {
            var inner = choice();
            words.need(")");
            return inner;
        }
        if (words.took("{")) {
            return braces();
        }
        var word = words.next();
        return switch (word.kind()) {
            case NUMBER -> constant(Values.literal(word.text()));
            case TEXT -> constant(word.text());
            case NAME -> named(word.text());
            case SIGN, END -> throw new BadExpression("unexpected " + word.text());
        };
    }

    /** A list, or a map where the first of its elements is a pair. */
    private Node braces() {
        if (words.took("}")) {
            return constant(List.of());
        }
        var first = choice();
        if (!words.took(":")) {
            var elements = new ArrayList<>(List.of(first));
            if (words.took(",")) {
                elements.addAll(list("}"));
            } else {
                words.need("}");
            }
            return v -> all(elements, v);
        }
        var pairs = new LinkedHashMap<Node, Node>();
        pairs.put(first, choice());
        while (words.took(",")) {
            var key = choice();
            words.need(":");
            pairs.put(key, choice());
        }
        words.need("}");
        return v -> map(pairs, v);
    }

    private static Map<String, @Nullable Object> map(
            Map<Node, Node> pairs, Map<String, Object> values) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        pairs.forEach((key, value) -> map.put(Values.text(key.in(values)), value.in(values)));
        return map;
    }

    private static Node constant(@Nullable Object value) {
        return _ -> value;
    }

    private Node named(String name) {
        if (NAMESPACES.contains(name) && words.took(".")) {
            return call(name + "." + words.name());
        }
        return switch (name) {
            case "true" -> constant(true);
            case "false" -> constant(false);
            case "null" -> constant(null);
            default -> words.peek().text().equals("(") ? call(name) : v -> v.get(name);
        };
    }

    private Node call(String function) {
        words.need("(");
        var arguments = list(")");
        return v -> Functions.call(function, all(arguments, v), v);
    }

    private List<Node> list(String end) {
        var all = new ArrayList<Node>();
        if (words.took(end)) {
            return all;
        }
        do {
            all.add(choice());
        } while (words.took(","));
        words.need(end);
        return all;
    }

    private static List<@Nullable Object> all(List<Node> nodes, Map<String, Object> values) {
        var all = new ArrayList<@Nullable Object>();
        nodes.forEach(node -> all.add(node.in(values)));
        return all;
    }
}
