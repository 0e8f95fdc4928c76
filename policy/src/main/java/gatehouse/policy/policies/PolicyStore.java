package gatehouse.policy.policies;

import gatehouse.kernel.Event;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Policies and their rules, in the order in which they are asked. */
public final class PolicyStore {
    private static final String POLICIES = "select * from policy where org_id = ?";
    private static final String RULES = "select * from policy_rule where org_id = ?";

    private PolicyStore() {}

    /**
     * @param status one status only, or null
     * @param prefix of the name, in whatever case, or null
     */
    public static List<Policy> ofType(
            Tx tx, String type, @Nullable String status, @Nullable String prefix) {
        var sql = new StringBuilder(POLICIES).append(" and type = ?");
        var args = new ArrayList<Object>(List.of(tx.org(), type));
        if (status != null) {
            sql.append(" and status = ?");
            args.add(status);
        }
        if (prefix != null) {
            sql.append(" and starts_with(lower(name), ?)");
            args.add(prefix.toLowerCase(Locale.ROOT));
        }
        sql.append(" order by priority, id");
        return tx.list(sql.toString(), Policy::read, args.toArray());
    }

    public static Optional<Policy> find(Tx tx, String id) {
        return tx.find(POLICIES + " and id = ?", Policy::read, tx.org(), id);
    }

    static Optional<Policy> byDefault(Tx tx, String type) {
        return tx.find(
                POLICIES + " and type = ? and system order by priority desc limit 1",
                Policy::read,
                tx.org(),
                type);
    }

    public static List<PolicyRule> rules(Tx tx, String policy) {
        return tx.list(
                RULES + " and policy_id = ? order by priority, id",
                PolicyRule::read,
                tx.org(),
                policy);
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

    static void save(Tx tx, Policy policy, ObjectNode body) {
        tx.record(Event.of("policy.lifecycle.update", policy.target()))
                .execute(
                        "update policy set body = ?, last_updated = ? where org_id = ? and id = ?",
                        Sql.json(body),
                        tx.now(),
                        tx.org(),
                        policy.id());
    }

    static void save(Tx tx, Policy policy, PolicyRule rule, ObjectNode body) {
        tx.record(Event.of("policy.rule.update", rule.target(), policy.target()))
                .execute(
                        "update policy_rule set body = ?, last_updated = ?"
                                + " where org_id = ? and id = ?",
                        Sql.json(body),
                        tx.now(),
                        tx.org(),
                        rule.id());
    }
}
