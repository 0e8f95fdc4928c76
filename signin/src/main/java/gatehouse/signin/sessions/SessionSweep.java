package gatehouse.signin.sessions;

import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Db.Across;
import gatehouse.kernel.db.Tx.Unlogged;
import java.util.List;

/** Takes away sessions and half-done sign-ins whose time is up; nobody could use them any more. */
public final class SessionSweep {
    private SessionSweep() {}

    /** Sweeps all orgs. */
    public static void run(Db db) {
        for (var table :
                List.of("session", "session_token", "sign_in", "known_device", "email_change")) {
            db.acrossOrgs(
                    Across.SWEEP,
                    tx ->
                            tx.unlogged(Unlogged.SWEEP)
                                    .execute(
                                            "delete from " + table + " where expires < ?",
                                            tx.now()));
        }
    }
}
