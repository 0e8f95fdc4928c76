package gatehouse.kernel.filter;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The trigrams of a text, each three code points in one number: equality is what an index can be
 * asked for behind row-level security, and a text that contains another has all its trigrams.
 */
public final class Grams {
    private static final int LENGTH = 3;
    private static final int BITS = 21;
    private static final int ASKED = 3;

    private Grams() {}

    /** All of a folded text, each once. */
    public static LongStream of(String folded) {
        var points = folded.codePoints().toArray();
        return IntStream.rangeClosed(0, points.length - LENGTH)
                .mapToLong(at -> gram(points, at))
                .distinct();
    }

    /** Some of those of a text that is looked for: enough to leave few rows. */
    static List<Long> asked(String folded) {
        var all = of(folded).boxed().toList();
        return all.size() <= ASKED
                ? all
                : List.of(all.getFirst(), all.get(all.size() / 2), all.getLast());
    }

    private static long gram(int[] points, int at) {
        return ((long) points[at] << (2 * BITS)) | ((long) points[at + 1] << BITS) | points[at + 2];
    }
}
