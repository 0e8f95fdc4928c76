package gatehouse.protocol.oauth.direct;

import gatehouse.kernel.OAuthError;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

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
     * @param interval seconds between two questions whether it was heard
     */
    record Sent(String oobCode, String channel, long seconds, long interval) implements Told {}

    /**
     * The person may be asked for a passkey.
     *
     * @param options for the platform that has the passkeys
     * @param known what the passkeys of the person are called; empty before anything is proved
     */
    record AskKey(ObjectNode options, List<ObjectNode> known) implements Told {}

    record Refused(OAuthError error) implements Told {}
}
