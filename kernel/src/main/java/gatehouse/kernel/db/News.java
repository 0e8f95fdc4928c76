package gatehouse.kernel.db;

import java.util.Set;
import java.util.TreeSet;

/**
 * What one node tells the others of a committed change: a notification of PostgreSQL, sent by the
 * transaction itself, so that it is heard if and only if the change is there to be seen.
 *
 * @param node that wrote
 * @param org whose rows changed, or {@code *}
 */
public record News(String node, String org, Set<String> tables) {
    /** Where it is told ({@code LISTEN}). */
    public static final String CHANNEL = "gatehouse";

    static final String TELL = "select pg_notify('" + CHANNEL + "', ?)";

    /** Reads a notification's payload; whatever else is told there is news of nothing. */
    public static News of(String payload) {
        var words = payload.split(" ", -1);
        return words.length == 3
                ? new News(words[0], words[1], Set.of(words[2].split(",")))
                : new News("", "", Set.of());
    }

    /** As it is sent. */
    public String payload() {
        return node + " " + org + " " + String.join(",", new TreeSet<>(tables));
    }
}
