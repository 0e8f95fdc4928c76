package gatehouse.policy.assurance;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person proved, how, and when.
 *
 * @param traits that this very proof had, which may be more than its way always has
 */
public record Proof(Way way, Set<Trait> traits, Instant at) {
    public Proof {
        traits = Set.copyOf(traits);
    }

    /** The id of the provider that vouched last; null where none did. */
    public static @Nullable String provider(Collection<Proof> proofs) {
        return proofs.stream()
                .filter(proof -> proof.way.key().equals(Way.FEDERATION))
                .max(Comparator.comparing(Proof::at))
                .map(proof -> proof.way.id())
                .orElse(null);
    }

    /** A proof with what its way always has. */
    public static Proof of(Way way, Instant at) {
        return new Proof(way, Traits.always(way), at);
    }

    /** A proof that showed more than its way must, such as a key that asked for a finger. */
    public Proof showing(Set<Trait> more) {
        var all = EnumSet.noneOf(Trait.class);
        all.addAll(traits);
        all.addAll(more);
        return new Proof(way, all, at);
    }

    public boolean has(Trait trait) {
        return traits.contains(trait);
    }
}
