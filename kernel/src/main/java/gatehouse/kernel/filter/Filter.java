package gatehouse.kernel.filter;

import gatehouse.kernel.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A filter of RFC 7644 §3.4.2.2, as it was understood. Its text form can be read again.
 *
 * <p>{@code and} binds tighter than {@code or}; operators may be written in any case, attribute
 * names may not.
 */
public sealed interface Filter {
    /** {@code attribute operator literal}. */
    record Compare(String attribute, Operator operator, Literal value) implements Filter {
        @Override
        public String toString() {
            return attribute + " " + operator.word() + " " + value;
        }
    }

    /** {@code attribute pr}. */
    record Present(String attribute) implements Filter {
        @Override
        public String toString() {
            return attribute + " pr";
        }
    }

    /** {@code left and right}. */
    record And(Filter left, Filter right) implements Filter {
        @Override
        public String toString() {
            return "(" + left + " and " + right + ")";
        }
    }

    /** {@code left or right}. */
    record Or(Filter left, Filter right) implements Filter {
        @Override
        public String toString() {
            return "(" + left + " or " + right + ")";
        }
    }

    /** {@code not (inner)}. */
    record Not(Filter inner) implements Filter {
        @Override
        public String toString() {
            return "not (" + inner + ")";
        }
    }

    /** {@code attribute[inner]}: one element of a list for which all of {@code inner} holds. */
    record Element(String attribute, Filter inner) implements Filter {
        @Override
        public String toString() {
            return attribute + "[" + inner + "]";
        }
    }

    /** What an attribute is compared by. */
    enum Operator {
        EQ,
        NE,
        CO,
        SW,
        EW,
        GT,
        GE,
        LT,
        LE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What an attribute is compared with.
     *
     * @param value a String, a Boolean, a java.math.BigDecimal, or null
     */
    record Literal(@Nullable Object value) {
        @Override
        public String toString() {
            return Json.text(value == null ? Json.MAPPER.nullNode() : value);
        }

        /** As text, whatever it is. */
        public String text() {
            return String.valueOf(value);
        }
    }

    /**
     * Reads a filter.
     *
     * @param text at most 8,192 characters, nested at most 64 deep
     * @throws BadFilter where it is not one
     */
    static Filter parse(String text) {
        return new FilterParser(FilterLexer.tokens(text)).whole();
    }
}
