package gatehouse.platform.systemlog;

import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Db.Across;
import gatehouse.kernel.db.Tx.Unlogged;
import java.time.Duration;

/** How long the System Log remembers: ninety days (Okta, System Log API). */
public final class Retention {
    static final Duration KEPT = Duration.ofDays(90);

    private Retention() {}

    /** Forgets what is older, in one org after the other. */
    public static void sweep(Db db) {
        var before = db.world().now().minus(KEPT);
        var orgs =
                db.acrossOrgs(
                        Across.SWEEP,
                        tx -> tx.list("select org_id from org", row -> row.text("org_id")));
        for (var org : orgs) {
            db.acrossOrgs(
                    Across.SWEEP,
                    tx ->
                            tx.unlogged(Unlogged.SWEEP)
                                    .execute(
                                            "delete from system_log where org_id = ? and published < ?",
                                            org,
                                            before));
        }
    }
}
