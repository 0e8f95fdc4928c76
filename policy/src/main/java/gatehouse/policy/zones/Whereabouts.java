package gatehouse.policy.zones;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells where on earth an address is, as far as whoever runs the server knows. */
@FunctionalInterface
public interface Whereabouts {
    /**
     * @param country of two letters (ISO 3166-1)
     * @param region with its country, such as {@code US-CA} (ISO 3166-2), or null
     * @param network its number (ASN), or null
     * @param services what hides others behind it, such as {@code ANONYMIZER_TOR}
     */
    record Place(
            String country,
            @Nullable String region,
            @Nullable String city,
            @Nullable Point point,
            @Nullable String network,
            Set<String> services) {}

    /** In degrees, to the north and to the east. */
    record Point(double latitude, double longitude) {
        private static final double EARTH_KILOMETERS = 6_371;

        /** Along the surface, by the haversine formula. */
        public double kilometersTo(Point other) {
            double north = Math.toRadians(other.latitude - latitude) / 2;
            double east = Math.toRadians(other.longitude - longitude) / 2;
            double chord =
                    Math.pow(Math.sin(north), 2)
                            + Math.cos(Math.toRadians(latitude))
                                    * Math.cos(Math.toRadians(other.latitude))
                                    * Math.pow(Math.sin(east), 2);
            return 2 * EARTH_KILOMETERS * Math.asin(Math.sqrt(Math.min(1, chord)));
        }
    }

    Whereabouts NOWHERE = _ -> Optional.empty();

    Optional<Place> of(String address);
}
