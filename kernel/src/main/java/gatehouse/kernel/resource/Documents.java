package gatehouse.kernel.resource;

import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.db.Tx.Writer;
import gatehouse.kernel.resource.Resource.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one resource, and their order. Whoever changes an order holds the row of the parent,
 * so that the places stay dense whatever comes at once.
 */
public final class Documents {
    private static final String COLUMNS =
            "id, status, system, priority, created, last_updated, body";

    private final Resource resource;
    private final boolean nested;

    public Documents(Resource resource) {
        this.resource = resource;
        this.nested = resource.parent().isPresent();
    }

    private String select() {
        return "select "
                + COLUMNS
                + " from "
                + resource.table()
                + " where org_id = ?"
                + (nested ? " and parent_id = ?" : "");
    }

    private List<@Nullable Object> scope(Tx tx, @Nullable String parent) {
        var args = new ArrayList<@Nullable Object>();
        args.add(tx.org());
        if (nested) {
            args.add(parent);
        }
        return args;
    }

    /**
     * @param parent the id of the one it belongs to, or null for one that belongs to none
     */
    public Optional<Stored> find(Tx tx, @Nullable String parent, String id) {
        return find(tx, parent, id, "");
    }

    Optional<Stored> locked(Tx tx, @Nullable String parent, String id) {
        return find(tx, parent, id, " for update");
    }

    private Optional<Stored> find(Tx tx, @Nullable String parent, String id, String lock) {
        var args = scope(tx, parent);
        var alias = resource.alias().filter(other -> other.name().equals(id));
        if (alias.isEmpty()) {
            args.add(id);
        }
        var which = alias.map(Resource.Alias::condition).orElse("id = ?");
        return tx.find(select() + " and " + which + lock, Stored::read, args.toArray());
    }

    /** All of them, in their order. */
    public List<Stored> all(Tx tx, @Nullable String parent) {
        return tx.list(
                select() + " order by priority, id", Stored::read, scope(tx, parent).toArray());
    }

    List<Stored> page(Tx tx, @Nullable String parent, @Nullable String q, Cursor from, int limit) {
        var args = scope(tx, parent);
        var sql = new StringBuilder(select());
        if (q != null && !q.isEmpty()) {
            sql.append(" and starts_with(lower(name), lower(?))");
            args.add(q);
        }
        if (from.after() != null) {
            sql.append(" and (priority, id) > (?, ?)");
            args.add(from.priority());
            args.add(from.after());
        }
        args.add(limit);
        sql.append(" order by priority, id limit ?");
        return tx.list(sql.toString(), Stored::read, args.toArray());
    }

    /** Where a page begins: after this place. */
    record Cursor(int priority, @Nullable String after) {}

    public void insert(Tx tx, Writer writer, @Nullable String parent, Stored row) {
        var args = new ArrayList<@Nullable Object>();
        args.add(tx.org());
        args.add(row.id());
        args.add(row.status());
        args.add(row.system());
        args.add(row.priority());
        args.add(row.created());
        args.add(row.lastUpdated());
        args.add(Sql.json(row.body()));
        if (nested) {
            args.add(parent);
        }
        writer.execute(
                "insert into "
                        + resource.table()
                        + " (org_id, "
                        + COLUMNS
                        + (nested
                                ? ", parent_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                : ") values (?, ?, ?, ?, ?, ?, ?, ?)"),
                args.toArray());
    }

    void update(Tx tx, Writer writer, Stored row) {
        writer.execute(
                "update "
                        + resource.table()
                        + " set status = ?, priority = ?, last_updated = ?,"
                        + " body = ? where org_id = ? and id = ?",
                row.status(),
                row.priority(),
                row.lastUpdated(),
                Sql.json(row.body()),
                tx.org(),
                row.id());
    }

    void delete(Tx tx, Writer writer, String id) {
        writer.execute(
                "delete from " + resource.table() + " where org_id = ? and id = ?", tx.org(), id);
    }

    boolean nameTaken(Tx tx, @Nullable String parent, String name, String besides) {
        var args = scope(tx, parent);
        args.add(name);
        args.add(besides);
        return tx.exists(select() + " and name = ? and id <> ?", args.toArray());
    }

    /** Holds whatever decides about order and names: the parent's row, else the org's. */
    void hold(Tx tx, @Nullable String parent) {
        resource.parent()
                .ifPresentOrElse(
                        of ->
                                tx.list(
                                        "select 1 from "
                                                + of.table()
                                                + " where org_id = ? and id = ? for update",
                                        _ -> true,
                                        tx.org(),
                                        parent),
                        () ->
                                tx.list(
                                        "select 1 from org where org_id = ? for update",
                                        _ -> true,
                                        tx.org()));
    }

    /** Makes room at a place, or at the end of what clients order, and tells which it became. */
    int makeRoom(Tx tx, @Nullable String parent, @Nullable Integer wanted) {
        if (!resource.is(Trait.ORDERED)) {
            return 0;
        }
        var siblings = all(tx, parent).stream().filter(row -> !row.system()).count();
        int place = wanted == null ? (int) siblings + 1 : Math.clamp(wanted, 1, (int) siblings + 1);
        shift(tx, parent, "priority + 1", place);
        return place;
    }

    void closeGap(Tx tx, @Nullable String parent, int place) {
        if (resource.is(Trait.ORDERED)) {
            shift(tx, parent, "priority - 1", place + 1);
        }
    }

    private void shift(Tx tx, @Nullable String parent, String to, int from) {
        var args = scope(tx, parent);
        args.add(from);
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        "update "
                                + resource.table()
                                + " set priority = "
                                + to
                                + " where org_id = ?"
                                + (nested ? " and parent_id = ?" : "")
                                + " and priority >= ?",
                        args.toArray());
    }
}
