package gatehouse.policy.zones;

import gatehouse.kernel.Event;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Gatehouse.Authenticator;
import gatehouse.kernel.resource.Documents;
import gatehouse.kernel.resource.Stored;
import gatehouse.kernel.snapshot.Snapshot;
import gatehouse.kernel.snapshot.Snapshots;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** In which zones of an org an address lies, without a journey to the database. */
public final class Zones {
    private static final int MOST_REMEMBERED = 10_000;
    private static final String ALL = "";

    private final Db db;
    private final Whereabouts whereabouts;
    private final Snapshot<List<Zone>> known;

    public Zones(Db db, Snapshots snapshots, Whereabouts whereabouts) {
        this.db = db;
        this.whereabouts = whereabouts;
        this.known =
                snapshots.of(
                        Set.of("network_zone"),
                        MOST_REMEMBERED,
                        (tx, _) -> Optional.of(active(tx)));
    }

    static List<Zone> active(Tx tx) {
        return new Documents(ZoneRoutes.resource())
                .all(tx, null).stream().filter(Stored::active).map(Zone::of).toList();
    }

    public Whereabouts whereabouts() {
        return whereabouts;
    }

    /** The ids of the zones that an address lies in. */
    public Set<String> of(String org, String address) {
        return among(known.find(db, org, ALL).orElse(List.of()), address);
    }

    /** The same, as this transaction leaves them. */
    public Set<String> of(Tx tx, String address) {
        return among(active(tx), address);
    }

    private Set<String> among(List<Zone> zones, String address) {
        var ids = new HashSet<String>();
        var bytes = AddressRange.address(address);
        if (bytes != null) {
            var place = whereabouts.of(address);
            for (var zone : zones) {
                if (zone.holds(bytes, place)) {
                    ids.add(zone.id());
                }
            }
        }
        return ids;
    }

    /** Whether an address lies in one of some zones, or in one that nothing blocks. */
    public boolean spare(String org, Set<String> ids, String address) {
        var bytes = AddressRange.address(address);
        if (bytes == null) {
            return false;
        }
        var place = whereabouts.of(address);
        return known.find(db, org, ALL).orElse(List.of()).stream()
                .filter(zone -> zone.exempts() || ids.contains(zone.id()))
                .anyMatch(zone -> zone.holds(bytes, place));
    }

    /** Whether no request of an address is taken. */
    boolean blocks(List<Zone> zones, String address) {
        var bytes = AddressRange.address(address);
        if (bytes == null || zones.stream().noneMatch(Zone::blocks)) {
            return false;
        }
        var place = whereabouts.of(address);
        return zones.stream().anyMatch(zone -> zone.blocks() && zone.holds(bytes, place))
                && zones.stream().noneMatch(zone -> zone.exempts() && zone.holds(bytes, place));
    }

    /**
     * Recognises nobody who asks from a zone that the org blocks: before any policy, and before any
     * credential is looked at.
     */
    public Authenticator guarding(Authenticator inner) {
        return (request, org, via) -> {
            var zones = known.find(db, org.id(), ALL).orElse(List.of());
            if (blocks(zones, via.address())) {
                throw Problem.forbidden()
                        .logged(
                                Event.of("security.request.blocked")
                                        .severity("WARN")
                                        .outcome("DENY", "Network zone blocklist"));
            }
            return inner.authenticate(request, org, via);
        };
    }
}
