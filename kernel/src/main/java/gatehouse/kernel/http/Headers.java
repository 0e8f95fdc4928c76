package gatehouse.kernel.http;

import gatehouse.kernel.http.Response.Header;
import java.util.ArrayList;

/** The headers that every answer carries, whoever made it. */
final class Headers {
    private static final Header UNSNIFFED = new Header("X-Content-Type-Options", "nosniff");
    private static final Header UNREFERRED = new Header("Referrer-Policy", "no-referrer");
    private static final Header ONLY_HTTPS =
            new Header("Strict-Transport-Security", "max-age=315360000");
    private static final Header UNCACHED = new Header("Cache-Control", "no-cache, no-store");

    private Headers() {}

    static Response finish(Exchange exchange, Response response) {
        var all = new ArrayList<Header>(response.headers().size() + 8);
        all.addAll(response.headers());
        all.add(new Header("X-Okta-Request-Id", exchange.request.id()));
        var rate = exchange.rate();
        if (rate != null) {
            all.add(new Header("X-Rate-Limit-Limit", Long.toString(rate.limit())));
            all.add(new Header("X-Rate-Limit-Remaining", Long.toString(rate.remaining())));
            all.add(new Header("X-Rate-Limit-Reset", Long.toString(rate.reset().getEpochSecond())));
        }
        if (response.header("Cache-Control") == null) {
            all.add(UNCACHED);
        }
        if (response.header("Referrer-Policy") == null) {
            all.add(UNREFERRED);
        }
        all.add(UNSNIFFED);
        if (isPublic(exchange.request)) {
            all.add(ONLY_HTTPS);
        }
        return new Response(response.status(), all, response.body());
    }

    /**
     * RFC 6797 §7.2: said over https only. A browser keeps it for a host and all its ports, so it
     * would take the developer's other servers away if it were said of localhost.
     */
    private static boolean isPublic(Request request) {
        var host = request.host().replaceFirst(":\\d+$", "");
        return request.scheme().equals("https")
                && !host.equals("localhost")
                && !host.endsWith(".localhost");
    }
}
