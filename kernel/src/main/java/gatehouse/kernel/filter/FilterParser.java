package gatehouse.kernel.filter;

import gatehouse.kernel.filter.Filter.And;
import gatehouse.kernel.filter.Filter.Compare;
import gatehouse.kernel.filter.Filter.Element;
import gatehouse.kernel.filter.Filter.Literal;
import gatehouse.kernel.filter.Filter.Not;
import gatehouse.kernel.filter.Filter.Operator;
import gatehouse.kernel.filter.Filter.Or;
import gatehouse.kernel.filter.Filter.Present;
import gatehouse.kernel.filter.FilterLexer.Kind;
import gatehouse.kernel.filter.FilterLexer.Token;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Recursive descent over the grammar of RFC 7644 figure 1. */
final class FilterParser {
    private static final int DEEPEST = 64;
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z$_][A-Za-z0-9_$:.-]*");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");

    private final List<Token> tokens;
    private int next;
    private int depth;

    FilterParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    Filter whole() {
        var filter = or();
        if (next < tokens.size()) {
            throw new BadFilter("Unexpected '" + tokens.get(next).text() + "'");
        }
        return filter;
    }

    private Filter or() {
        var left = and();
        while (accept("or")) {
            left = new Or(left, and());
        }
        return left;
    }

    private Filter and() {
        var left = term();
        while (accept("and")) {
            left = new And(left, term());
        }
        return left;
    }

    private Filter term() {
        if (++depth > DEEPEST) {
            throw new BadFilter("The filter is nested too deep");
        }
        var term = negation();
        depth--;
        return term;
    }

    private Filter negation() {
        if (peekWord("not")
                && next + 1 < tokens.size()
                && tokens.get(next + 1).kind() == Kind.OPEN) {
            next++;
            return new Not(group());
        }
        return peek(Kind.OPEN) ? group() : comparison();
    }

    private Filter group() {
        expect(Kind.OPEN);
        var inner = or();
        expect(Kind.CLOSE);
        return inner;
    }

    private Filter comparison() {
        var attribute = take(Kind.WORD, "an attribute");
        if (!ATTRIBUTE.matcher(attribute).matches()) {
            throw new BadFilter("'" + attribute + "' is not an attribute");
        }
        if (peek(Kind.OPEN_ELEMENT)) {
            next++;
            var inner = or();
            expect(Kind.CLOSE_ELEMENT);
            return new Element(attribute, inner);
        }
        var operator = take(Kind.WORD, "an operator");
        return operator.equalsIgnoreCase("pr")
                ? new Present(attribute)
                : new Compare(attribute, operator(operator), literal());
    }

    private static Operator operator(String word) {
        try {
            return Operator.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new BadFilter("'" + word + "' is not an operator");
        }
    }

    private Literal literal() {
        if (peek(Kind.STRING)) {
            return new Literal(tokens.get(next++).text());
        }
        var word = take(Kind.WORD, "a value");
        return switch (word) {
            case "true" -> new Literal(true);
            case "false" -> new Literal(false);
            case "null" -> new Literal(null);
            default -> number(word);
        };
    }

    private static Literal number(String word) {
        if (!NUMBER.matcher(word).matches()) {
            throw new BadFilter("'" + word + "' is not a value");
        }
        return new Literal(new BigDecimal(word));
    }

    private boolean accept(String word) {
        boolean there = peekWord(word);
        if (there) {
            next++;
        }
        return there;
    }

    private boolean peekWord(String word) {
        return peek(Kind.WORD) && tokens.get(next).text().equalsIgnoreCase(word);
    }

    private boolean peek(Kind kind) {
        return next < tokens.size() && tokens.get(next).kind() == kind;
    }

    private void expect(Kind kind) {
        if (!peek(kind)) {
            throw new BadFilter("A bracket is missing");
        }
        next++;
    }

    private String take(Kind kind, String what) {
        if (!peek(kind)) {
            throw new BadFilter("Expected " + what);
        }
        return tokens.get(next++).text();
    }
}
