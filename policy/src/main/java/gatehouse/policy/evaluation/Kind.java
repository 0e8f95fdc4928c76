package gatehouse.policy.evaluation;

import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.snapshot.Snapshot;
import gatehouse.kernel.snapshot.Snapshots;
import gatehouse.policy.evaluation.CompiledPolicy.Reader;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.decisions.Explanation.Traced;
import gatehouse.policy.policies.PolicyRule;
import gatehouse.policy.policies.PolicyStore;
import gatehouse.policy.policies.RuleStore;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The policies of one type of all orgs, as the last committed change left them.
 *
 * @param <D> what they decide
 */
final class Kind<D> {
    private static final int MOST_REMEMBERED = 20_000;
    private static final Set<String> TABLES = Set.of("policy", "policy_rule");

    /** Stands for all policies of the type, where one of them is meant else. */
    static final String ALL = "";

    private final String type;
    private final Reader<D> reader;
    private final BiFunction<Tx, List<PolicyRule>, List<PolicyRule>> sense;
    private final Snapshot<Rulebook<D>> known;

    Kind(Snapshots snapshots, String type, Reader<D> reader) {
        this(snapshots, type, reader, Set.of(), (_, rules) -> rules);
    }

    /**
     * @param also tables that rules make sense by
     * @param sense what is left of rules as things are
     */
    Kind(
            Snapshots snapshots,
            String type,
            Reader<D> reader,
            Set<String> also,
            BiFunction<Tx, List<PolicyRule>, List<PolicyRule>> sense) {
        this.type = type;
        this.reader = reader;
        this.sense = sense;
        var tables = new HashSet<>(also);
        tables.addAll(TABLES);
        this.known =
                snapshots.of(tables, MOST_REMEMBERED, (tx, id) -> Optional.of(rulebook(tx, id)));
    }

    private Rulebook<D> rulebook(Tx tx, String id) {
        if (id.equals(ALL)) {
            var all = PolicyStore.ofType(tx, type, "ACTIVE", null);
            var rules = RuleStore.rulesOfType(tx, type);
            rules.replaceAll((_, some) -> sense.apply(tx, some));
            return Rulebook.of(all, rules, reader);
        }
        return PolicyStore.find(tx, id)
                .filter(policy -> policy.status().equals("ACTIVE"))
                .map(policy ->
                        Rulebook.of(
                                List.of(policy),
                                Map.of(id, sense.apply(tx, RuleStore.rules(tx, id))),
                                reader))
                .orElseGet(Rulebook::empty);
    }

    /** What the policies decide in their order; nothing where none of them holds. */
    Optional<D> decide(Db db, Circumstances at) {
        return decide(db, at, ALL);
    }

    /**
     * @param id of the one policy that decides
     */
    Optional<D> decide(Db db, Circumstances at, String id) {
        return known.find(db, at.org(), id).flatMap(rulebook -> rulebook.decide(at));
    }

    /** What the policies would decide as this transaction leaves them. */
    Optional<D> decide(Tx tx, Circumstances at, String id) {
        return rulebook(tx, id).decide(at);
    }

    /** Whether there is but one policy, which holds for all. */
    boolean isPlain(Db db, String org) {
        return known.find(db, org, ALL).map(Rulebook::isPlain).orElse(true);
    }

    /** What each policy says of itself, whomever it holds for. */
    List<D> all(Db db, Circumstances at) {
        return known.find(db, at.org(), ALL).map(rulebook -> rulebook.all(at)).orElse(List.of());
    }

    /** What the first policy whose conditions hold says of itself, whatever its rules ask. */
    Optional<D> settle(Db db, Circumstances at) {
        return known.find(db, at.org(), ALL).flatMap(rulebook -> rulebook.settle(at));
    }

    /** What would be looked at, where some of it is left open. */
    List<Traced> trace(Db db, Circumstances at, String id) {
        return known.find(db, at.org(), id).map(rulebook -> rulebook.trace(at)).orElse(List.of());
    }
}
