package gatehouse.policy.zones;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses from one to another, both included; of version 4 or 6, never of both. An address of
 * version 4 within one of version 6 is one of version 4.
 */
record AddressRange(byte[] from, byte[] to) {
    /** So that nothing is ever looked up by a name. */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private static final Pattern FOUR = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    static byte @Nullable [] address(String text) {
        try {
            boolean literal = LITERAL.matcher(text).matches();
            if (!literal || (text.indexOf(':') < 0 && !FOUR.matcher(text).matches())) {
                return null;
            }
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException _) {
            return null;
        }
    }

    /** {@code 10.0.0.0/8}; an address alone is a block of one. */
    static Optional<AddressRange> block(String text) {
        int slash = text.indexOf('/');
        var network = address(slash < 0 ? text : text.substring(0, slash));
        if (network == null) {
            return Optional.empty();
        }
        var length = slash < 0 ? Integer.toString(network.length * 8) : text.substring(slash + 1);
        if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > network.length * 8) {
            return Optional.empty();
        }
        return Optional.of(masked(network, Integer.parseInt(length)));
    }

    private static AddressRange masked(byte[] network, int length) {
        var from = network.clone();
        var to = network.clone();
        for (int bit = length; bit < network.length * 8; bit++) {
            int mask = 0x80 >> (bit % 8);
            from[bit / 8] = (byte) (from[bit / 8] & ~mask);
            to[bit / 8] = (byte) (to[bit / 8] | mask);
        }
        return new AddressRange(from, to);
    }

    /** {@code 10.0.0.1-10.0.0.9}; an address alone is a range of one. */
    static Optional<AddressRange> range(String text) {
        var ends = text.split("-", 2);
        var from = address(ends[0].strip());
        var to = address(ends[ends.length - 1].strip());
        boolean sound =
                from != null
                        && to != null
                        && from.length == to.length
                        && Arrays.compareUnsigned(from, to) <= 0;
        return sound && from != null && to != null
                ? Optional.of(new AddressRange(from, to))
                : Optional.empty();
    }

    boolean holds(byte[] address) {
        return address.length == from.length
                && Arrays.compareUnsigned(from, address) <= 0
                && Arrays.compareUnsigned(address, to) <= 0;
    }
}
