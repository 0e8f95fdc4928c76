package gatehouse.platform.settings;

import gatehouse.kernel.Event;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Something that an org has one of. */
public record Setting(Instant created, Instant lastUpdated, ObjectNode body) {
    /** The name of the table, for those who remember what they read. */
    public static final String TABLE = "org_setting";

    /** Nothing, where the org was content with the usual. */
    public static Optional<Setting> find(Tx tx, String name) {
        return tx.find(
                "select created, last_updated, body from org_setting where org_id = ? and name = ?",
                Setting::read,
                tx.org(),
                name);
    }

    private static Setting read(Row row) {
        return new Setting(row.instant("created"), row.instant("last_updated"), row.json("body"));
    }

    public static void save(Tx tx, Event event, String name, ObjectNode body) {
        tx.record(event)
                .execute(
                        "insert into org_setting (org_id, name, created, last_updated, body)"
                                + " values (?, ?, ?, ?, ?) on conflict (org_id, name) do update"
                                + " set body = excluded.body, last_updated = excluded.last_updated",
                        tx.org(),
                        name,
                        tx.now(),
                        tx.now(),
                        Sql.json(body));
    }

    public static void delete(Tx tx, Event event, String name) {
        tx.record(event)
                .execute("delete from org_setting where org_id = ? and name = ?", tx.org(), name);
    }
}
