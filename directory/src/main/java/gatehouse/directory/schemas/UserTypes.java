package gatehouse.directory.schemas;

import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.snapshot.Snapshot;
import gatehouse.kernel.snapshot.Snapshots;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The types of users an org knows, each with its schema; {@code default} names the first one. */
public final class UserTypes {
    private static final ObjectNode BASE = SchemaStore.base("base-user.json");
    private static final int MOST_REMEMBERED = 10_000;

    static final String COLUMNS =
            "id, schema_id, name, display_name, description, is_default, created, created_by,"
                    + " last_updated, updated_by, base, custom, schema_updated";

    private final Snapshot<UserType> known;

    /**
     * A type of user.
     *
     * @param base the base attributes that this org changed
     */
    public record UserType(
            String id,
            String schemaId,
            String name,
            String displayName,
            @org.jspecify.annotations.Nullable String description,
            boolean isDefault,
            Instant created,
            String createdBy,
            Instant lastUpdated,
            String updatedBy,
            ObjectNode base,
            ObjectNode custom,
            Instant schemaUpdated,
            ProfileSchema schema) {}

    public UserTypes(Snapshots snapshots) {
        this.known = snapshots.of(Set.of("user_type"), MOST_REMEMBERED, UserTypes::find);
    }

    /**
     * @param id of the type or of its schema, or {@code default}
     */
    public Optional<UserType> find(Db db, String org, String id) {
        return known.find(db, org, id);
    }

    static Optional<UserType> find(Tx tx, String id) {
        return tx.find(
                "select "
                        + COLUMNS
                        + " from user_type where org_id = ? and (id = ? or schema_id = ? or"
                        + " (is_default and ? = 'default'))",
                UserTypes::read,
                tx.org(),
                id,
                id,
                id);
    }

    static UserType read(Row row) {
        var base = BASE.deepCopy();
        var changed = row.json("base");
        changed.properties().forEach(entry -> base.set(entry.getKey(), entry.getValue()));
        var custom = row.json("custom");
        return new UserType(
                row.text("id"),
                row.text("schema_id"),
                row.text("name"),
                row.text("display_name"),
                row.textOrNull("description"),
                row.flag("is_default"),
                row.instant("created"),
                row.text("created_by"),
                row.instant("last_updated"),
                row.text("updated_by"),
                base,
                custom,
                row.instant("schema_updated"),
                ProfileSchema.of(base, custom));
    }

    /** Every org starts with one type of user. */
    public static void seed(Tx tx) {
        insert(
                tx.unlogged(Unlogged.ORG_SEED),
                tx,
                tx.world().id("oty"),
                "user",
                "User",
                null,
                true);
    }

    static void insert(
            Tx.Writer writer,
            Tx tx,
            String id,
            String name,
            String displayName,
            @org.jspecify.annotations.Nullable String description,
            boolean isDefault) {
        writer.execute(
                """
                insert into user_type (org_id, id, schema_id, name, display_name, description,
                    is_default, created, created_by, last_updated, updated_by, schema_updated)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                """,
                tx.org(),
                id,
                "osc" + id.substring(3),
                name,
                displayName,
                description,
                isDefault,
                tx.now(),
                tx.actor().id(),
                tx.now(),
                tx.actor().id(),
                tx.now());
    }

    static void saveSchema(
            Tx tx, Tx.Writer writer, UserType type, ObjectNode base, ObjectNode custom) {
        writer.execute(
                "update user_type set base = ?, custom = ?, schema_updated = ?"
                        + " where org_id = ? and id = ?",
                Sql.json(base),
                Sql.json(custom),
                tx.now(),
                tx.org(),
                type.id());
    }
}
