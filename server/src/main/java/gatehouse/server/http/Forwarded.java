package gatehouse.server.http;

import gatehouse.kernel.http.Request;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * {@code X-Forwarded-For}, {@code -Proto} and {@code -Host}, believed from the configured proxies
 * and from nobody else.
 */
public final class Forwarded implements UnaryOperator<Request> {
    private record Block(byte[] network, int bits) {
        boolean holds(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Block> trusted;

    /**
     * @param trusted addresses or CIDR blocks
     * @throws IllegalArgumentException where one is neither
     */
    public Forwarded(List<String> trusted) {
        this.trusted = trusted.stream().map(Forwarded::block).toList();
    }

    private static Block block(String text) {
        var parts = text.split("/", 2);
        var network = bytes(parts[0]);
        if (network == null) {
            throw new IllegalArgumentException("not an address: " + text);
        }
        int bits = parts.length == 1 ? network.length * 8 : Integer.parseInt(parts[1]);
        if (bits < 0 || bits > network.length * 8) {
            throw new IllegalArgumentException("not a CIDR block: " + text);
        }
        return new Block(network, bits);
    }

    private static byte @Nullable [] bytes(String address) {
        try {
            return address.matches("[0-9a-fA-F.:]+")
                    ? InetAddress.getByName(address).getAddress()
                    : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private boolean trusts(String address) {
        var bytes = bytes(address);
        return bytes != null && trusted.stream().anyMatch(block -> block.holds(bytes));
    }

    @Override
    public Request apply(Request request) {
        if (trusted.isEmpty() || !trusts(request.address())) {
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
        for (int i = hops.length - 1; i >= 0 && trusts(client); i--) {
            if (bytes(hops[i].strip()) == null || hops[i].isBlank()) {
                return client;
            }
            client = hops[i].strip();
        }
        return client;
    }
}
