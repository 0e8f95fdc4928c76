package gatehouse.policy.evaluation.circumstances;

/** The kinds of things a simulation may leave open. */
public enum Fact {
    PERSON,
    GROUPS,
    NETWORK,
    DEVICE,
    RISK,
    APP
}
