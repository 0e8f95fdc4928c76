package gatehouse.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why an OAuth endpoint refused, in the words of RFC 6749 §5.2 and its kin.
 *
 * <p>Where the System Log should tell of it, it carries an {@link Event}, written in a transaction
 * of its own.
 */
public final class OAuthError extends RuntimeException {
    private final String error;
    private final int status;
    private final Map<String, String> headers;
    private final Map<String, String> more;
    private final @Nullable Event event;

    private OAuthError(
            String error,
            int status,
            String description,
            Map<String, String> headers,
            Map<String, String> more,
            @Nullable Event event) {
        super(description, null, false, false);
        this.error = error;
        this.status = status;
        this.headers = headers;
        this.more = more;
        this.event = event;
    }

    public static OAuthError of(int status, String error, String description) {
        return new OAuthError(error, status, description, Map.of(), Map.of(), null);
    }

    public static OAuthError invalidRequest(String description) {
        return of(400, "invalid_request", description);
    }

    public static OAuthError invalidGrant(String description) {
        return of(400, "invalid_grant", description);
    }

    public static OAuthError invalidScope(String description) {
        return of(400, "invalid_scope", description);
    }

    public static OAuthError unauthorizedClient(String description) {
        return of(400, "unauthorized_client", description);
    }

    public static OAuthError accessDenied(String description) {
        return of(400, "access_denied", description);
    }

    /** RFC 6749 §5.2: client authentication failed. */
    public static OAuthError invalidClient(String description) {
        return of(401, "invalid_client", description);
    }

    public OAuthError logged(Event refusal) {
        return new OAuthError(error, status, description(), headers, more, refusal);
    }

    public OAuthError header(String name, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new OAuthError(error, status, description(), all, more, event);
    }

    /** With something beside the error and its description. */
    public OAuthError with(String name, String value) {
        var all = new LinkedHashMap<>(more);
        all.put(name, value);
        return new OAuthError(error, status, description(), headers, all, event);
    }

    public String error() {
        return error;
    }

    public int status() {
        return status;
    }

    public String description() {
        return String.valueOf(getMessage());
    }

    public Map<String, String> headers() {
        return headers;
    }

    public @Nullable Event event() {
        return event;
    }

    public Object document() {
        var document = new LinkedHashMap<String, String>();
        document.put("error", error);
        document.put("error_description", description());
        document.putAll(more);
        return document;
    }
}
