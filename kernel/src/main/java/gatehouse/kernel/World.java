package gatehouse.kernel;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Everything that may differ between two runs of the same program: what time it is, what chance
 * says, and so what a new thing is called.
 */
public final class World {
    private static final String ALPHABET =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 20;

    /** Bytes from here on would favour the first letters. */
    private static final int EVEN = 248;

    /** Chance is dear by the journey, so a few bytes more are taken for those thrown away. */
    private static final int SPARE = 4;

    /** Of what {@link #moment} tells. */
    public static final int MOMENT_LENGTH = 10;

    private static final long IDS_PER_MILLISECOND = 62 * 62;

    private final InstantSource clock;
    private final RandomGenerator random;
    private final AtomicLong lastMoment = new AtomicLong();

    public World(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public static World real() {
        return new World(Clock.systemUTC(), new SecureRandom());
    }

    /** The time in milliseconds, as Okta writes it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Nanoseconds since no moment in particular: what only goes forward, to measure with. */
    public long nanos() {
        return System.nanoTime();
    }

    /** Chance, as strong as the platform has it. */
    public RandomGenerator random() {
        return random;
    }

    public byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** An unguessable text of {@code length} letters and digits, near six bits each. */
    public String secret(int length) {
        var text = new char[length];
        int at = 0;
        while (at < length) {
            for (byte chance : bytes(length - at + SPARE)) {
                int number = chance & 0xff;
                if (number < EVEN && at < length) {
                    text[at++] = ALPHABET.charAt(number % ALPHABET.length());
                }
            }
        }
        return new String(text);
    }

    /**
     * A new id of twenty characters: the prefix says what kind of thing it names, the next ten when
     * it was made, the rest is chance.
     */
    public String id(String prefix) {
        return prefix + moment() + secret(ID_LENGTH - MOMENT_LENGTH - prefix.length());
    }

    /**
     * Now, in ten letters and digits. Moments of one node sort in the order they were told, also
     * within a millisecond.
     */
    public String moment() {
        long moment =
                lastMoment.updateAndGet(last ->
                        Math.max(last + 1, clock.instant().toEpochMilli() * IDS_PER_MILLISECOND));
        var digits = new char[MOMENT_LENGTH];
        for (int i = MOMENT_LENGTH - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (moment % 62));
            moment /= 62;
        }
        return new String(digits);
    }
}
