package gatehouse.directory.users.manage;

import gatehouse.directory.schemas.ProfileSchema;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Custom attributes whose values no two users of a type may share. */
final class Uniqueness {
    private Uniqueness() {}

    /**
     * Takes a lock on each value for the rest of the transaction, so that two who want the same one
     * cannot both find it free.
     *
     * @throws Problem E0000001 naming the attribute
     */
    static void check(Tx tx, ProfileSchema schema, ObjectNode profile, String user) {
        for (var attribute : schema.unique()) {
            var value = profile.get(attribute.name());
            if (value != null && !value.isNull()) {
                tx.list(
                        "select pg_advisory_xact_lock(hashtextextended(?, 0)) is null as locked",
                        row -> row.flag("locked"),
                        tx.org() + attribute.name() + value);
                if (taken(tx, Map.of(attribute.name(), value), user)) {
                    throw Problem.invalid(
                            attribute.name(),
                            attribute.name()
                                    + ": An object with this field already exists in the current"
                                    + " organization");
                }
            }
        }
    }

    private static boolean taken(Tx tx, Map<String, Object> values, String besides) {
        return tx.exists(
                "select 1 from users where org_id = ? and profile @> ? and id <> ? limit 1",
                tx.org(),
                Sql.json(values),
                besides);
    }
}
