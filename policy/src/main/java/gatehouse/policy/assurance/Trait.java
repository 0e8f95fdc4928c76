package gatehouse.policy.assurance;

/** What may be said of a proof (Okta, multifactor authentication: method characteristics). */
public enum Trait {
    /** Something one knows. */
    KNOWLEDGE,
    /** Something one has. */
    POSSESSION,
    /** Something one is. */
    INHERENCE,
    PHISHING_RESISTANT,
    HARDWARE_PROTECTED,
    DEVICE_BOUND,
    USER_PRESENCE,
    USER_VERIFICATION
}
