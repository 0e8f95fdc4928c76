package gatehouse.policy.policies;

import gatehouse.kernel.db.Db;
import gatehouse.kernel.snapshot.Snapshot;
import gatehouse.kernel.snapshot.Snapshots;
import java.util.Optional;
import java.util.Set;

/** The default policies of an org, without a journey to the database. */
public final class Policies {
    private static final int MOST_REMEMBERED = 50_000;

    private final Snapshot<String> byDefault;

    public Policies(Snapshots snapshots) {
        this.byDefault =
                snapshots.of(
                        Set.of("policy"),
                        MOST_REMEMBERED,
                        (tx, type) -> PolicyStore.byDefault(tx, type).map(Policy::id));
    }

    /** The id of the default policy of a type, where there is such a type. */
    public Optional<String> defaultId(Db db, String org, String type) {
        return byDefault.find(db, org, type);
    }
}
