package gatehouse.kernel.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The states a resource may be in, and the verbs that move it. Routes, links and events are all
 * derived from it.
 *
 * @param start the state it begins in
 * @param deletable the states it may be deleted in
 */
public record Lifecycle(String start, List<Move> moves, Set<String> deletable) {
    /** A verb that leads from one state to another. */
    public record Move(String verb, String from, String to) {}

    /** One state only. */
    public static final Lifecycle NONE = new Lifecycle("ACTIVE", List.of(), Set.of("ACTIVE"));

    /** Fifty-five of Okta's seventy lifecycle operations are this one. */
    public static Lifecycle activatable() {
        return new Lifecycle("ACTIVE", List.of(), Set.of("INACTIVE"))
                .on("activate", "INACTIVE", "ACTIVE")
                .on("deactivate", "ACTIVE", "INACTIVE");
    }

    public Lifecycle on(String verb, String from, String to) {
        var more = new ArrayList<>(moves);
        more.add(new Move(verb, from, to));
        return new Lifecycle(start, List.copyOf(more), deletable);
    }

    public Lifecycle deletableIn(String... states) {
        return new Lifecycle(start, moves, Set.of(states));
    }

    Set<String> verbs() {
        var verbs = new TreeSet<String>();
        moves.forEach(move -> verbs.add(move.verb));
        return verbs;
    }

    Optional<Move> move(String verb, String from) {
        return moves.stream().filter(m -> m.verb.equals(verb) && m.from.equals(from)).findFirst();
    }

    List<Move> from(String state) {
        return moves.stream().filter(m -> m.from.equals(state)).toList();
    }
}
