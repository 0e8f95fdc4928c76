package gatehouse.policy.evaluation.decisions;

/**
 * What follows where somebody is thought to be at risk (ENTITY_RISK).
 *
 * @param terminates whether all their sessions end
 */
public record EntityRiskDecision(boolean terminates, Explanation why) {}
