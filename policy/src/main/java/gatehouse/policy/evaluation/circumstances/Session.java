package gatehouse.policy.evaluation.circumstances;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Set;

/**
 * The session within which something is asked.
 *
 * @param amr how its owner proved who they are (RFC 8176)
 * @param identityProvider the id of the provider that vouched for them, or null where we did
 */
public record Session(
        String id, Instant lastUsed, Set<String> amr, @Nullable String identityProvider) {}
