package gatehouse.policy.assurance;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One or two factors of different kinds, within constraints. All of these must hold.
 *
 * @param factors 1 or 2; 0 asks for nothing
 * @param within how old a proof may be, where its constraint does not say; null for any age
 */
record Alternative(int factors, List<Constraint> constraints, @Nullable Duration within)
        implements Path {
    private static final Set<Trait> KINDS =
            EnumSet.of(Trait.KNOWLEDGE, Trait.POSSESSION, Trait.INHERENCE);

    @Override
    public int missing(List<Proof> proofs, Instant began) {
        var held = EnumSet.noneOf(Trait.class);
        for (var proof : proofs) {
            if (counts(proof, began)) {
                held.addAll(proof.traits());
            }
        }
        held.retainAll(KINDS);
        int lacking =
                (int)
                        constraints.stream()
                                .filter(c -> c.required() && !held.contains(c.kind()))
                                .count();
        return lacking + Math.max(0, factors - held.size() - lacking);
    }

    @Override
    public Path afresh() {
        var anew = constraints.stream().map(Constraint::afresh).toList();
        return new Alternative(factors, anew, Duration.ZERO);
    }

    /** A proof that some constraint on its kind refuses proves nothing here. */
    private boolean counts(Proof proof, Instant began) {
        boolean ruled = false;
        for (var constraint : constraints) {
            if (proof.has(constraint.kind())) {
                if (!constraint.accepts(proof)) {
                    return false;
                }
                if (constraint.within() != null) {
                    ruled = true;
                    if (!Age.isFresh(proof, constraint.within(), began)) {
                        return false;
                    }
                }
            }
        }
        return ruled || Age.isFresh(proof, within, began);
    }
}
