package gatehouse.policy.evaluation.decisions;

import gatehouse.policy.evaluation.conditions.Verdict;
import java.util.List;
import java.util.function.Supplier;

/**
 * Why a decision is what it is. What led to it is worked out only where somebody asks.
 *
 * @param policy that decided
 * @param rule of it that decided
 * @param trace every policy and rule that was looked at, in their order
 */
public record Explanation(Named policy, Named rule, Supplier<List<Traced>> trace) {
    public record Named(String id, String name, String type) {}

    /**
     * A policy or a rule that was looked at.
     *
     * @param rules of a policy that matched, as far as they were looked at
     */
    public record Traced(
            Named what, Verdict verdict, List<Looked> conditions, List<Traced> rules) {}

    /** A condition that was looked at, and what it saw. */
    public record Looked(String type, String value, Verdict verdict) {}

    /** The conditions of the policy and the rule that decided. */
    public List<Looked> conditions() {
        return trace.get().stream()
                .filter(policy -> policy.what.id.equals(this.policy.id))
                .flatMap(policy ->
                        java.util.stream.Stream.concat(
                                policy.conditions.stream(),
                                policy.rules.stream()
                                        .filter(of -> of.what.id.equals(this.rule.id))
                                        .flatMap(of -> of.conditions.stream())))
                .toList();
    }
}
