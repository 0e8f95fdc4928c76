package gatehouse.platform.systemlog;

import gatehouse.kernel.Problem;
import gatehouse.kernel.filter.Condition;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The {@code q} of the System Log: every keyword must stand, as a word of its own and in whatever
 * case, somewhere among the values of an event. A hyphen parts keywords as a space does.
 */
final class LogKeywords {
    private static final int MOST = 10;
    private static final int LONGEST = 40;
    private static final String VALUES =
            "lower(event_type || ' ' || severity || ' ' || "
                    + LogDialect.DISPLAY_MESSAGE
                    + " || ' ' || jsonb_path_query_array(body,"
                    + " '$.** ? (@.type() == \"string\")')::text)";

    private LogKeywords() {}

    /**
     * @throws Problem E0000001 for more than ten, or one of more than forty characters
     */
    static List<Condition> conditions(String text) {
        var keywords =
                Arrays.stream(text.split("[\\s-]+")).filter(word -> !word.isEmpty()).toList();
        if (keywords.size() > MOST) {
            throw Problem.invalid("q", "q: Must not be more than " + MOST + " keywords");
        }
        if (keywords.stream().anyMatch(word -> word.length() > LONGEST)) {
            throw Problem.invalid("q", "q: A keyword is at most " + LONGEST + " characters");
        }
        return keywords.stream()
                .map(word -> new Condition(VALUES + " ~ ?", List.of(pattern(word))))
                .toList();
    }

    /** The keyword to the letter; whatever could mean something to the pattern is escaped. */
    private static String pattern(String keyword) {
        var pattern = new StringBuilder("(^|[^[:alnum:]])");
        keyword.toLowerCase(Locale.ROOT)
                .codePoints()
                .forEach(c -> {
                    if (!Character.isLetterOrDigit(c)) {
                        pattern.append('\\');
                    }
                    pattern.appendCodePoint(c);
                });
        return pattern.append("([^[:alnum:]]|$)").toString();
    }
}
