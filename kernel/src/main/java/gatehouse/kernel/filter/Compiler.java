package gatehouse.kernel.filter;

import gatehouse.kernel.db.Sql;
import gatehouse.kernel.filter.Dialect.Column;
import gatehouse.kernel.filter.Filter.And;
import gatehouse.kernel.filter.Filter.Compare;
import gatehouse.kernel.filter.Filter.Element;
import gatehouse.kernel.filter.Filter.Literal;
import gatehouse.kernel.filter.Filter.Not;
import gatehouse.kernel.filter.Filter.Operator;
import gatehouse.kernel.filter.Filter.Or;
import gatehouse.kernel.filter.Filter.Present;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Turns a filter into a condition, in one walk. A comparison with what is absent is false. */
final class Compiler {
    /** No character sorts behind this one. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private final Dialect dialect;
    private final List<Object> args = new ArrayList<>();

    Compiler(Dialect dialect) {
        this.dialect = dialect;
    }

    Condition compile(Filter filter) {
        return new Condition(sql(filter), List.copyOf(args));
    }

    private String sql(Filter filter) {
        return switch (filter) {
            case And(var left, var right) -> "(" + sql(left) + " and " + sql(right) + ")";
            case Or(var left, var right) -> "(" + sql(left) + " or " + sql(right) + ")";
            case Not(var inner) -> negated(inner);
            case Present(var attribute) -> present(attribute);
            case Element(var attribute, _) ->
                    throw new BadFilter("Invalid attribute name: " + attribute);
            case Compare compare -> compared(compare);
        };
    }

    private String negated(Filter inner) {
        if (!dialect.negation()) {
            throw new BadFilter("Unsupported operator: not");
        }
        return "(" + sql(inner) + ") is not true";
    }

    private String present(String attribute) {
        var column = dialect.column(attribute);
        if (!column.presence()) {
            throw new BadFilter("Unsupported operator: pr");
        }
        return "(" + column.sql() + ") is not null";
    }

    private String compared(Compare compare) {
        var column = dialect.column(compare.attribute());
        if (!column.operators().contains(compare.operator())) {
            throw new BadFilter(
                    "Unsupported operator for "
                            + compare.attribute()
                            + ": "
                            + compare.operator().word());
        }
        if (column.kept() != null) {
            var value = Dialect.folded(compare.value().text());
            var kept = column.kept() + kept(compare.operator(), value) + ")";
            return compare.operator() == Operator.CO ? contained(column, value, kept) : kept;
        }
        return switch (column.type()) {
            case EXACT -> text(column.sql(), compare.operator(), compare.value().text());
            case FOLDED -> text("lower(" + column.sql() + ")", compare.operator(), folded(compare));
            case TIME -> ordered(column.sql(), compare.operator(), time(compare.value()));
            case NUMBER -> number(column, compare);
            case BOOLEAN -> truth(column, compare);
            case TEXTS -> any(column, compare);
            case CONDITION -> holds(column, compare);
        };
    }

    private static String folded(Compare compare) {
        return compare.value().text().toLowerCase(Locale.ROOT);
    }

    private static String contained(Column column, String value, String kept) {
        var sieve = column.sieve();
        var grams = Grams.of(value);
        return sieve == null || grams.isEmpty()
                ? kept
                : sieve.of(grams).map(few -> "(" + few + " and " + kept + ")").orElse(kept);
    }

    /** The beginning of a text is a range: an index can find that. */
    private String kept(Operator operator, String value) {
        if (operator != Operator.SW) {
            return text("v.value", operator, value);
        }
        args.add(value);
        args.add(value + LAST);
        return "v.value >= ? and v.value < ?";
    }

    private String text(String expression, Operator operator, String value) {
        return switch (operator) {
            case CO -> like(expression, "%" + escaped(value) + "%");
            case SW -> like(expression, escaped(value) + "%");
            case EW -> like(expression, "%" + escaped(value));
            default -> ordered(expression, operator, value);
        };
    }

    private String like(String expression, String pattern) {
        args.add(pattern);
        return expression + " like ?";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private String ordered(String expression, Operator operator, Object value) {
        var sign =
                switch (operator) {
                    case EQ -> "=";
                    case NE -> "<>";
                    case GT -> ">";
                    case GE -> ">=";
                    case LT -> "<";
                    case LE -> "<=";
                    default -> throw new BadFilter("Unsupported operator: " + operator.word());
                };
        args.add(value);
        return operator == Operator.NE
                ? expression + " is distinct from ?"
                : expression + " " + sign + " ?";
    }

    private static Instant time(Literal literal) {
        try {
            return OffsetDateTime.parse(literal.text()).toInstant();
        } catch (DateTimeException e) {
            throw new BadFilter("Invalid date: " + literal.text());
        }
    }

    /** A jsonb value that is no number compares as nothing, not as an error. */
    private String number(Column column, Compare compare) {
        var guarded =
                "(case when jsonb_typeof("
                        + column.sql()
                        + ") = 'number' then ("
                        + column.sql()
                        + " #>> '{}')::numeric end)";
        return ordered(guarded, compare.operator(), decimal(compare.value()));
    }

    private static BigDecimal decimal(Literal literal) {
        try {
            return new BigDecimal(literal.text());
        } catch (NumberFormatException e) {
            throw new BadFilter("Invalid number: " + literal.text());
        }
    }

    private String truth(Column column, Compare compare) {
        args.add(Sql.json(Boolean.parseBoolean(compare.value().text())));
        return switch (compare.operator()) {
            case EQ -> column.sql() + " = ?";
            case NE -> column.sql() + " is distinct from ?";
            default -> throw new BadFilter("Unsupported operator: " + compare.operator().word());
        };
    }

    private String holds(Column column, Compare compare) {
        args.add(compare.value().text());
        return column.sql();
    }

    private String any(Column column, Compare compare) {
        var one = text("lower(element)", compare.operator(), folded(compare));
        return "exists (select 1 from jsonb_array_elements_text(case jsonb_typeof("
                + column.sql()
                + ") when 'array' then "
                + column.sql()
                + " else '[]'::jsonb end) as element where "
                + one
                + ")";
    }
}
