package gatehouse.kernel.http;

import gatehouse.kernel.Problem;
import java.util.List;
import java.util.Set;

/**
 * Cross-origin requests (Fetch standard): pages of a trusted origin may call the API with cookies;
 * pages of any origin may read what is public.
 */
public final class Cors {
    private static final String EXPOSED =
            "Date, ETag, Link, Location, X-Okta-Request-Id, X-Rate-Limit-Limit,"
                    + " X-Rate-Limit-Remaining, X-Rate-Limit-Reset, Retry-After, WWW-Authenticate";

    /** Which web origins an org trusts to call it. */
    @FunctionalInterface
    public interface Callers {
        boolean include(String org, String origin);
    }

    /** Which web origins may show an org's pages in a frame. */
    @FunctionalInterface
    public interface Framers {
        List<String> of(String org);
    }

    public record Origins(Callers callers, Framers framers) {}

    private static final String POLICY = "Content-Security-Policy";
    private static final String UNFRAMED = "frame-ancestors 'none'";

    private final Origins trusted;

    Cors(Origins trusted) {
        this.trusted = trusted;
    }

    /**
     * @throws Problem E0000008 where no route has that path
     */
    Response preflight(Exchange exchange, Set<String> methods) {
        if (methods.isEmpty()) {
            throw Problem.of("E0000008");
        }
        var asked = exchange.request.header("access-control-request-headers");
        var response =
                Response.noContent()
                        .with("Allow", String.join(", ", methods))
                        .with("Access-Control-Allow-Methods", String.join(", ", methods))
                        .with("Access-Control-Max-Age", "600");
        return asked == null ? response : response.with("Access-Control-Allow-Headers", asked);
    }

    /** Lets the page that asked read the answer, where it may. */
    Response open(Exchange exchange, Response response) {
        var origin = exchange.request.header("origin");
        if (origin == null) {
            return response;
        }
        var org = exchange.org();
        if (org != null && trusted.callers.include(org.id(), origin)) {
            return response.with("Access-Control-Allow-Origin", origin)
                    .with("Access-Control-Allow-Credentials", "true")
                    .with("Access-Control-Expose-Headers", EXPOSED)
                    .with("Vary", "Origin");
        }
        return isPublic(exchange.request.path())
                ? response.with("Access-Control-Allow-Origin", "*")
                        .with("Access-Control-Expose-Headers", EXPOSED)
                : response;
    }

    /** Lets the pages of those who are trusted with it show ours in a frame (CSP 3 §6.4.2). */
    Response framed(Exchange exchange, Response response) {
        var org = exchange.org();
        var policy = response.header(POLICY);
        if (org == null || policy == null || policy.startsWith("sandbox")) {
            return response;
        }
        var framers = trusted.framers.of(org.id());
        if (framers.isEmpty()) {
            return response;
        }
        var ancestors = "frame-ancestors 'self' " + String.join(" ", framers);
        return response.without(POLICY)
                .without("X-Frame-Options")
                .with(POLICY, policy.replace(UNFRAMED, ancestors));
    }

    /** What holds no cookie's secret: metadata, keys, and what needs a token in the request. */
    private static boolean isPublic(String path) {
        return path.contains("/.well-known/")
                || path.endsWith("/v1/keys")
                || path.endsWith("/v1/token")
                || path.endsWith("/v1/userinfo")
                || path.endsWith("/v1/introspect")
                || path.endsWith("/v1/revoke");
    }
}
