package gatehouse.policy.evaluation.conditions;

/** What became of a condition, in the words of Okta's simulation. */
public enum Verdict {
    MATCH,
    NOT_MATCH,
    /** What it asks about was left open. */
    UNDEFINED
}
