package gatehouse.kernel.job;

import tools.jackson.databind.node.ObjectNode;

/**
 * One job as a worker has it.
 *
 * @param org in which it is done
 * @param body what its kind has to know; never a secret
 * @param tries counting this one
 * @param fence the right to settle it, lost when another worker takes it over
 */
public record Job(String org, String id, String kind, ObjectNode body, int tries, long fence) {}
