package gatehouse.policy.policies;

import gatehouse.kernel.Event;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The rules of policies, in the order in which they are asked. */
public final class RuleStore {
    private static final String RULES = "select * from policy_rule where org_id = ?";

    private RuleStore() {}

    public static List<PolicyRule> rules(Tx tx, String policy) {
        return tx.list(
                RULES + " and policy_id = ? order by priority, id",
                PolicyRule::read,
                tx.org(),
                policy);
    }

    /** The rules of several policies, by the ids of those. */
    static Map<String, List<PolicyRule>> rulesOf(Tx tx, List<Policy> policies) {
        return tx
                .list(
                        RULES + " and policy_id = any (?) order by priority, id",
                        PolicyRule::read,
                        tx.org(),
                        policies.stream().map(Policy::id).collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.groupingBy(PolicyRule::policy));
    }

    /** The rules of all policies of a type that are switched on, by the ids of their policies. */
    public static Map<String, List<PolicyRule>> rulesOfType(Tx tx, String type) {
        return tx
                .list(
                        """
                        select r.* from policy_rule r
                        join policy p on p.org_id = r.org_id and p.id = r.policy_id
                        where r.org_id = ? and p.type = ? and p.status = 'ACTIVE'
                        order by r.priority, r.id\
                        """,
                        PolicyRule::read,
                        tx.org(),
                        type)
                .stream()
                .collect(Collectors.groupingBy(PolicyRule::policy));
    }

    static Optional<PolicyRule> rule(Tx tx, String policy, String id) {
        return tx.find(
                RULES + " and policy_id = ? and id = ?", PolicyRule::read, tx.org(), policy, id);
    }

    static boolean nameTaken(Tx tx, PolicyRule rule) {
        return tx.exists(
                RULES + " and policy_id = ? and name = ? and id <> ?",
                tx.org(),
                rule.policy(),
                rule.name(),
                rule.id());
    }

    static void insert(Tx tx, Policy policy, PolicyRule rule) {
        tx.record(Event.of("policy.rule.add", rule.target(), policy.target()))
                .execute(
                        """
                        insert into policy_rule (org_id, id, policy_id, type, name, status,
                                                 priority, system, created, last_updated, body)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """,
                        tx.org(),
                        rule.id(),
                        policy.id(),
                        rule.type(),
                        rule.name(),
                        rule.status(),
                        rule.priority(),
                        rule.system(),
                        rule.created(),
                        rule.lastUpdated(),
                        Sql.json(rule.body()));
    }

    /**
     * @param verb of {@code policy.rule}
     */
    static void update(Tx tx, Policy policy, PolicyRule rule, String verb) {
        tx.record(Event.of("policy.rule." + verb, rule.target(), policy.target()))
                .execute(
                        """
                        update policy_rule
                        set name = ?, status = ?, priority = ?, last_updated = ?, body = ?
                        where org_id = ? and id = ?\
                        """,
                        rule.name(),
                        rule.status(),
                        rule.priority(),
                        rule.lastUpdated(),
                        Sql.json(rule.body()),
                        tx.org(),
                        rule.id());
    }

    /** Switches off those rules of a type that are meant. */
    public static void switchOff(Tx tx, String type, Predicate<PolicyRule> meant) {
        for (var one : PolicyStore.ofType(tx, type, null, null)) {
            var policy = PolicyStore.locked(tx, one.id()).orElse(one);
            rules(tx, policy.id()).stream()
                    .filter(rule -> rule.active() && !rule.system() && meant.test(rule))
                    .map(rule -> rule.with("INACTIVE", tx.now()))
                    .forEach(rule -> update(tx, policy, rule, "deactivate"));
        }
    }

    static void delete(Tx tx, Policy policy, PolicyRule rule) {
        tx.record(Event.of("policy.rule.delete", rule.target(), policy.target()))
                .execute(
                        "delete from policy_rule where org_id = ? and id = ?", tx.org(), rule.id());
    }
}
