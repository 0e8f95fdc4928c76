package gatehouse.protocol.oauth.expression;

import gatehouse.protocol.oauth.expression.Words.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An expression, read once and worked out any number of times. It knows texts, numbers, truths,
 * lists and maps; there is no way from it to anything else of this program.
 *
 * <p>What is absent is null, and everything asked of null is null (Okta Expression Language).
 */
public final class Expression {
    private static final int LONGEST = 1_024;
    private static final Set<String> NAMESPACES = Set.of("String", "Arrays", "Convert", "Groups");

    @FunctionalInterface
    private interface Node {
        @Nullable Object in(Map<String, Object> values);
    }

    private final Node root;

    private Expression(Node root) {
        this.root = root;
    }

    /**
     * @throws BadExpression where it cannot be read, or is longer than 1,024 characters
     */
    public static Expression read(String text) {
        if (text.length() > LONGEST) {
            throw new BadExpression("longer than 1,024 characters");
        }
        var reader = new Reader(new Words(text));
        var root = reader.choice();
        if (reader.words.peek().kind() != Kind.END) {
            throw new BadExpression("unexpected " + reader.words.peek().text());
        }
        return new Expression(root);
    }

    /**
     * @param values what the names at the beginning of a path mean: {@code user}, {@code app} …
     * @throws BadExpression where a function is unknown or gets what it cannot use
     */
    public @Nullable Object value(Map<String, Object> values) {
        return root.in(values);
    }

    /** Reads by recursive descent, the weakest sign first. */
    private record Reader(Words words) {
        Node choice() {
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
                var value = signed();
                return v -> !Values.truth(value.in(v));
            }
            if (words.took("-")) {
                var value = signed();
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
                        node = v -> Functions.method(of.in(v), name, all(arguments, v));
                    } else {
                        node = v -> Values.member(of.in(v), name);
                    }
                } else if (words.took("[")) {
                    var index = choice();
                    words.need("]");
                    node =
                            v ->
                                    Values.member(
                                            of.in(v), Objects.requireNonNullElse(index.in(v), ""));
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
                var elements = list("}");
                return v -> all(elements, v);
            }
            var word = words.next();
            return switch (word.kind()) {
                case NUMBER -> constant(Values.literal(word.text()));
                case TEXT -> constant(word.text());
                case NAME -> named(word.text());
                case SIGN, END -> throw new BadExpression("unexpected " + word.text());
            };
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
}
