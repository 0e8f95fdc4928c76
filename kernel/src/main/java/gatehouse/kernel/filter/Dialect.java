package gatehouse.kernel.filter;

import gatehouse.kernel.Problem;
import gatehouse.kernel.filter.Filter.Operator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one endpoint lets a client ask for: which attributes, with which operators, and what they
 * are in the database.
 */
public final class Dialect {
    /** How values of an attribute are kept and compared. */
    public enum Type {
        /** Text, compared to the letter. */
        EXACT,
        /** Text, compared without regard to case. */
        FOLDED,
        TIME,
        /** A jsonb expression holding a number. */
        NUMBER,
        /** A jsonb expression holding true or false. */
        BOOLEAN,
        /** A jsonb expression holding a list of texts: it matches where any element does. */
        TEXTS,
        /** A condition with one place for the value, such as being a member of something. */
        CONDITION
    }

    /** Leaves only a few rows to be looked into for a text. */
    @FunctionalInterface
    public interface Sieve {
        /**
         * @param grams of the text (see {@link Grams}), one at least
         * @return a condition that holds for every row with such a text; nothing where that would
         *     not leave few
         */
        Optional<String> of(List<Long> grams);
    }

    /**
     * An attribute as it stands in the database.
     *
     * @param sql an expression of ours; nothing of a client's is ever in it
     * @param kept where its texts are also kept folded, for an index: a condition that lacks a
     *     comparison with {@code v.value} and a bracket; else null
     * @param sieve where the trigrams of its texts are kept, too; else null
     */
    public record Column(
            String sql,
            Type type,
            Set<Operator> operators,
            boolean presence,
            @Nullable String kept,
            @Nullable Sieve sieve) {
        public static Column of(String sql, Type type, Operator... operators) {
            var set = EnumSet.noneOf(Operator.class);
            set.addAll(Set.of(operators));
            return new Column(sql, type, set, false, null, null);
        }

        public static Column any(String sql, Type type) {
            return new Column(sql, type, EnumSet.allOf(Operator.class), true, null, null);
        }

        public Column and(Operator more) {
            var set = EnumSet.copyOf(operators);
            set.add(more);
            return new Column(sql, type, set, presence, kept, sieve);
        }

        public Column orPresent() {
            return new Column(sql, type, operators, true, kept, sieve);
        }

        public Column keptIn(String condition) {
            return new Column(sql, type, operators, presence, condition, sieve);
        }

        public Column sievedBy(Sieve one) {
            return new Column(sql, type, operators, presence, kept, one);
        }
    }

    /** An index takes no longer texts: of those, the beginnings are kept. */
    private static final int LONGEST_KEPT = 500;

    private final Map<String, Column> columns;
    private final Function<String, Optional<Column>> others;
    private final boolean negation;
    private final String errorCode;

    private Dialect(
            Map<String, Column> columns,
            Function<String, Optional<Column>> others,
            boolean negation,
            String errorCode) {
        this.columns = columns;
        this.others = others;
        this.negation = negation;
        this.errorCode = errorCode;
    }

    public static Dialect of(Map<String, Column> columns) {
        return new Dialect(new HashMap<>(columns), _ -> Optional.empty(), false, "E0000031");
    }

    /** Attributes that are known only at the time, such as those of an org's own schema. */
    public Dialect with(Function<String, Optional<Column>> more) {
        return new Dialect(columns, more, negation, errorCode);
    }

    public Dialect withNegation() {
        return new Dialect(columns, others, true, errorCode);
    }

    public Dialect refusing(String code) {
        return new Dialect(columns, others, negation, code);
    }

    /**
     * A filter as a condition of SQL.
     *
     * @throws Problem E0000031, or what this dialect refuses with, naming what is wrong
     */
    public Condition compile(String filter) {
        try {
            return new Compiler(this).compile(Filter.parse(filter));
        } catch (BadFilter e) {
            throw Problem.of(errorCode).because(String.valueOf(e.getMessage()));
        }
    }

    /** A text as it is kept and looked for where it is kept folded. */
    public static String folded(String text) {
        var folded = text.toLowerCase(Locale.ROOT);
        return folded.substring(0, Math.min(LONGEST_KEPT, folded.length()));
    }

    Column column(String attribute) {
        var known = columns.get(attribute);
        return known != null
                ? known
                : others.apply(attribute)
                        .orElseThrow(() -> new BadFilter("Invalid attribute name: " + attribute));
    }

    boolean negation() {
        return negation;
    }
}
