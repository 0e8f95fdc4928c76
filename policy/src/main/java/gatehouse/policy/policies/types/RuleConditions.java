package gatehouse.policy.policies.types;

import static gatehouse.policy.policies.types.ConditionShapes.ANYWHERE;
import static gatehouse.policy.policies.types.ConditionShapes.ANY_LEVEL;
import static gatehouse.policy.policies.types.ConditionShapes.NEITHER;
import static gatehouse.policy.policies.types.ConditionShapes.NETWORK;
import static gatehouse.policy.policies.types.ConditionShapes.NOBODY_EXCLUDED;
import static gatehouse.policy.policies.types.ConditionShapes.PEOPLE;
import static gatehouse.policy.shapes.Shapes.object;

import gatehouse.policy.shapes.Shape;

/** Which conditions the rules of each type have, and what they are where nothing is said. */
final class RuleConditions {
    private RuleConditions() {}

    static final Shape SIGN_ON =
            object().usually("people", PEOPLE, NOBODY_EXCLUDED)
                    .usually("network", NETWORK, ANYWHERE)
                    .usually("authContext", ConditionShapes.AUTH_CONTEXT, "{\"authType\": \"ANY\"}")
                    .usually("risk", ConditionShapes.BEHAVIORS, "{\"behaviors\": []}")
                    .usually("riskScore", ConditionShapes.LEVEL, ANY_LEVEL)
                    .usually(
                            "identityProvider",
                            ConditionShapes.IDENTITY_PROVIDER,
                            "{\"provider\": \"ANY\"}")
                    .closed();

    static final Shape ACCESS =
            object().usually("people", PEOPLE, NOBODY_EXCLUDED)
                    .usually("network", NETWORK, ANYWHERE)
                    .may("device", ConditionShapes.DEVICE)
                    .may("platform", ConditionShapes.PLATFORM)
                    .may("elCondition", ConditionShapes.EXPRESSION_CONDITION)
                    .usually("riskScore", ConditionShapes.LEVEL, ANY_LEVEL)
                    .usually("userType", ConditionShapes.USER_TYPE, NEITHER)
                    .closed();

    static final Shape PASSWORD =
            object().usually("people", PEOPLE, NOBODY_EXCLUDED)
                    .usually("network", NETWORK, ANYWHERE)
                    .closed();

    static final Shape ENROLL =
            object().usually("people", PEOPLE, NOBODY_EXCLUDED)
                    .usually("network", NETWORK, ANYWHERE)
                    .may("app", ConditionShapes.APPS)
                    .closed();

    static final Shape DISCOVERY =
            object().usually("network", NETWORK, ANYWHERE)
                    .may("platform", ConditionShapes.PLATFORM)
                    .usually("userIdentifier", ConditionShapes.IDENTIFIER, "{\"patterns\": []}")
                    .usually("app", ConditionShapes.APPS, NEITHER)
                    .closed();

    static final Shape POST_AUTH = object().usually("people", PEOPLE, NOBODY_EXCLUDED).closed();

    static final Shape ENTITY_RISK =
            object().usually("people", PEOPLE, NOBODY_EXCLUDED)
                    .may("riskDetectionTypes", ConditionShapes.DETECTIONS)
                    .usually("entityRisk", ConditionShapes.LEVEL, ANY_LEVEL)
                    .closed();

    static final Shape VIOLATION =
            object().usually("network", NETWORK, ANYWHERE)
                    .may("riskScore", ConditionShapes.LEAST_LEVEL)
                    .closed();

    static final Shape DEVICE_SIGNALS =
            object().usually("network", NETWORK, ANYWHERE)
                    .may("platform", ConditionShapes.PLATFORM)
                    .closed();

    static final Shape NONE = object().closed();
}
