package gatehouse.policy.evaluation;

import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.snapshot.Snapshot;
import gatehouse.kernel.snapshot.Snapshots;
import gatehouse.policy.evaluation.CompiledPolicy.Reader;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Once;
import gatehouse.policy.evaluation.decisions.Explanation;
import gatehouse.policy.evaluation.decisions.Explanation.Traced;
import gatehouse.policy.policies.Policy;
import gatehouse.policy.policies.PolicyRule;
import gatehouse.policy.policies.PolicyStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The policies of one type, and how they decide: the first policy whose conditions hold and one of
 * whose rules holds.
 *
 * @param <D> what they decide
 */
final class Kind<D> {
    private static final int MOST_REMEMBERED = 20_000;
    private static final Set<String> TABLES = Set.of("policy", "policy_rule");

    /** Stands for all policies of the type, where one of them is meant else. */
    private static final String ALL = "";

    private final String type;
    private final Reader<D> reader;
    private final Snapshot<List<CompiledPolicy<D>>> known;

    Kind(Snapshots snapshots, String type, Reader<D> reader) {
        this.type = type;
        this.reader = reader;
        this.known = snapshots.of(TABLES, MOST_REMEMBERED, this::look);
    }

    private Optional<List<CompiledPolicy<D>>> look(Tx tx, String id) {
        if (!id.equals(ALL)) {
            return PolicyStore.find(tx, id)
                    .map(policy -> compiled(policy, PolicyStore.rules(tx, id)))
                    .map(List::of);
        }
        var rules = PolicyStore.rulesOfType(tx, type);
        return Optional.of(
                PolicyStore.ofType(tx, type, "ACTIVE", null).stream()
                        .map(policy -> compiled(policy, rules.getOrDefault(policy.id(), List.of())))
                        .toList());
    }

    private CompiledPolicy<D> compiled(Policy policy, List<PolicyRule> rules) {
        return CompiledPolicy.of(policy, rules, reader);
    }

    /** What the policies decide in their order; nothing where none of them holds. */
    Optional<D> decide(Db db, Circumstances at) {
        return decide(db, at, ALL);
    }

    /**
     * @param id of the one policy that decides
     */
    Optional<D> decide(Db db, Circumstances at, String id) {
        var policies = policies(db, at, id);
        for (var policy : policies) {
            if (CompiledPolicy.hold(policy.conditions(), at)) {
                for (var rule : policy.rules()) {
                    if (CompiledPolicy.hold(rule.conditions(), at)) {
                        var trace = Once.of(() -> new Tracing(at).policies(policies));
                        var why = new Explanation(policy.name(), rule.name(), trace);
                        return Optional.of(rule.decide().apply(at, why));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** What would be looked at, where some of it is left open. */
    List<Traced> trace(Db db, Circumstances at, Optional<String> id) {
        return new Tracing(at).policies(policies(db, at, id.orElse(ALL)));
    }

    private List<CompiledPolicy<D>> policies(Db db, Circumstances at, String id) {
        return known.find(db, at.org(), id).orElse(List.of());
    }
}
