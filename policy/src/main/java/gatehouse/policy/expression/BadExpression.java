package gatehouse.policy.expression;

/** An expression that cannot be read, or cannot be worked out with these values. */
public final class BadExpression extends RuntimeException {
    BadExpression(String why) {
        super(why, null, false, false);
    }
}
