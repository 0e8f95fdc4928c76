package gatehouse.policy.policies.types;

import static gatehouse.policy.shapes.Shapes.object;

import gatehouse.policy.policies.PasswordSettings;
import gatehouse.policy.shapes.Shape;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in policies of a type and in their rules.
 *
 * @param conditions of a policy, or null for none
 * @param settings of a policy, or null for none
 * @param ruleConditions or null for none
 */
public record TypeShapes(
        @Nullable Shape conditions,
        @Nullable Shape settings,
        @Nullable Shape ruleConditions,
        Shape actions) {
    private static final Shape PASSWORD_CONDITIONS =
            object().may("people", ConditionShapes.GROUPS_ONLY)
                    .usually(
                            "authProvider",
                            ConditionShapes.AUTH_PROVIDER,
                            "{\"provider\": \"OKTA\"}")
                    .closed();

    private static final Map<PolicyType, TypeShapes> ALL = new EnumMap<>(PolicyType.class);

    static {
        ALL.put(
                PolicyType.OKTA_SIGN_ON,
                new TypeShapes(
                        ConditionShapes.GROUPS,
                        null,
                        RuleConditions.SIGN_ON,
                        ActionShapes.SIGN_ON));
        ALL.put(
                PolicyType.PASSWORD,
                new TypeShapes(
                        PASSWORD_CONDITIONS,
                        (sent, _, _) -> PasswordSettings.of(sent),
                        RuleConditions.PASSWORD,
                        ActionShapes.PASSWORD));
        ALL.put(
                PolicyType.MFA_ENROLL,
                new TypeShapes(
                        ConditionShapes.GROUPS,
                        SettingShapes.ENROLL,
                        RuleConditions.ENROLL,
                        ActionShapes.ENROLL));
        rules(PolicyType.IDP_DISCOVERY, RuleConditions.DISCOVERY, DiscoveryShapes.ACTIONS);
        rules(PolicyType.ACCESS_POLICY, RuleConditions.ACCESS, ActionShapes.APP_SIGN_ON);
        rules(PolicyType.PROFILE_ENROLLMENT, null, ActionShapes.PROFILE_ENROLLMENT);
        rules(PolicyType.POST_AUTH_SESSION, RuleConditions.POST_AUTH, ActionShapes.POST_AUTH);
        rules(PolicyType.ENTITY_RISK, RuleConditions.ENTITY_RISK, ActionShapes.ENTITY_RISK);
        rules(
                PolicyType.SESSION_VIOLATION_DETECTION,
                RuleConditions.VIOLATION,
                ActionShapes.VIOLATION);
        rules(
                PolicyType.DEVICE_SIGNAL_COLLECTION,
                RuleConditions.DEVICE_SIGNALS,
                ActionShapes.DEVICE_SIGNALS);
        rules(PolicyType.CLIENT_UPDATE, RuleConditions.NONE, ActionShapes.CLIENT_UPDATE);
        rules(PolicyType.IDENTITY_CLAIM_SOURCING, null, ActionShapes.CLAIM_SOURCING);
    }

    private static void rules(PolicyType type, @Nullable Shape conditions, Shape actions) {
        ALL.put(type, new TypeShapes(null, null, conditions, actions));
    }

    static TypeShapes of(PolicyType type) {
        return Objects.requireNonNull(ALL.get(type), type.name());
    }
}
