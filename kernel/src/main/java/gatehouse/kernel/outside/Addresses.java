package gatehouse.kernel.outside;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses a client of ours may be sent to (OWASP, server-side request forgery): those of
 * the public Internet, and no machine's own or its neighbours'.
 */
public final class Addresses {
    /** IPv4 blocks of IANA's special-purpose registry that the platform has no word for. */
    private static final List<int[]> SPECIAL =
            List.of(
                    block(0, 0, 8),
                    block(100, 64, 10),
                    block(192, 0, 24),
                    block(198, 18, 15),
                    block(240, 0, 4));

    private Addresses() {}

    private static int[] block(int first, int second, int bits) {
        return new int[] {(first << 24) | (second << 16), bits};
    }

    /** Whether it lies on the public Internet. */
    public static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return switch (address) {
            case Inet4Address four -> isPublic(number(four.getAddress(), 0));
            case Inet6Address six -> isPublic(six.getAddress());
            default -> false;
        };
    }

    private static int number(byte[] bytes, int from) {
        int number = 0;
        for (int i = from; i < from + 4; i++) {
            number = (number << 8) | (bytes[i] & 0xff);
        }
        return number;
    }

    private static boolean isPublic(int address) {
        return SPECIAL.stream().noneMatch(block -> (address ^ block[0]) >>> (32 - block[1]) == 0);
    }

    /**
     * Global unicast only, and nothing that carries an IPv4 address along (NAT64, 6to4, Teredo).
     */
    private static boolean isPublic(byte[] six) {
        int first = number(six, 0);
        boolean global = (first >>> 29) == 1;
        boolean carriesFour = first == 0x20010000 || (first >>> 16) == 0x2002;
        return global && !carriesFour;
    }
}
