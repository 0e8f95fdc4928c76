package gatehouse.testkit;

import gatehouse.policy.zones.Whereabouts.Place;
import gatehouse.policy.zones.Whereabouts.Point;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where some addresses of RFC 5737 are, for tests. */
public final class Places {
    public static final String SAN_FRANCISCO = "198.51.100.1";
    public static final String NEW_YORK = "198.51.100.2";
    public static final String BERLIN = "198.51.100.3";
    public static final String TOR = "198.51.100.4";

    private static final Map<String, Place> ALL =
            Map.of(
                    SAN_FRANCISCO,
                    place("US", "US-CA", "San Francisco", new Point(37.77, -122.42), "100"),
                    NEW_YORK,
                    place("US", "US-NY", "New York", new Point(40.71, -74.01), "200"),
                    BERLIN,
                    place("DE", "DE-BE", "Berlin", new Point(52.52, 13.40), "300"),
                    TOR,
                    new Place("DE", null, null, null, "400", Set.of("ANONYMIZER_TOR")));

    private Places() {}

    private static Place place(
            String country, String region, String city, Point point, String network) {
        return new Place(country, region, city, point, network, Set.of());
    }

    static Optional<Place> of(String address) {
        return Optional.ofNullable(ALL.get(address));
    }
}
