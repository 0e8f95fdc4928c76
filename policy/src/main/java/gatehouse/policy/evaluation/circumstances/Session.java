package gatehouse.policy.evaluation.circumstances;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The session within which something is asked.
 *
 * @param amr how its owner proved who they are (RFC 8176)
 * @param identityProvider the id of the provider that vouched for them, or null where we did
 */
public record Session(
        String id, Instant lastUsed, Set<String> amr, @Nullable String identityProvider) {}
