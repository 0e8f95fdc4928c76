package gatehouse.policy.policies;

import gatehouse.kernel.Event;
import gatehouse.kernel.db.Tx;
import java.util.List;

/**
 * What policies are mapped to: applications, or other policies. A mapping has no life of its own;
 * its id is that of what is mapped.
 */
final class MappingStore {
    private MappingStore() {}

    /** The ids of the applications that were given a policy. */
    static List<String> apps(Tx tx, Policy policy) {
        return tx.list(
                "select app_id from app_policy where org_id = ? and policy_id = ? order by app_id",
                row -> row.text("app_id"),
                tx.org(),
                policy.id());
    }

    /**
     * The ids of all applications that follow a policy of a type, where it is the default one:
     * those that were given none.
     */
    static List<String> others(Tx tx, String type) {
        return tx.list(
                """
                select id from app a
                where org_id = ? and not exists (
                  select 1 from app_policy p
                  where p.org_id = a.org_id and p.app_id = a.id and p.type = ?)
                order by id\
                """,
                row -> row.text("id"),
                tx.org(),
                type);
    }

    /** The ids of the policies that a policy governs. */
    static List<String> policies(Tx tx, Policy policy) {
        return tx.list(
                "select resource_id from policy_mapping where org_id = ? and policy_id = ?"
                        + " order by resource_id",
                row -> row.text("resource_id"),
                tx.org(),
                policy.id());
    }

    static boolean isMapped(Tx tx, Policy policy) {
        return !apps(tx, policy).isEmpty();
    }

    static void give(Tx tx, Policy policy, Event.Target app) {
        tx.record(Event.of("policy.mapping.create", policy.target(), app))
                .execute(
                        """
                        insert into app_policy (org_id, app_id, type, policy_id)
                        values (?, ?, ?, ?)
                        on conflict (org_id, app_id, type)
                        do update set policy_id = excluded.policy_id\
                        """,
                        tx.org(),
                        app.id(),
                        policy.type(),
                        policy.id());
    }

    static void govern(Tx tx, Policy policy, Policy other) {
        tx.record(Event.of("policy.mapping.create", policy.target(), other.target()))
                .execute(
                        """
                        insert into policy_mapping (org_id, policy_id, resource_id)
                        values (?, ?, ?) on conflict do nothing\
                        """,
                        tx.org(),
                        policy.id(),
                        other.id());
    }

    /** The application follows the default policy again, or the other policy is left alone. */
    static void drop(Tx tx, Policy policy, String resource) {
        var writer = tx.record(Event.of("policy.lifecycle.update", policy.target()));
        writer.execute(
                "delete from app_policy where org_id = ? and policy_id = ? and app_id = ?",
                tx.org(),
                policy.id(),
                resource);
        writer.execute(
                "delete from policy_mapping where org_id = ? and policy_id = ? and resource_id = ?",
                tx.org(),
                policy.id(),
                resource);
    }
}
