package gatehouse.directory.schemas;

import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of groups and of applications' users: a row stands only for what an org changed. */
final class SchemaStore {
    private final String table;

    /**
     * @param base all base attributes, changed or not
     */
    record Stored(ObjectNode base, ObjectNode custom, Instant lastUpdated) {
        ProfileSchema schema() {
            return ProfileSchema.of(base, custom);
        }
    }

    SchemaStore(String table) {
        this.table = table;
    }

    /**
     * @param base what the schema holds before anyone changed it
     * @param created when that was
     */
    Stored find(Tx tx, String id, ObjectNode base, Instant created) {
        return tx.find(
                        "select base, custom, last_updated from "
                                + table
                                + " where org_id = ? and id = ?",
                        row ->
                                new Stored(
                                        over(base, row.json("base")),
                                        row.json("custom"),
                                        row.instant("last_updated")),
                        tx.org(),
                        id)
                .orElseGet(() -> new Stored(base, Json.object(), created));
    }

    private static ObjectNode over(ObjectNode base, ObjectNode changed) {
        var all = base.deepCopy();
        all.setAll(changed);
        return all;
    }

    void save(Tx tx, Event event, String id, ObjectNode base, ObjectNode custom) {
        tx.record(event)
                .execute(
                        "insert into "
                                + table
                                + " (org_id, id, base, custom, last_updated) values (?, ?, ?, ?, ?)"
                                + " on conflict (org_id, id) do update set base = excluded.base,"
                                + " custom = excluded.custom, last_updated = excluded.last_updated",
                        tx.org(),
                        id,
                        Sql.json(base),
                        Sql.json(custom),
                        tx.now());
    }

    /** The base attributes that every org starts with. */
    static ObjectNode base(String file) {
        try (var in = Objects.requireNonNull(SchemaStore.class.getResourceAsStream(file))) {
            return (ObjectNode) Json.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
