package gatehouse.policy.behaviors;

import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.resource.Documents;
import gatehouse.kernel.resource.Stored;
import gatehouse.kernel.snapshot.Snapshot;
import gatehouse.kernel.snapshot.Snapshots;
import gatehouse.policy.evaluation.circumstances.Risk;
import gatehouse.policy.evaluation.circumstances.Signals;
import gatehouse.policy.zones.Whereabouts;
import gatehouse.policy.zones.Whereabouts.Place;
import gatehouse.policy.zones.Whereabouts.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares a sign-in with those of its owner before. */
public final class Behaviors {
    private static final int MOST_REMEMBERED = 10_000;
    private static final String ALL = "";

    /** More than any behaviour may look at. */
    private static final int KEPT = 100;

    /** So many unusual things at once are a high risk. */
    private static final int MANY = 3;

    private final Db db;
    private final Whereabouts whereabouts;
    private final Snapshot<List<Behavior>> known;

    public Behaviors(Db db, Snapshots snapshots, Whereabouts whereabouts) {
        this.db = db;
        this.whereabouts = whereabouts;
        this.known =
                snapshots.of(Set.of("behavior"), MOST_REMEMBERED, (tx, _) -> Optional.of(all(tx)));
    }

    private static List<Behavior> all(Tx tx) {
        return new Documents(BehaviorRoutes.resource())
                .all(tx, null).stream().filter(Stored::active).map(Behavior::of).toList();
    }

    /**
     * What is unusual about a sign-in: the names and ids of the behaviours it shows, and how risky
     * that is. Nobody who never signed in before is a risk for that; any journey that is too fast,
     * and any three things unusual at once, are a high one.
     *
     * @param past the sign-ins of its owner before, the latest first ({@link #recent})
     * @param now the one that is being tried ({@link #signIn})
     */
    public Signals signals(String org, List<PastSignIn> past, PastSignIn now) {
        var shown = new ArrayList<Behavior>();
        var names = new HashSet<String>();
        var looked = new TreeMap<String, Boolean>();
        for (var behavior : known.find(db, org, ALL).orElse(List.of())) {
            boolean seen = behavior.isShown(past, now);
            looked.put(behavior.name(), seen);
            if (seen) {
                shown.add(behavior);
                names.add(behavior.id());
                names.add(behavior.name());
            }
        }
        return new Signals(names, past.isEmpty() ? Risk.LOW : risk(shown), looked);
    }

    private static Risk risk(List<Behavior> shown) {
        if (shown.isEmpty()) {
            return Risk.LOW;
        }
        boolean fast = shown.stream().anyMatch(behavior -> behavior.type().equals("VELOCITY"));
        return fast || shown.size() >= MANY ? Risk.HIGH : Risk.MEDIUM;
    }

    /**
     * A sign-in from an address, with all that is known of where that is.
     *
     * @param device what tells it from other devices, or null where it has nothing that does
     */
    public PastSignIn signIn(Instant at, String address, @Nullable String device) {
        var place = whereabouts.of(address);
        return new PastSignIn(
                at,
                address,
                device,
                place.map(Place::country).orElse(null),
                place.map(Place::region).orElse(null),
                place.map(Place::city).orElse(null),
                place.map(Place::point).orElse(null),
                place.map(Place::network).orElse(null));
    }

    /** The latest sign-ins of somebody, the latest first; never more than 100. */
    public static List<PastSignIn> recent(Tx tx, String user) {
        return tx.list(
                """
                select * from past_sign_in where org_id = ? and user_id = ?
                order by at desc, id desc limit ?\
                """,
                Behaviors::read,
                tx.org(),
                user,
                KEPT);
    }

    private static PastSignIn read(Row row) {
        var latitude = row.textOrNull("latitude");
        var longitude = row.textOrNull("longitude");
        return new PastSignIn(
                row.instant("at"),
                row.text("address"),
                row.textOrNull("device"),
                row.textOrNull("country"),
                row.textOrNull("region"),
                row.textOrNull("city"),
                latitude == null || longitude == null
                        ? null
                        : new Point(Double.parseDouble(latitude), Double.parseDouble(longitude)),
                row.textOrNull("network"));
    }

    /**
     * Remembers that somebody signed in, and forgets what is too long ago to matter. The event of
     * the sign-in itself is recorded by whoever calls.
     */
    public void remember(Tx tx, String user, String address, @Nullable String device) {
        var now = signIn(tx.now(), address, device);
        var point = now.point();
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        """
                        with forgotten as (
                          delete from past_sign_in where org_id = ? and user_id = ? and id in (
                            select id from past_sign_in where org_id = ? and user_id = ?
                            order by at desc, id desc offset ?))
                        insert into past_sign_in (org_id, id, user_id, at, address, device,
                                                  country, region, city, latitude, longitude,
                                                  network)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """,
                        tx.org(),
                        user,
                        tx.org(),
                        user,
                        KEPT - 1,
                        tx.org(),
                        tx.world().id("psi"),
                        user,
                        now.at(),
                        now.address(),
                        now.device(),
                        now.country(),
                        now.region(),
                        now.city(),
                        point == null ? null : point.latitude(),
                        point == null ? null : point.longitude(),
                        now.network());
    }
}
