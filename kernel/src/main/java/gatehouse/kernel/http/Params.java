package gatehouse.kernel.http;

import gatehouse.kernel.OAuthError;
import gatehouse.kernel.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a query or a form, in the order in which they came, repeated ones included. */
public final class Params {
    public static final Params NONE = new Params(Map.of());

    private final Map<String, List<String>> values;

    private Params(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Reads {@code a=1&b=2}.
     *
     * @throws Problem E0000003 where an escape is malformed
     */
    public static Params parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return NONE;
        }
        var values = new LinkedHashMap<String, List<String>>();
        for (var pair : text.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                var name = decode(equals < 0 ? pair : pair.substring(0, equals));
                var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                values.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
            }
        }
        return new Params(values);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.of("E0000003");
        }
    }

    /** The value, or null where it was not sent; of repeated ones the first. */
    public @Nullable String first(String name) {
        var all = values.get(name);
        return all == null ? null : all.getFirst();
    }

    /**
     * The value, or null where it was not sent or is empty.
     *
     * @throws OAuthError invalid_request where it was sent twice (RFC 6749 §3.1, §3.2)
     */
    public @Nullable String once(String name) {
        var all = values.get(name);
        if (all == null) {
            return null;
        }
        if (all.size() > 1) {
            throw OAuthError.invalidRequest("The '" + name + "' parameter must not be repeated.");
        }
        return all.getFirst().isEmpty() ? null : all.getFirst();
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public Set<String> names() {
        return values.keySet();
    }
}
