package gatehouse.policy.expression;

import gatehouse.policy.expression.Words.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An expression, read once and worked out any number of times. It knows texts, numbers, truths,
 * lists and maps; there is no way from it to anything else of this program.
 *
 * <p>What is absent is null, and everything asked of null is null (Okta Expression Language).
 */
public final class Expression {
    private static final int LONGEST = 1_024;

    @FunctionalInterface
    interface Node {
        @Nullable Object in(Map<String, Object> values);
    }

    private final Node root;

    private Expression(Node root) {
        this.root = root;
    }

    /**
     * @throws BadExpression where it cannot be read, is longer than 1,024 characters, or nested
     *     deeper than a hundred levels
     */
    public static Expression read(String text) {
        if (text.length() > LONGEST) {
            throw new BadExpression("longer than 1,024 characters");
        }
        var words = new Words(text);
        var root = new ExpressionReader(words).choice();
        if (words.peek().kind() != Kind.END) {
            throw new BadExpression("unexpected " + words.peek().text());
        }
        return new Expression(root);
    }

    /**
     * @param values what the names at the beginning of a path mean: {@code user}, {@code app} …;
     *     {@code DateTime} is the moment that is now
     * @throws BadExpression where a function is unknown or gets what it cannot use
     */
    public @Nullable Object value(Map<String, Object> values) {
        return root.in(values);
    }
}
