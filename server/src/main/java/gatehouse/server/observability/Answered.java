package gatehouse.server.observability;

import java.time.Duration;
import java.time.Instant;

/**
 * A request that was answered. Nothing of it is secret: no query, no header, no body.
 *
 * @param id as in {@code X-Okta-Request-Id}
 * @param path as it was sent, still escaped
 * @param operation of the route; empty where there is none
 * @param org empty where the host names none
 * @param who the id of the user or client; empty where nobody said
 * @param took from the whole request to the whole answer
 */
public record Answered(
        Instant at,
        String id,
        String address,
        String method,
        String path,
        int status,
        String operation,
        String org,
        String who,
        Duration took) {}
