package gatehouse.directory.orgs;

import gatehouse.kernel.Event;
import gatehouse.kernel.Org;
import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The orgs of this installation, and what each of them starts with. */
public final class OrgStore {
    private static final String COLUMNS =
            "org_id, subdomain, status, coalesce((settings->>'rateLimited')::boolean, false)"
                    + " as limited";

    private final Db db;
    private final List<Consumer<Tx>> seeds;

    /**
     * @param seeds each puts something into a new org that is there from the start
     */
    public OrgStore(Db db, List<Consumer<Tx>> seeds) {
        this.db = db;
        this.seeds = List.copyOf(seeds);
    }

    /**
     * Makes an org with all that it starts with.
     *
     * @throws gatehouse.kernel.db.Sql.Duplicate where the subdomain is taken
     */
    public Org create(String subdomain, boolean byDefault) {
        var id = db.world().id("00o");
        db.acrossOrgs(
                Db.Across.CREATE_ORG,
                tx ->
                        tx.unlogged(Unlogged.ORG_SEED)
                                .execute(
                                        """
                                        insert into org (org_id, subdomain, status, created,
                                                         last_updated, is_default)
                                        values (?, ?, 'ACTIVE', ?, ?, ?)\
                                        """,
                                        id,
                                        subdomain,
                                        tx.now(),
                                        tx.now(),
                                        byDefault));
        db.as(
                Principal.system(id),
                tx -> {
                    seeds.forEach(seed -> seed.accept(tx));
                    tx.record(Event.of("org.create", Event.Target.of("Org", id, subdomain)));
                    return id;
                });
        return new Org(id, subdomain, true, false);
    }

    public Optional<Org> bySubdomain(String subdomain) {
        return look("subdomain = ?", subdomain);
    }

    public Optional<Org> byDefault() {
        return look("is_default and ?", true);
    }

    private Optional<Org> look(String where, Object value) {
        return db.acrossOrgs(
                Db.Across.RESOLVE_HOST,
                tx ->
                        tx.find(
                                "select " + COLUMNS + " from org where " + where,
                                OrgStore::read,
                                value));
    }

    private static Org read(Row row) {
        return new Org(
                row.text("org_id"),
                row.text("subdomain"),
                row.text("status").equals("ACTIVE"),
                row.flag("limited"));
    }
}
