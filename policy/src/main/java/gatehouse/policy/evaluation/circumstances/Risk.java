package gatehouse.policy.evaluation.circumstances;

/** How unlike its owner someone behaves. */
public enum Risk {
    LOW,
    MEDIUM,
    HIGH
}
