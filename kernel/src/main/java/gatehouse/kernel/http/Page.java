package gatehouse.kernel.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list by keyset: ask the store for one row more than the page holds, and the page
 * knows whether there is a next one.
 *
 * @param items what is on the page, in order
 * @param next the cursor of the next page, or null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {
    /**
     * @param rows up to {@code limit + 1} of them
     * @param cursor of the last row of a page
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        var items = rows.subList(0, limit);
        return new Page<>(items, cursor.apply(items.getLast()));
    }

    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(items.stream().map(change).toList(), next);
    }

    /** The items as JSON, with {@code Link} headers {@code self} and {@code next}. */
    public Response response(Call call) {
        var response = Response.ok(items).with("Link", link(call, call.query("after"), "self"));
        return next == null ? response : response.with("Link", link(call, next, "next"));
    }

    private static String link(Call call, @Nullable String after, String rel) {
        var url = new StringBuilder(call.origin()).append(call.request().path());
        char separator = '?';
        for (var name : call.query().names()) {
            if (!name.equals("after")) {
                for (var value : call.query().all(name)) {
                    url.append(separator).append(encode(name)).append('=').append(encode(value));
                    separator = '&';
                }
            }
        }
        if (after != null) {
            url.append(separator).append("after=").append(encode(after));
        }
        return "<" + url + ">; rel=\"" + rel + "\"";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
