package gatehouse.policy.behaviors;

import gatehouse.policy.zones.Whereabouts.Point;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that succeeded, as far as it tells how its owner usually behaves.
 *
 * @param device whatever tells one browser or device from another, such as the hash of a cookie
 * @param country null where nobody knows, as all that follows
 */
public record PastSignIn(
        Instant at,
        String address,
        @Nullable String device,
        @Nullable String country,
        @Nullable String region,
        @Nullable String city,
        @Nullable Point point,
        @Nullable String network) {}
