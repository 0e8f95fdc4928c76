package gatehouse.protocol.oauth.direct;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a client has of a person, or wants them to be asked for. */
public sealed interface Ask {
    record Password(String login, String password) implements Ask {}

    /** A code before anything else. */
    record Code(String login, String code) implements Ask {}

    /** A code that goes with what was proved before. */
    record NextCode(String mfaToken, String code) implements Ask {}

    /**
     * Have the person told a code, before anything else.
     *
     * @param channel by which
     */
    record Tell(String login, String channel) implements Ask {}

    /**
     * The code that the person was told.
     *
     * @param code or null where the client has none yet
     */
    record Heard(String oobCode, @Nullable String code) implements Ask {}

    /** Have the person use a passkey, before anything else. */
    record UseKey(String login) implements Ask {}

    /**
     * What a passkey signed.
     *
     * @param answer as the Factors API has it
     */
    record Key(ObjectNode answer) implements Ask {}

    /** The same, that goes with what was proved before. */
    record NextKey(String mfaToken, ObjectNode answer) implements Ask {}

    /**
     * What comes next?
     *
     * @param types that the client can do, as {@code grant_type} names them
     * @param channel by which the person shall be told a code, or null
     */
    record Challenge(String mfaToken, Set<String> types, @Nullable String channel) implements Ask {}

    /**
     * The code that the person was told by that channel.
     *
     * @param code or null where the client has none yet
     */
    record Bound(String mfaToken, String oobCode, @Nullable String code) implements Ask {}
}
