package gatehouse.kernel.db;

import java.util.Locale;
import java.util.regex.Pattern;

/** Reads from a statement which table it changes, so that no writer has to say so and forget. */
final class Touched {
    private static final Pattern TARGET =
            Pattern.compile(
                    "\\A\\s*(?:with .*?\\)\\s*)?(?:insert into|update|delete from)\\s+(\\w+).*",
                    Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private Touched() {}

    /**
     * @throws IllegalArgumentException where the statement does not begin as a change does
     */
    static String table(String sql) {
        var target = TARGET.matcher(sql);
        if (!target.matches()) {
            throw new IllegalArgumentException("not a change of a table: " + sql);
        }
        return target.group(1).toLowerCase(Locale.ROOT);
    }
}
