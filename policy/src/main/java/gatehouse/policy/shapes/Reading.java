package gatehouse.policy.shapes;

import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Tx;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One body being read: what is wrong with it, and what it names. */
public final class Reading {
    /** What a body may name by its id. */
    public enum Named {
        APP("app", "id"),
        /** By its id, or by its name as older clients do. */
        BEHAVIOR("behavior", "name"),
        GROUP("groups", "id"),
        IDENTITY_PROVIDER("identity_provider", "id"),
        /** One whose members are the org's own to choose. */
        OKTA_GROUP("groups", "id", " and type = 'OKTA_GROUP'"),
        USER("users", "id"),
        USER_TYPE("user_type", "id"),
        ZONE("network_zone", "id");

        private final String table;

        /** By which something may be named beside its id. */
        private final String column;

        private final String condition;

        Named(String table, String column) {
            this(table, column, "");
        }

        Named(String table, String column, String condition) {
            this.table = table;
            this.column = column;
            this.condition = condition;
        }
    }

    private final Violations violations = new Violations();
    private final Map<Named, Map<String, String>> mentions = new EnumMap<>(Named.class);

    public void wrong(String at, String why) {
        violations.add(at, why);
    }

    void mentions(Named what, String id, String at) {
        mentions.computeIfAbsent(what, _ -> new LinkedHashMap<>()).put(id, at);
    }

    /**
     * @throws gatehouse.kernel.Problem E0000001 where anything was wrong, or what was named is not
     *     in the org
     */
    public void finish(Tx tx, String subject) {
        violations.throwIfAny(subject);
        mentions.forEach((what, ids) -> check(tx, what, ids));
        violations.throwIfAny(subject);
    }

    private void check(Tx tx, Named what, Map<String, String> ids) {
        var found = new HashSet<String>();
        for (var column : new HashSet<>(List.of("id", what.column))) {
            found.addAll(found(tx, what, column, ids.keySet()));
        }
        ids.forEach((id, at) ->
                violations.require(found.contains(id), at, "Invalid value: there is no " + id));
    }

    private static List<String> found(Tx tx, Named what, String column, Set<String> values) {
        return tx.list(
                "select %1$s as value from %2$s where org_id = ? and %1$s = any (?)%3$s"
                        .formatted(column, what.table, what.condition),
                row -> row.text("value"),
                tx.org(),
                values);
    }
}
