package gatehouse.kernel.http;

import gatehouse.kernel.Org;
import gatehouse.kernel.Principal;
import java.time.Instant;

/**
 * What the limiter says of one request.
 *
 * @param limit requests in a window
 * @param remaining requests left in this one
 * @param reset when the next window begins
 */
public record Rate(boolean admitted, long limit, long remaining, Instant reset) {
    /** Counts a request and says where its bucket stands. */
    @FunctionalInterface
    public interface Limiter {
        Rate count(Org org, Principal principal, Bucket bucket);
    }
}
