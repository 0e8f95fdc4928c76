package gatehouse.policy.policies;

import gatehouse.kernel.Event;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Policies, in the order in which they are asked. */
public final class PolicyStore {
    private static final String POLICIES = "select * from policy where org_id = ?";

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
                POLICIES
                        + " and type = ? and system and body ->> 'resourceType' is null"
                        + " order by priority desc limit 1",
                Policy::read,
                tx.org(),
                type);
    }

    /** The policy about recovering and unlocking accounts. */
    static Optional<Policy> accountManagement(Tx tx) {
        return tx.find(
                POLICIES
                        + " and type = 'ACCESS_POLICY' and system"
                        + " and body ->> 'resourceType' = 'END_USER_ACCOUNT_MANAGEMENT'",
                Policy::read,
                tx.org());
    }

    /** Holds a policy, and with it the order of its rules. */
    static Optional<Policy> locked(Tx tx, String id) {
        return tx.find(POLICIES + " and id = ? for update", Policy::read, tx.org(), id);
    }

    static boolean nameTaken(Tx tx, Policy policy) {
        return tx.exists(
                POLICIES + " and type = ? and name = ? and id <> ?",
                tx.org(),
                policy.type(),
                policy.name(),
                policy.id());
    }

    /**
     * Holds what decides about the order and the names of policies, and about who may still come
     * in. It comes before any other lock.
     */
    public static void holdAll(Tx tx) {
        tx.list("select 1 from org where org_id = ? for no key update", _ -> true, tx.org());
    }

    static void insert(Tx tx, Policy policy) {
        tx.record(Event.of("policy.lifecycle.create", policy.target()))
                .execute(
                        """
                        insert into policy (org_id, id, type, name, status, priority, system,
                                            created, last_updated, body)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """,
                        tx.org(),
                        policy.id(),
                        policy.type(),
                        policy.name(),
                        policy.status(),
                        policy.priority(),
                        policy.system(),
                        policy.created(),
                        policy.lastUpdated(),
                        Sql.json(policy.body()));
    }

    /**
     * @param verb of {@code policy.lifecycle}
     */
    static void update(Tx tx, Policy policy, String verb) {
        tx.record(Event.of("policy.lifecycle." + verb, policy.target()))
                .execute(
                        """
                        update policy
                        set name = ?, status = ?, priority = ?, last_updated = ?, body = ?
                        where org_id = ? and id = ?\
                        """,
                        policy.name(),
                        policy.status(),
                        policy.priority(),
                        policy.lastUpdated(),
                        Sql.json(policy.body()),
                        tx.org(),
                        policy.id());
    }

    static void delete(Tx tx, Policy policy) {
        tx.record(Event.of("policy.lifecycle.delete", policy.target()))
                .execute("delete from policy where org_id = ? and id = ?", tx.org(), policy.id());
    }
}
