package gatehouse.protocol.oauth.direct;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a client has of a person, or wants them to be asked for. */
public sealed interface Ask {
    /** Before anything is proved. */
    sealed interface First extends Ask {}

    /** In a sign-in under way. */
    sealed interface Next extends Ask {
        /** By which it is named: the {@code mfa_token}, or the first {@code oob_code}. */
        String token();
    }

    record Password(String login, String password) implements First {}

    /** A code that the person has at hand. */
    record Code(String login, String code) implements First {}

    /**
     * Have the person told a code.
     *
     * @param channel by which
     */
    record Tell(String login, String channel) implements First {}

    /** Have the person use a passkey. */
    record UseKey(String login) implements First {}

    /**
     * What a passkey signed.
     *
     * @param answer as the Factors API has it
     */
    record Key(ObjectNode answer) implements First {}

    /**
     * The code that the person was told, before anything else.
     *
     * @param code or null where the client has none yet
     */
    record Heard(String token, @Nullable String code) implements Next {}

    /** A code that goes with what was proved before. */
    record NextCode(String token, String code) implements Next {}

    /** What a passkey signed, that goes with what was proved before. */
    record NextKey(String token, ObjectNode answer) implements Next {}

    /**
     * What comes next?
     *
     * @param types that the client can do, as {@code grant_type} names them
     * @param channel by which the person shall be told a code, or null
     */
    record Challenge(String token, Set<String> types, @Nullable String channel) implements Next {}

    /**
     * The code that the person was told by that channel.
     *
     * @param code or null where the client has none yet
     */
    record Bound(String token, String oobCode, @Nullable String code) implements Next {}
}
