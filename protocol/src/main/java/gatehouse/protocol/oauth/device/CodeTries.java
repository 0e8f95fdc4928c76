package gatehouse.protocol.oauth.device;

import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Bounds how many user codes somebody can try (RFC 8628 §5.1): each try is counted before it is
 * looked at, so that many at once gain nothing.
 */
public final class CodeTries {
    private static final int MOST = 20;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private CodeTries() {}

    /** Counts a try, and tells whether it may be made. */
    public static boolean admitted(Tx tx, String address) {
        return tx.unlogged(Unlogged.TRIES_COUNTED)
                        .returning(
                                """
                                insert into device_code_try as t (org_id, id, tries, expires)
                                values (?, ?, 1, ?)
                                on conflict (org_id, id) do update set
                                  tries = case when t.expires <= ? then 1 else t.tries + 1 end,
                                  expires = case when t.expires <= ? then excluded.expires
                                                 else t.expires end
                                returning tries\
                                """,
                                row -> row.integer("tries"),
                                tx.org(),
                                place(address),
                                tx.now().plus(WINDOW),
                                tx.now(),
                                tx.now())
                        .getFirst()
                <= MOST;
    }

    /** One household of the Internet has 2⁶⁴ addresses of version 6, which count as one. */
    private static String place(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), 8))
                    : address;
        } catch (IllegalArgumentException _) {
            return address;
        }
    }
}
