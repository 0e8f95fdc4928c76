package gatehouse.policy.assurance;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How old a proof may be. */
final class Age {
    private Age() {}

    /**
     * @param within null for any age
     * @param began the moment at which the age counts
     */
    static boolean isFresh(Proof proof, @Nullable Duration within, Instant began) {
        return within == null || Duration.between(proof.at(), began).compareTo(within) <= 0;
    }
}
