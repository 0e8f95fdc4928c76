package gatehouse.server.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some IP addresses, said one by one or in blocks. */
public final class Addresses {
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

    private final List<Block> blocks;

    private Addresses(List<Block> blocks) {
        this.blocks = blocks;
    }

    /**
     * @param texts addresses or CIDR blocks
     * @param problems gets a line for each that is neither
     */
    public static Addresses of(List<String> texts, List<String> problems) {
        var blocks = new ArrayList<Block>();
        for (var text : texts) {
            var block = block(text);
            if (block == null) {
                problems.add("neither an address nor a CIDR block: '" + text + "'");
            } else {
                blocks.add(block);
            }
        }
        return new Addresses(List.copyOf(blocks));
    }

    private static @Nullable Block block(String text) {
        var parts = text.split("/", 2);
        var network = bytes(parts[0]);
        if (network == null) {
            return null;
        }
        int most = network.length * 8;
        if (parts.length == 1) {
            return new Block(network, most);
        }
        return parts[1].matches("\\d{1,3}") && Integer.parseInt(parts[1]) <= most
                ? new Block(network, Integer.parseInt(parts[1]))
                : null;
    }

    static boolean isAddress(String text) {
        return bytes(text) != null;
    }

    /** What would have to be looked up is no address. */
    private static byte @Nullable [] bytes(String address) {
        if (address.indexOf('.') < 0 && address.indexOf(':') < 0) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(address).getAddress();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether it is one of these; what is no address is none of them. */
    public boolean hold(String address) {
        var bytes = blocks.isEmpty() ? null : bytes(address);
        return bytes != null && blocks.stream().anyMatch(block -> block.holds(bytes));
    }

    public boolean hold(InetAddress address) {
        return blocks.stream().anyMatch(block -> block.holds(address.getAddress()));
    }
}
