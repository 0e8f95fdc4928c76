package gatehouse.kernel.snapshot;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gatehouse.kernel.Principal;
import gatehouse.kernel.World;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * Values of one kind, by org and key, each read when it is first asked for.
 *
 * <p>What was read while a change committed is not kept: a reader remembers the count of changes
 * before it reads, and keeps its value only if that count still stands.
 */
public final class Snapshot<T> {
    /** The key of what belongs to no one org, such as which org a host names. */
    private static final String EVERYWHERE = "*";

    private record Key(String org, String id) {}

    /** How long a value is good for while nobody tells us that it is not. */
    private static final Duration UNTOLD = Duration.ofSeconds(1);

    private record Known<T>(long epoch, long since, Optional<T> value) {}

    private final Set<String> tables;
    private final BiFunction<Tx, String, Optional<T>> read;
    private final BooleanSupplier trusted;
    private final Cache<Key, Known<T>> known;
    private final Cache<String, AtomicLong> epochs;
    private final AtomicLong beginning = new AtomicLong();

    Snapshot(
            Set<String> tables,
            int most,
            BiFunction<Tx, String, Optional<T>> read,
            BooleanSupplier trusted) {
        this.tables = tables;
        this.read = read;
        this.trusted = trusted;
        this.known = Caffeine.newBuilder().maximumSize(most).build();
        this.epochs = Caffeine.newBuilder().maximumSize(most).build();
    }

    /** The value, as the last committed change left it. */
    public Optional<T> find(Db db, String org, String id) {
        var key = new Key(org, id);
        long epoch = epoch(org).get();
        var remembered = known.getIfPresent(key);
        if (remembered != null && remembered.epoch == epoch && isGood(remembered, db.world())) {
            return remembered.value;
        }
        long since = db.world().nanos();
        var value = db.reading(Principal.system(org), tx -> read.apply(tx, id));
        if (epoch(org).get() == epoch) {
            known.put(key, new Known<>(epoch, since, value));
        }
        return value;
    }

    private boolean isGood(Known<T> remembered, World world) {
        return trusted.getAsBoolean() || world.nanos() - remembered.since < UNTOLD.toNanos();
    }

    /**
     * A counter that an eviction forgets begins again where no value can still be believed: counts
     * are never used twice.
     */
    private AtomicLong epoch(String org) {
        return epochs.get(org, _ -> new AtomicLong(beginning.incrementAndGet() << 32));
    }

    /** Forgets what was known of an org. */
    public void forget(String org) {
        epoch(org).incrementAndGet();
    }

    boolean reads(String table) {
        return tables.contains(table);
    }

    void changed(String org, Set<String> touched) {
        if (Collections.disjoint(tables, touched)) {
            return;
        }
        if (org.equals(EVERYWHERE)) {
            forgetAll();
        } else {
            forget(org);
            forget(EVERYWHERE);
        }
    }

    void forgetAll() {
        epochs.invalidateAll();
        known.invalidateAll();
    }
}
