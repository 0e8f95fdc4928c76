package gatehouse.kernel.filter;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The trigrams of a text, each three code points in one number: equality is what an index can be
 * asked for behind row-level security, and a text that contains another has all its trigrams.
 */
public final class Grams {
    private static final int LENGTH = 3;
    private static final int BITS = 21;

    private Grams() {}

    /** All of a folded text, each once; none where it is shorter. */
    public static List<Long> of(String folded) {
        var points = folded.codePoints().toArray();
        return IntStream.rangeClosed(0, points.length - LENGTH)
                .mapToObj(at -> gram(points, at))
                .distinct()
                .toList();
    }

    private static long gram(int[] points, int at) {
        return ((long) points[at] << (2 * BITS)) | ((long) points[at + 1] << BITS) | points[at + 2];
    }
}
