package gatehouse.policy.evaluation;

import gatehouse.policy.evaluation.CompiledPolicy.Reader;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Once;
import gatehouse.policy.evaluation.decisions.Explanation;
import gatehouse.policy.evaluation.decisions.Explanation.Traced;
import gatehouse.policy.evaluation.decisions.SessionDecision;
import gatehouse.policy.policies.Policy;
import gatehouse.policy.policies.PolicyRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Policies of one type, in their order, read once and asked often: the first whose conditions hold
 * and one of whose rules holds decides.
 *
 * @param <D> what they decide
 */
public final class Rulebook<D> {
    private final List<CompiledPolicy<D>> policies;

    private Rulebook(List<CompiledPolicy<D>> policies) {
        this.policies = policies;
    }

    /**
     * @param policies that are switched on, in their order
     * @param rules by the ids of their policies, in their order
     */
    static <D> Rulebook<D> of(
            List<Policy> policies, Map<String, List<PolicyRule>> rules, Reader<D> reader) {
        return new Rulebook<>(
                policies.stream()
                        .map(policy ->
                                CompiledPolicy.of(
                                        policy, rules.getOrDefault(policy.id(), List.of()), reader))
                        .toList());
    }

    /** Of session policies, for whoever wants to measure what asking them costs. */
    public static Rulebook<SessionDecision> ofSessions(
            List<Policy> policies, Map<String, List<PolicyRule>> rules) {
        return of(policies, rules, Decisions.SESSION);
    }

    static <D> Rulebook<D> empty() {
        return new Rulebook<>(List.of());
    }

    /** What they decide; nothing where none of them holds. */
    public Optional<D> decide(Circumstances at) {
        for (var policy : policies) {
            if (CompiledPolicy.hold(policy.conditions(), at)) {
                for (var rule : policy.rules()) {
                    if (CompiledPolicy.hold(rule.conditions(), at)) {
                        var trace = Once.of(() -> trace(at));
                        var why = new Explanation(policy.name(), rule.name(), trace);
                        return Optional.of(rule.decide().apply(at, why));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Whether there is but one policy, which holds for all. */
    boolean isPlain() {
        return policies.size() == 1 && policies.getFirst().conditions().isEmpty();
    }

    /**
     * What the first policy decides whose conditions hold, by its first rule whatever that asks:
     * for what belongs to the policy and not to its rules.
     */
    Optional<D> settle(Circumstances at) {
        return policies.stream()
                .filter(policy -> CompiledPolicy.hold(policy.conditions(), at))
                .flatMap(policy -> said(policy, at))
                .findFirst();
    }

    /** The same of each policy, whether or not its conditions hold. */
    List<D> all(Circumstances at) {
        return policies.stream().flatMap(policy -> said(policy, at)).toList();
    }

    private Stream<D> said(CompiledPolicy<D> policy, Circumstances at) {
        return policy.rules().stream()
                .limit(1)
                .map(rule -> {
                    var why = new Explanation(policy.name(), rule.name(), () -> trace(at));
                    return rule.decide().apply(at, why);
                });
    }

    /** What is looked at on the way, some of which may be left open. */
    List<Traced> trace(Circumstances at) {
        return new Tracing(at).policies(policies);
    }
}
