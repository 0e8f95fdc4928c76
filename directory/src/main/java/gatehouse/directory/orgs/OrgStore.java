package gatehouse.directory.orgs;

import gatehouse.kernel.Event;
import gatehouse.kernel.Org;
import gatehouse.kernel.Principal;
import gatehouse.kernel.World;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.snapshot.Snapshot;
import gatehouse.kernel.snapshot.Snapshots;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The orgs of this installation, and what each of them starts with. */
public final class OrgStore {
    private static final String EVERYWHERE = "*";
    private static final String BY_DEFAULT = "";
    private static final int MOST_REMEMBERED = 20_000;
    private static final String SELECT =
            "select org_id, subdomain, status,"
                    + " coalesce((settings ->> 'rateLimited')::boolean, false) as limited from org";

    private final Db db;
    private final World world;
    private final List<Consumer<Tx>> seeds;
    private final Snapshot<Org> bySubdomain;

    /**
     * @param seeds each puts something into a new org that is there from the start
     */
    public OrgStore(Db db, Snapshots snapshots, List<Consumer<Tx>> seeds) {
        this.db = db;
        this.world = db.world();
        this.seeds = List.copyOf(seeds);
        this.bySubdomain =
                snapshots.of(Set.of("org"), MOST_REMEMBERED, (_, subdomain) -> look(db, subdomain));
    }

    /**
     * Makes an org, with all that it starts with, in one transaction.
     *
     * @param settings what was said of it beside its subdomain
     * @param then what else is to be there before anyone can see it
     * @throws Sql.Duplicate where the subdomain is taken
     */
    public <R> R create(
            String subdomain, boolean byDefault, ObjectNode settings, Function<Tx, R> then) {
        var id = world.id("00o");
        var made =
                db.as(
                        Principal.system(id),
                        tx -> {
                            insert(tx, subdomain, byDefault, settings);
                            seeds.forEach(seed -> seed.accept(tx));
                            return then.apply(tx);
                        });
        bySubdomain.forget(EVERYWHERE);
        return made;
    }

    private static void insert(Tx tx, String subdomain, boolean byDefault, ObjectNode settings) {
        tx.record(Event.of("org.create", Event.Target.of("Org", tx.org(), subdomain)))
                .execute(
                        """
                        insert into org (org_id, subdomain, status, created, last_updated,
                                         is_default, settings)
                        values (?, ?, 'ACTIVE', ?, ?, ?, ?)\
                        """,
                        tx.org(),
                        subdomain,
                        tx.now(),
                        tx.now(),
                        byDefault,
                        Sql.json(settings));
    }

    /** Works in an org as the system. */
    <R> R in(String org, Function<Tx, R> work) {
        return db.as(Principal.system(org), work);
    }

    /** The org a subdomain names, without a journey to the database where it is known. */
    public Optional<Org> at(String subdomain) {
        return bySubdomain.find(db, EVERYWHERE, subdomain);
    }

    /** The org of the bare host. */
    public Optional<Org> byDefault() {
        return bySubdomain.find(db, EVERYWHERE, BY_DEFAULT);
    }

    private static Optional<Org> look(Db db, String subdomain) {
        var where = subdomain.equals(BY_DEFAULT) ? " where is_default" : " where subdomain = ?";
        var args = subdomain.equals(BY_DEFAULT) ? new Object[0] : new Object[] {subdomain};
        return db.acrossOrgs(
                Db.Across.RESOLVE_HOST, tx -> tx.find(SELECT + where, OrgStore::read, args));
    }

    /** The settings of the org that is worked in. */
    static ObjectNode settings(Tx tx) {
        return tx.find(
                        "select settings from org where org_id = ?",
                        row -> row.json("settings"),
                        tx.org())
                .orElseThrow();
    }

    static void saveSettings(Tx tx, ObjectNode settings) {
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        "update org set settings = ?, last_updated = ? where org_id = ?",
                        Sql.json(settings),
                        tx.now(),
                        tx.org());
    }

    private static Org read(Row row) {
        return new Org(
                row.text("org_id"),
                row.text("subdomain"),
                row.text("status").equals("ACTIVE"),
                row.flag("limited"));
    }
}
