package gatehouse.kernel.http;

import gatehouse.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is sent back.
 *
 * @param headers in order; a name may stand more than once ({@code Link}, {@code Set-Cookie})
 */
public record Response(int status, List<Header> headers, byte[] body) {
    private static final byte[] EMPTY = {};
    private static final List<Header> JSON =
            List.of(new Header("Content-Type", "application/json"));
    private static final List<Header> HTML =
            List.of(new Header("Content-Type", "text/html;charset=UTF-8"));

    public record Header(String name, String value) {}

    public static Response json(int status, Object value) {
        return new Response(status, JSON, Json.bytes(value));
    }

    public static Response ok(Object value) {
        return json(200, value);
    }

    /** 200 with {@code {}}, the answer of most of Okta's lifecycle calls. */
    public static Response empty() {
        return new Response(200, JSON, new byte[] {'{', '}'});
    }

    public static Response noContent() {
        return new Response(204, List.of(), EMPTY);
    }

    public static Response html(int status, String page) {
        return new Response(status, HTML, page.getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 9700 §4.12: 303 after a POST, so that a form is never sent on. */
    public static Response redirect(String location) {
        return new Response(303, List.of(new Header("Location", location)), EMPTY);
    }

    /** Adds a header beside those of the same name. */
    public Response with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Response(status, more, body);
    }

    Response without(String name) {
        return new Response(
                status,
                headers.stream().filter(h -> !h.name.equalsIgnoreCase(name)).toList(),
                body);
    }

    public @Nullable String header(String name) {
        return headers.stream()
                .filter(h -> h.name.equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst()
                .orElse(null);
    }

    public List<String> all(String name) {
        return headers.stream()
                .filter(h -> h.name.equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }
}
