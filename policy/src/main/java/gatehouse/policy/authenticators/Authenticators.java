package gatehouse.policy.authenticators;

import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.snapshot.Snapshot;
import gatehouse.kernel.snapshot.Snapshots;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The authenticators of an org, without a journey to the database. */
public final class Authenticators {
    private static final int MOST_REMEMBERED = 20_000;
    private static final String ALL = "";
    private static final String SELECT =
            "select id, name, status, created, last_updated, body from authenticator"
                    + " where org_id = ?";

    /** Those of one org, in Okta's order. */
    public record Known(List<Authenticator> all) {
        /** The active ones: what people can prove themselves with. */
        public List<Authenticator> active() {
            return all.stream().filter(Authenticator::active).toList();
        }

        /** By key; of those that may be there more than once the first active one. */
        public Optional<Authenticator> key(String key) {
            return all.stream()
                    .filter(one -> one.key().equals(key))
                    .reduce((one, other) -> one.active() ? one : other);
        }

        public Optional<Authenticator> id(String id) {
            return all.stream().filter(one -> one.id().equals(id)).findFirst();
        }
    }

    private final Snapshot<Known> known;

    public Authenticators(Snapshots snapshots) {
        this.known =
                snapshots.of(
                        Set.of("authenticator"),
                        MOST_REMEMBERED,
                        (tx, _) -> Optional.of(new Known(all(tx))));
    }

    public Known of(Db db, String org) {
        return known.find(db, org, ALL).orElseThrow();
    }

    static List<Authenticator> all(Tx tx) {
        return tx.list(SELECT + " order by name, id", Authenticator::read, tx.org());
    }

    static Optional<Authenticator> find(Tx tx, String id) {
        return tx.find(SELECT + " and id = ?", Authenticator::read, tx.org(), id);
    }
}
