package gatehouse.platform.email;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts values in the place of <code>${their.names}</code>. That is all: nothing is evaluated, and
 * what a value says is never looked at again.
 */
public final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$!?\\{([A-Za-z][\\w.]*)}");

    private Placeholders() {}

    /** Into text; what nobody knows a value for stands for nothing. */
    public static String text(String template, Map<String, String> values) {
        return filled(template, values, UnaryOperator.identity());
    }

    /** Into HTML, where a value is text and must stay it, also within an attribute. */
    public static String html(String template, Map<String, String> values) {
        return filled(template, values, Placeholders::escaped);
    }

    private static String filled(
            String template, Map<String, String> values, UnaryOperator<String> written) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                written.apply(values.getOrDefault(found.group(1), ""))));
    }

    /** Without the lines that name something there is no value for. */
    static String complete(String template, Map<String, String> values) {
        return template.lines()
                .filter(line ->
                        PLACEHOLDER
                                .matcher(line)
                                .results()
                                .allMatch(found ->
                                        !values.getOrDefault(found.group(1), "").isEmpty()))
                .collect(Collectors.joining("\n"));
    }

    static boolean names(String template, String placeholder) {
        return PLACEHOLDER
                .matcher(template)
                .results()
                .anyMatch(found -> found.group(1).equals(placeholder));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
