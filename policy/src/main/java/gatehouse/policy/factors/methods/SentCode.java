package gatehouse.policy.factors.methods;

import gatehouse.kernel.Digest;
import gatehouse.kernel.World;
import gatehouse.kernel.db.Tx;
import gatehouse.policy.factors.enrollment.Challenge;
import java.util.Locale;

/** A code that is sent: made, kept as a hash, and judged. */
public final class SentCode {
    private static final int CODES = 1_000_000;

    private SentCode() {}

    /** A code that nobody has been told yet. */
    public static String fresh(World world) {
        return String.format(Locale.ROOT, "%06d", world.random().nextInt(CODES));
    }

    /** What is kept of a code: bound to its challenge. */
    public static byte[] hash(String challenge, String code) {
        return Digest.sha256(challenge + ":" + code);
    }

    /** What a code is worth. */
    public enum Worth {
        RIGHT,
        WRONG,
        EXPIRED,
        REPLAYED,
        TOO_MANY
    }

    /** Judges a code: the try is counted before it is looked at, and the right one is used up. */
    public static Worth judge(Tx tx, Challenge challenge, String said) {
        if (!challenge.expires().isAfter(tx.now())) {
            return Worth.EXPIRED;
        }
        if (!Challenge.reserve(tx, challenge.id())) {
            return Worth.TOO_MANY;
        }
        var code = challenge.code();
        if (code == null || !Digest.same(code, hash(challenge.id(), said))) {
            return Worth.WRONG;
        }
        return Challenge.consume(tx, challenge.id()) ? Worth.RIGHT : Worth.REPLAYED;
    }
}
