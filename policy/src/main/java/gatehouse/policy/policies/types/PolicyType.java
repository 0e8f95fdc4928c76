package gatehouse.policy.policies.types;

import java.util.Optional;
import java.util.stream.Stream;

/** The types of policies, and how each of them is kept. */
public enum PolicyType {
    OKTA_SIGN_ON(Kept.ORDERED, "SIGN_ON"),
    PASSWORD(Kept.ORDERED, "PASSWORD"),
    MFA_ENROLL(Kept.ORDERED, "MFA_ENROLL"),
    IDP_DISCOVERY(Kept.ROUTING, "IDP_DISCOVERY"),
    ACCESS_POLICY(Kept.MAPPED, "ACCESS_POLICY"),
    PROFILE_ENROLLMENT(Kept.MAPPED_SINGLE_RULE, "PROFILE_ENROLLMENT"),
    POST_AUTH_SESSION(Kept.SINGLE, "POST_AUTH_SESSION"),
    ENTITY_RISK(Kept.SINGLE, "ENTITY_RISK"),
    SESSION_VIOLATION_DETECTION(Kept.SINGLE, "SESSION_VIOLATION_DETECTION"),
    DEVICE_SIGNAL_COLLECTION(Kept.MAPPED, "DEVICE_SIGNAL_COLLECTION"),
    CLIENT_UPDATE(Kept.SINGLE, "CLIENT_UPDATE"),
    IDENTITY_CLAIM_SOURCING(Kept.SINGLE, "IDENTITY_CLAIM_SOURCING");

    /** How many there are, and in which order. */
    private enum Kept {
        /** As many as wanted, asked in their order, the default last; rules from 1. */
        ORDERED,
        /** Just one, whose rules are asked from 1. */
        ROUTING,
        /** As many as wanted, each for what it is mapped to; rules from 0. */
        MAPPED,
        /** The same, with no rule beside the one for all. */
        MAPPED_SINGLE_RULE,
        /** Just one; rules from 0. */
        SINGLE
    }

    private final Kept kept;
    private final String ruleType;

    PolicyType(Kept kept, String ruleType) {
        this.kept = kept;
        this.ruleType = ruleType;
    }

    public static Optional<PolicyType> named(String name) {
        return Stream.of(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    public String ruleType() {
        return ruleType;
    }

    /** Whether it is of the older days, with ids of theirs and an order without gaps. */
    private boolean classic() {
        return kept == Kept.ORDERED || kept == Kept.ROUTING;
    }

    public String prefix() {
        return classic() ? "00p" : "rst";
    }

    public String rulePrefix() {
        return classic() ? "0pr" : "rul";
    }

    /** Whether clients may make some. */
    public boolean creatable() {
        return kept != Kept.SINGLE && kept != Kept.ROUTING;
    }

    /** Whether its policies are asked one after the other. */
    public boolean ordered() {
        return kept == Kept.ORDERED;
    }

    /** Whether its rules have places from 1 without gaps; else they keep the number they say. */
    public boolean rulesDense() {
        return classic();
    }

    /** Whether a new one has a rule for whoever is left. */
    public boolean catchesAll() {
        return kept == Kept.MAPPED || kept == Kept.MAPPED_SINGLE_RULE;
    }

    public boolean takesRules() {
        return kept != Kept.MAPPED_SINGLE_RULE;
    }

    /** What may stand in policies of the type and in their rules. */
    public TypeShapes shapes() {
        return TypeShapes.of(this);
    }
}
