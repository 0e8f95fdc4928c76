package gatehouse.kernel.snapshot;

import gatehouse.kernel.db.Tx;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/**
 * The configuration of orgs as immutable objects in memory.
 *
 * <p>Each {@link Snapshot} names the tables it was read from; a committed change of one of them
 * makes it forget what it knew of that org: at once on this node, through {@link #changed} on the
 * others.
 */
public final class Snapshots {
    private final List<Snapshot<?>> all = new CopyOnWriteArrayList<>();
    private volatile boolean trusted = true;

    /**
     * @param tables whose changes outdate it
     * @param most how many values are kept, over all orgs
     */
    public <T> Snapshot<T> of(
            Set<String> tables, int most, BiFunction<Tx, String, Optional<T>> read) {
        var snapshot = new Snapshot<>(Set.copyOf(tables), most, read, () -> trusted);
        all.add(snapshot);
        return snapshot;
    }

    /** Tells of a committed change, whichever node made it. */
    public void changed(String org, Set<String> tables) {
        for (var snapshot : all) {
            snapshot.changed(org, tables);
        }
    }

    /** The tables that other nodes must hear of. */
    public boolean watches(String table) {
        return all.stream().anyMatch(snapshot -> snapshot.reads(table));
    }

    /** While the news of other nodes cannot be heard, what is remembered is soon out of date. */
    public void trust(boolean connected) {
        if (connected) {
            all.forEach(Snapshot::forgetAll);
        }
        trusted = connected;
    }
}
