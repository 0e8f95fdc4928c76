package gatehouse.kernel.http;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Utf8;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What arrived. Nothing in it knows of sockets, so a test makes one as easily as a server does.
 *
 * @param id as in {@code X-Okta-Request-Id}
 * @param scheme {@code http} or {@code https}
 * @param host what the client called us, with its port where it named one
 * @param path as it was sent, still escaped
 * @param rawQuery as it was sent, or null
 * @param headers by their names in lower case
 * @param address the client's IP address
 */
public record Request(
        String id,
        String method,
        String scheme,
        String host,
        String path,
        @Nullable String rawQuery,
        Map<String, List<String>> headers,
        byte[] body,
        String address) {
    /** In bytes. A server need read no more than one beyond. */
    public static final int LARGEST_BODY = 2 << 20;

    private static final Set<String> NOT_FOREIGN = Set.of("same-origin", "none");

    public @Nullable String header(String name) {
        var all = headers.get(name.toLowerCase(Locale.ROOT));
        return all == null ? null : all.getFirst();
    }

    /**
     * What the {@code Authorization} header says after a scheme, or null where it is of another.
     * Okta's client for Python leaves out the space between the two.
     */
    public @Nullable String authorization(String ofScheme) {
        var sent = header("authorization");
        return sent != null && sent.regionMatches(true, 0, ofScheme, 0, ofScheme.length())
                ? sent.substring(ofScheme.length()).strip()
                : null;
    }

    public Params query() {
        return Params.parse(rawQuery);
    }

    /** The media type without its parameters, in lower case; empty where none was sent. */
    public String contentType() {
        var type = header("content-type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The form in the body.
     *
     * @throws Problem E0000021 where it is of another type
     */
    public Params form() {
        if (!contentType().equals("application/x-www-form-urlencoded")) {
            throw Problem.of("E0000021");
        }
        return Params.parse(Utf8.decode(body));
    }

    /**
     * The JSON object in the body as a {@code T}.
     *
     * @throws Problem E0000021 where it is of another type, E0000003 where it is malformed
     */
    public <T> T json(Class<T> type) {
        var sent = contentType();
        if (!sent.isEmpty() && !sent.equals("application/json") && !sent.endsWith("+json")) {
            throw Problem.of("E0000021");
        }
        return Json.received(body, type);
    }

    public ObjectNode json() {
        return json(ObjectNode.class);
    }

    /** As {@link #json()}, but an empty body is an empty object. */
    public ObjectNode jsonOrEmpty() {
        return body.length == 0 ? Json.object() : json();
    }

    /**
     * Whether a page of another origin had the browser send this (Fetch Metadata §2.3, RFC 6454
     * §7). A request that says nothing of it was not sent by a page.
     *
     * @param own scheme, host and port under which the client knows us
     */
    public boolean isForeign(String own) {
        var site = header("sec-fetch-site");
        var origin = header("origin");
        return site == null ? origin != null && !origin.equals(own) : !NOT_FOREIGN.contains(site);
    }

    /** The value of a cookie, or null; the first of its name. */
    public @Nullable String cookie(String name) {
        for (var header : headers.getOrDefault("cookie", List.of())) {
            for (var pair : header.split(";")) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
                    return pair.substring(equals + 1).strip();
                }
            }
        }
        return null;
    }
}
