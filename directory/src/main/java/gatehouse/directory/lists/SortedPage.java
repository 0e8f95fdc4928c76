package gatehouse.directory.lists;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.http.Call;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Keyset paging of a list in an order the client chose ({@code sortBy}, {@code sortOrder}): ties
 * are broken by id, and a page begins after the last row of the one before, however far in that is.
 *
 * @param expression what is sorted by, as text that is never null; null where the order is that of
 *     the ids
 */
public record SortedPage(
        String id, @Nullable String expression, boolean descending, @Nullable Cursor after) {

    /** A row with the value it is sorted by. */
    public record Keyed<T>(T item, String key) {}

    record Cursor(String key, String id) {}

    /**
     * @param sortable what an attribute is in SQL, where it may be sorted by
     * @throws Problem E0000031 for another attribute, E0000029 for a cursor that is not ours
     */
    public static SortedPage of(Call call, String id, Function<String, Optional<String>> sortable) {
        var by = call.query("sortBy");
        boolean descending = "desc".equalsIgnoreCase(call.query("sortOrder"));
        String expression = null;
        if (by != null && !by.isEmpty()) {
            expression =
                    "coalesce("
                            + sortable.apply(by)
                                    .orElseThrow(() ->
                                            Problem.of("E0000031").because("Invalid sortBy: " + by))
                            + ", '') collate \"C\"";
        }
        return new SortedPage(id, expression, descending, cursor(call.query("after")));
    }

    private static @Nullable Cursor cursor(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            var json = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            return Json.read(json, Cursor.class);
        } catch (IllegalArgumentException | JacksonException e) {
            throw Problem.of("E0000029");
        }
    }

    /** The query with the sort value as a column of its own. */
    public String select(String query) {
        return expression == null
                ? query
                : query.replaceFirst("select ", "select " + quoted(expression) + " as sort_key, ");
    }

    private static String quoted(String expression) {
        return java.util.regex.Matcher.quoteReplacement(expression);
    }

    public String where() {
        if (after == null) {
            return "";
        }
        var sign = descending ? "<" : ">";
        return expression == null
                ? " and " + id + " " + sign + " ?"
                : " and (" + expression + ", " + id + ") " + sign + " (?, ?)";
    }

    public List<Object> args() {
        if (after == null) {
            return List.of();
        }
        return expression == null ? List.of(after.id) : List.of(after.key, after.id);
    }

    public String orderBy() {
        var direction = descending ? " desc" : "";
        return expression == null
                ? " order by " + id + direction
                : " order by " + expression + direction + ", " + id + direction;
    }

    public String key(Row row) {
        return expression == null ? "" : row.text("sort_key");
    }

    public String cursor(String key, String rowId) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Json.bytes(new Cursor(key, rowId)));
    }
}
