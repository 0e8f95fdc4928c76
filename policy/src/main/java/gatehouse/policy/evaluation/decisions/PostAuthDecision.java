package gatehouse.policy.evaluation.decisions;

/**
 * What follows where a session no longer meets its policies (POST_AUTH_SESSION).
 *
 * @param evaluated whether sessions going on are looked at again (SESSION_VIOLATION_DETECTION)
 * @param terminates whether the session ends
 */
public record PostAuthDecision(boolean evaluated, boolean terminates, Explanation why) {}
