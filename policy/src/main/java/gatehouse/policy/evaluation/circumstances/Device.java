package gatehouse.policy.evaluation.circumstances;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the device, beside what its browser says.
 *
 * @param id of a device that is registered, or null
 * @param assurances ids of the device assurance policies that it meets
 */
public record Device(
        @Nullable String id, boolean registered, boolean managed, Set<String> assurances) {
    public static final Device UNKNOWN = new Device(null, false, false, Set.of());
}
