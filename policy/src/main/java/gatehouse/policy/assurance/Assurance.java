package gatehouse.policy.assurance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How sure a rule wants to be of who is there: any one of several paths (Okta, Policy API:
 * verification method).
 *
 * @param inactivity after which nothing proved before counts, or null
 */
public record Assurance(List<Path> paths, @Nullable Duration inactivity) {
    /** Asks for nothing. */
    public static final Assurance NONE = ofFactors(0);

    public Assurance {
        paths = List.copyOf(paths);
    }

    /** One factor or two, whichever they are. */
    public static Assurance ofFactors(int factors) {
        return new Assurance(List.of(new Alternative(factors, List.of(), null)), null);
    }

    /** A password, or the word of another provider; with a second factor where two are wanted. */
    public static Assurance ofPassword(int factors) {
        var sure =
                new Constraint(
                        Trait.KNOWLEDGE,
                        Constraint.Ways.ofTypes(Set.of("password", "federated")),
                        Set.of(),
                        true,
                        null);
        return new Assurance(List.of(new Alternative(factors, List.of(sure), null)), null);
    }

    /**
     * Whether enough is proved.
     *
     * @param proofs all that is known of the person, however old
     * @param began when the request that asks for it began. A proof counts while it is no older
     *     than the interval of re-authentication was at that time, so that with {@code PT0S} only
     *     what was proved since counts.
     */
    public boolean satisfied(List<Proof> proofs, Instant began) {
        return paths.stream().anyMatch(path -> path.missing(proofs, began) == 0);
    }

    /**
     * Which of the ways a person has bring them closer, in the order given. Only paths that these
     * ways can walk to their end count; so nothing comes back where enough is proved already, and
     * where it never will be.
     */
    public Set<Way> useful(List<Proof> proofs, Collection<Way> possible, Instant began) {
        var useful = new LinkedHashSet<Way>();
        if (satisfied(proofs, began)) {
            return useful;
        }
        var open = paths.stream().filter(p -> p.missing(with(proofs, possible, began), began) == 0);
        var walkable = open.toList();
        for (var way : possible) {
            var then = with(proofs, List.of(way), began);
            if (walkable.stream()
                    .anyMatch(p -> p.missing(then, began) < p.missing(proofs, began))) {
                useful.add(way);
            }
        }
        return useful;
    }

    /** Whether someone with these ways can ever prove enough. */
    public boolean reachable(List<Proof> proofs, Collection<Way> possible, Instant began) {
        return satisfied(with(proofs, possible, began), began);
    }

    /** The same for one who must prove everything anew, such as after too long a rest. */
    public Assurance afresh() {
        return new Assurance(paths.stream().map(Path::afresh).toList(), inactivity);
    }

    private static List<Proof> with(List<Proof> proofs, Collection<Way> more, Instant began) {
        var all = new ArrayList<>(proofs);
        var last = proofs.stream().map(Proof::at).filter(began::isBefore).max(Instant::compareTo);
        more.forEach(way -> all.add(new Proof(way, Traits.atBest(way), last.orElse(began))));
        return all;
    }
}
