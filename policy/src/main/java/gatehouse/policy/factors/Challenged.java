package gatehouse.policy.factors;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A person was asked.
 *
 * @param target where something was sent, masked; else empty
 * @param options what a passkey is asked with; else empty
 */
public record Challenged(String target, Instant expires, ObjectNode options) {}
