package gatehouse.kernel;

/**
 * A tenant, as the pipeline knows it.
 *
 * @param id {@code 00o…}
 * @param subdomain the first label of its host
 * @param active whether it answers at all
 * @param limited whether its rate limits are enforced
 */
public record Org(String id, String subdomain, boolean active, boolean limited) {}
