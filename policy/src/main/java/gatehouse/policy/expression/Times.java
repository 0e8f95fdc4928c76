package gatehouse.policy.expression;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Moments, and what may be asked of them (Okta Expression Language in Identity Engine). */
final class Times {
    /** How values name the moment at which an expression is worked out. */
    static final String NOW = "DateTime";

    static final Set<String> METHODS =
            Set.of(
                    "now",
                    "toWindows",
                    "toUnix",
                    "toString",
                    "toZone",
                    "plusDays",
                    "plusHours",
                    "plusMinutes",
                    "plusSeconds",
                    "minusDays",
                    "minusHours",
                    "minusMinutes",
                    "minusSeconds",
                    "withinDays",
                    "withinHours",
                    "withinMinutes",
                    "withinSeconds");

    /** From 1601 to 1970, and how many of their ticks are a millisecond. */
    private static final long WINDOWS_EPOCH_MILLIS = 11_644_473_600_000L;

    private static final long TICKS = 10_000;

    private static final Map<String, ChronoUnit> UNITS =
            Map.of(
                    "Days", ChronoUnit.DAYS,
                    "Hours", ChronoUnit.HOURS,
                    "Minutes", ChronoUnit.MINUTES,
                    "Seconds", ChronoUnit.SECONDS);

    private Times() {}

    /**
     * @param now as values name it, or null where they do not
     * @throws BadExpression where it leads out of all times
     */
    static Object call(
            ZonedDateTime of, String name, List<@Nullable Object> arguments, @Nullable Object now) {
        try {
            return switch (name) {
                case "now" -> of;
                case "toUnix" -> Long.toString(of.toInstant().toEpochMilli());
                case "toWindows" ->
                        Long.toString(
                                (of.toInstant().toEpochMilli() + WINDOWS_EPOCH_MILLIS) * TICKS);
                case "toString" ->
                        arguments.isEmpty() ? of.toString() : of.format(format(arguments));
                case "toZone" -> of.withZoneSameInstant(ZoneId.of(text(arguments)));
                default -> counted(of, name, arguments, now);
            };
        } catch (DateTimeException | ArithmeticException e) {
            throw new BadExpression(name + ": " + e.getMessage());
        }
    }

    private static Object counted(
            ZonedDateTime of, String name, List<@Nullable Object> arguments, @Nullable Object now) {
        for (var unit : UNITS.entrySet()) {
            if (name.endsWith(unit.getKey())) {
                long count =
                        (long) Values.number(arguments.isEmpty() ? null : arguments.getFirst());
                return switch (name.substring(0, name.length() - unit.getKey().length())) {
                    case "plus" -> of.plus(count, unit.getValue());
                    case "minus" -> of.minus(count, unit.getValue());
                    case "within" -> isWithin(of, Duration.of(count, unit.getValue()), now);
                    default -> throw new BadExpression("no such function: " + name);
                };
            }
        }
        throw new BadExpression("no such function: " + name);
    }

    /** Before now or after it, no matter. */
    private static boolean isWithin(ZonedDateTime of, Duration span, @Nullable Object now) {
        return now instanceof ZonedDateTime moment
                && Duration.between(of, moment).abs().compareTo(span) <= 0;
    }

    /** What a text says of a moment. */
    static ZonedDateTime parsed(String text, String name, List<@Nullable Object> arguments) {
        try {
            return switch (name) {
                case "parseUnixTime" -> Instant.ofEpochMilli(whole(text)).atZone(ZoneOffset.UTC);
                case "parseWindowsTime" ->
                        Instant.ofEpochMilli(whole(text) / TICKS - WINDOWS_EPOCH_MILLIS)
                                .atZone(ZoneOffset.UTC);
                default ->
                        arguments.isEmpty()
                                ? ZonedDateTime.parse(text)
                                : LocalDateTime.parse(text, format(arguments))
                                        .atZone(ZoneOffset.UTC);
            };
        } catch (DateTimeException | NumberFormatException e) {
            throw new BadExpression("not a time: " + text);
        }
    }

    private static long whole(String text) {
        return Long.parseLong(text);
    }

    private static String text(List<@Nullable Object> arguments) {
        return Values.text(arguments.isEmpty() ? null : arguments.getFirst());
    }

    private static DateTimeFormatter format(List<@Nullable Object> arguments) {
        try {
            return DateTimeFormatter.ofPattern(text(arguments), Locale.ENGLISH);
        } catch (IllegalArgumentException e) {
            throw new BadExpression("not a pattern of times: " + text(arguments));
        }
    }
}
