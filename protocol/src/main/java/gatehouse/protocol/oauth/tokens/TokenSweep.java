package gatehouse.protocol.oauth.tokens;

import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Db.Across;
import gatehouse.kernel.db.Tx.Unlogged;
import java.time.Duration;
import java.util.List;

/**
 * Takes away what has expired. Nothing depends on it but the size of the tables: whatever is read
 * is checked against its end.
 */
public final class TokenSweep {
    /** As long as a token may live that came of a code, so that reuse can still take it back. */
    private static final Duration KEPT = Duration.ofDays(1);

    private TokenSweep() {}

    /** Sweeps all orgs. */
    public static void run(Db db) {
        var before = db.world().now().minus(KEPT);
        for (var table :
                List.of(
                        "authorization_code",
                        "device_code",
                        "device_code_try",
                        "revoked_token",
                        "spent_assertion",
                        "token_family")) {
            db.acrossOrgs(
                    Across.SWEEP,
                    tx ->
                            tx.unlogged(Unlogged.SWEEP)
                                    .execute(
                                            "delete from " + table + " where expires < ?", before));
        }
    }
}
