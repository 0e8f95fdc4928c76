package gatehouse.policy.assurance;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Steps that must be taken in their order (Okta, Policy API: authentication method chain). */
record Chain(List<Step> steps) implements Path {
    /**
     * @param methods of which any one will do
     * @param within how old the proof may be, or null for any age
     */
    record Step(List<Method> methods, @Nullable Duration within) {
        boolean takes(Proof proof, Instant began) {
            return Age.isFresh(proof, within, began)
                    && methods.stream().anyMatch(method -> method.takes(proof));
        }
    }

    @Override
    public Path afresh() {
        return new Chain(
                steps.stream().map(step -> new Step(step.methods(), Duration.ZERO)).toList());
    }

    record Method(Constraint.Named named, Set<Trait> traits) {
        boolean takes(Proof proof) {
            return named.means(proof.way()) && proof.traits().containsAll(traits);
        }
    }

    @Override
    public int missing(List<Proof> proofs, Instant began) {
        var used = new HashSet<Proof>();
        var since = Instant.MIN;
        for (int at = 0; at < steps.size(); at++) {
            var taken = earliest(steps.get(at), proofs, used, since, began);
            if (taken.isEmpty()) {
                return steps.size() - at;
            }
            used.add(taken.get());
            since = taken.get().at();
        }
        return 0;
    }

    /** The earliest leaves the most time for the steps that follow. */
    private static Optional<Proof> earliest(
            Step step, List<Proof> proofs, Set<Proof> used, Instant since, Instant began) {
        return proofs.stream()
                .filter(proof -> !used.contains(proof) && !proof.at().isBefore(since))
                .filter(proof -> step.takes(proof, began))
                .min(Comparator.comparing(Proof::at));
    }
}
