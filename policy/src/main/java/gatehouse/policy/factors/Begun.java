package gatehouse.policy.factors;

import gatehouse.policy.factors.enrollment.Enrollment;
import tools.jackson.databind.node.ObjectNode;

/**
 * An enrollment that was begun, or is active already.
 *
 * @param activation what the person needs to activate it: a shared secret and its QR code, the
 *     options for a new passkey; empty where something was sent to them
 */
public record Begun(Enrollment enrollment, ObjectNode activation) {}
