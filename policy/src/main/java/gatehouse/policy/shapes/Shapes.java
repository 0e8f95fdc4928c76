package gatehouse.policy.shapes;

import gatehouse.kernel.Json;
import gatehouse.policy.expression.BadExpression;
import gatehouse.policy.expression.Expression;
import gatehouse.policy.expression.VersionRange;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/** The shapes of values. */
public final class Shapes {
    private static final int LONGEST_PATTERN = 512;

    private Shapes() {}

    public static Shape text(int longest) {
        return (sent, at, reading) -> {
            if (!sent.isString()) {
                reading.wrong(at, "Must be a string");
            } else if (sent.asString().length() > longest) {
                reading.wrong(at, "The field is too long. It must be at most " + longest);
            }
            return sent;
        };
    }

    public static Shape oneOf(String... words) {
        var allowed = List.of(words);
        return (sent, at, reading) -> {
            if (!sent.isString() || !allowed.contains(sent.asString())) {
                reading.wrong(at, "Must be one of: " + String.join(", ", allowed));
            }
            return sent;
        };
    }

    /** One of the words, in whatever case, kept as it was sent. */
    public static Shape oneOfAnyCase(String... words) {
        var allowed = List.of(words);
        return (sent, at, reading) -> {
            if (allowed.stream().noneMatch(word -> word.equalsIgnoreCase(sent.asString("")))) {
                reading.wrong(at, "Must be one of: " + String.join(", ", allowed));
            }
            return sent;
        };
    }

    public static Shape flag() {
        return (sent, at, reading) -> {
            if (!sent.isBoolean()) {
                reading.wrong(at, "Must be true or false");
            }
            return sent;
        };
    }

    public static Shape whole(int least, int most) {
        return (sent, at, reading) -> {
            if (!sent.isInt() || sent.asInt() < least || sent.asInt() > most) {
                reading.wrong(at, "Must be a whole number from " + least + " to " + most);
            }
            return sent;
        };
    }

    /** ISO 8601, of days and less: {@code PT2H}, {@code P30D}. */
    public static Shape duration() {
        return (sent, at, reading) -> {
            try {
                if (Duration.parse(sent.asString("")).isNegative()) {
                    reading.wrong(at, "Must not be negative");
                }
            } catch (DateTimeParseException _) {
                reading.wrong(at, "Must be an ISO 8601 period, such as PT2H");
            }
            return sent;
        };
    }

    public static Shape time() {
        return (sent, at, reading) -> {
            try {
                Instant.parse(sent.asString(""));
            } catch (DateTimeParseException _) {
                reading.wrong(at, "Must be a time, such as 2026-01-01T00:00:00.000Z");
            }
            return sent;
        };
    }

    /** The id of something that the org has. */
    public static Shape naming(Reading.Named what) {
        return (sent, at, reading) -> {
            if (sent.isString()) {
                reading.mentions(what, sent.asString(), at);
            } else {
                reading.wrong(at, "Must be a string");
            }
            return sent;
        };
    }

    public static Shape list(Shape element, int most) {
        return (sent, at, reading) -> {
            var kept = Json.array();
            if (!sent.isArray() || sent.size() > most) {
                reading.wrong(at, "Must be an array of at most " + most);
                return kept;
            }
            int index = 0;
            for (JsonNode one : sent) {
                var path = at + "[" + index++ + "]";
                var read = one.isNull() ? null : element.read(one, path, reading);
                if (read == null) {
                    reading.wrong(path, "Must not be null");
                } else {
                    kept.add(read);
                }
            }
            return kept;
        };
    }

    /** An expression of Okta's language. */
    public static Shape expression() {
        return read(Expression::read);
    }

    /** A range of versions. */
    public static Shape versions() {
        return read(VersionRange::read);
    }

    private static Shape read(Function<String, ?> reader) {
        return (sent, at, reading) -> {
            try {
                var _ = reader.apply(sent.asString(""));
            } catch (BadExpression bad) {
                reading.wrong(at, "Invalid expression: " + bad.getMessage());
            }
            return sent;
        };
    }

    /** A regular expression; an empty one says nothing. */
    public static Shape pattern() {
        return (sent, at, reading) -> {
            try {
                if (sent.asString("").length() > LONGEST_PATTERN) {
                    reading.wrong(at, "The field is too long");
                }
                Pattern.compile(sent.asString(""));
            } catch (PatternSyntaxException bad) {
                reading.wrong(at, "Invalid expression: " + bad.getDescription());
            }
            return sent;
        };
    }

    public static ObjectShape object() {
        return new ObjectShape();
    }
}
