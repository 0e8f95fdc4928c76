package gatehouse.kernel.outside;

import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Db;
import java.time.Instant;

/**
 * A code that a person is told by telephone; what is said around it is the org's to word.
 *
 * @param number in E.164, such as {@code +15551234567}
 * @param expires when the code does
 */
public record Message(
        Channel channel,
        Purpose purpose,
        String number,
        String code,
        Instant expires,
        Recipient to) {

    public enum Channel {
        SMS,
        VOICE
    }

    /** What the code is good for. */
    public enum Purpose {
        VERIFY_PHONE,
        SECOND_FACTOR,
        RESET_PASSWORD,
        UNLOCK_ACCOUNT
    }

    /** Whatever gets messages to telephones. */
    @FunctionalInterface
    public interface Carrier {
        /**
         * Hands a message over, and logs it. It waits on the network, so no transaction may be
         * open.
         *
         * @throws Problem E0000247 where the org has nobody who carries messages, E0000134,
         *     E0000135 or E0000137 where its inline hook could not or would not
         */
        void deliver(Db db, Principal by, Message message);
    }
}
