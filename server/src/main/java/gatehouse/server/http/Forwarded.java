package gatehouse.server.http;

import gatehouse.kernel.http.Request;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code X-Forwarded-For}, {@code -Proto} and {@code -Host}, believed from the configured proxies
 * and from nobody else.
 */
public final class Forwarded implements UnaryOperator<Request> {
    private final Addresses trusted;

    public Forwarded(Addresses trusted) {
        this.trusted = trusted;
    }

    /** Whether it came through a proxy that nobody told us of, so that its address says little. */
    boolean isByStranger(Request request) {
        return !trusted.hold(request.address())
                && (request.header("x-forwarded-for") != null
                        || request.header("forwarded") != null);
    }

    @Override
    public Request apply(Request request) {
        if (!trusted.hold(request.address())) {
            return request;
        }
        var host = request.header("x-forwarded-host");
        return new Request(
                request.id(),
                request.method(),
                scheme(request),
                host == null ? request.host() : host,
                request.path(),
                request.rawQuery(),
                request.headers(),
                request.body(),
                client(request));
    }

    private static String scheme(Request request) {
        var proto = request.header("x-forwarded-proto");
        return proto != null && (proto.equals("https") || proto.equals("http"))
                ? proto
                : request.scheme();
    }

    /** The last address that no trusted proxy added. */
    private String client(Request request) {
        var client = request.address();
        var chain = String.join(",", request.headers().getOrDefault("x-forwarded-for", List.of()));
        var hops = chain.split("\\s*,\\s*", -1);
        for (int i = hops.length - 1; i >= 0 && trusted.hold(client); i--) {
            if (!Addresses.isAddress(hops[i].strip()) || hops[i].isBlank()) {
                return client;
            }
            client = hops[i].strip();
        }
        return client;
    }
}
