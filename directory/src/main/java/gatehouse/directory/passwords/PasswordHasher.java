package gatehouse.directory.passwords;

import gatehouse.kernel.World;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Makes and tries password hashes. Each takes much memory on purpose, so only so many are worked on
 * at once; the others wait their turn.
 */
public final class PasswordHasher {
    /** 19 MiB, two passes: OWASP's choice for Argon2id. */
    public static final int USUAL_KIBIBYTES = 19 * 1024;

    private static final int PASSES = 2;

    private final World world;
    private final Argon2Hash.Cost cost;
    private final Semaphore turns;
    private final PasswordHash decoy;
    private final LongAdder worked = new LongAdder();

    /**
     * @param kibibytes of memory for each hash; less only for tests and benchmarks
     * @param atOnce how many may be worked on at the same time
     */
    public PasswordHasher(World world, int kibibytes, int atOnce) {
        this.world = world;
        this.cost = new Argon2Hash.Cost(kibibytes, kibibytes < USUAL_KIBIBYTES ? 1 : PASSES);
        this.turns = new Semaphore(atOnce, true);
        this.decoy = Argon2Hash.ofNobody(cost);
    }

    /**
     * What a try says.
     *
     * @param outdated whether the hash should be made anew, now that the password is at hand
     */
    public record Verdict(boolean matches, boolean outdated) {}

    /** A new hash, as it is stored. */
    public String hash(String password) {
        var salt = world.bytes(Argon2Hash.SALT_BYTES);
        return inTurn(() -> {
            worked.increment();
            return Argon2Hash.make(password, cost, salt).encoded();
        });
    }

    /** A plain digest, should it be wrong, takes as long as a hash of ours. */
    public Verdict verify(String password, String stored) {
        return inTurn(() -> {
            var hash = PasswordHash.decoded(stored);
            boolean current = hash instanceof Argon2Hash ours && ours.cost().equals(cost);
            boolean matches = matches(hash, password);
            if (!matches && hash instanceof DigestHash) {
                matches(decoy, password);
            }
            return new Verdict(matches, !current);
        });
    }

    private boolean matches(PasswordHash hash, String password) {
        if (!(hash instanceof DigestHash)) {
            worked.increment();
        }
        return hash.matches(password);
    }

    /** Takes as long as {@link #verify} of a hash of ours, so that nobody learns who exists. */
    public void decoy(String password) {
        inTurn(() -> matches(decoy, password));
    }

    /** How many slow hashes were worked out so far. */
    public long worked() {
        return worked.sum();
    }

    private <T> T inTurn(Supplier<T> work) {
        turns.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
