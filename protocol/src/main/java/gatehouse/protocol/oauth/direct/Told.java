package gatehouse.protocol.oauth.direct;

import gatehouse.kernel.OAuthError;
import java.time.Instant;
import java.util.List;

/** What the sign-in engine tells of it. */
public sealed interface Told {
    /**
     * Enough is proved; told once.
     *
     * @param amr how (RFC 8176)
     */
    record Proved(String user, Instant at, List<String> amr) implements Told {}

    /** More has to be proved, in the same sign-in. */
    record More(String mfaToken) implements Told {}

    /** The person may be asked for a code that they have at hand. */
    record AskCode() implements Told {}

    /**
     * The person was told a code.
     *
     * @param seconds for which it is good
     */
    record Sent(String oobCode, String channel, long seconds) implements Told {}

    record Refused(OAuthError error) implements Told {}
}
