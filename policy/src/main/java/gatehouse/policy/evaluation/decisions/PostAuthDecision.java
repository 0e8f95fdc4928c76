package gatehouse.policy.evaluation.decisions;

/**
 * What follows where a session no longer meets its policies (POST_AUTH_SESSION).
 *
 * @param terminates whether the session ends
 */
public record PostAuthDecision(boolean terminates, Explanation why) {}
