package gatehouse.policy.policies.types;

import static gatehouse.policy.shapes.Shapes.flag;
import static gatehouse.policy.shapes.Shapes.list;
import static gatehouse.policy.shapes.Shapes.naming;
import static gatehouse.policy.shapes.Shapes.object;
import static gatehouse.policy.shapes.Shapes.oneOf;
import static gatehouse.policy.shapes.Shapes.text;
import static gatehouse.policy.shapes.Shapes.whole;

import gatehouse.policy.shapes.ObjectShape;
import gatehouse.policy.shapes.Reading;
import gatehouse.policy.shapes.Reading.Named;
import gatehouse.policy.shapes.Shape;
import tools.jackson.databind.node.ObjectNode;

/** What rules of each type may say is to be done (Okta, Policy API). */
final class ActionShapes {
    private static final int NAME = 255;
    private static final int MOST = 100;
    private static final int MOST_ATTRIBUTES = 10;
    private static final int MOST_MINUTES = 525_600 * 5;

    private static final Shape ACCESS = oneOf("ALLOW", "DENY");

    private ActionShapes() {}

    private static final String USUAL_SESSION =
            """
            {"usePersistentCookie": false, "maxSessionIdleMinutes": 120,
             "maxSessionLifetimeMinutes": 0}\
            """;

    private static final ObjectShape SESSION =
            object().usually("usePersistentCookie", flag(), "false")
                    .usually("maxSessionIdleMinutes", whole(1, MOST_MINUTES), "120")
                    .usually("maxSessionLifetimeMinutes", whole(0, MOST_MINUTES), "0");

    static final Shape SIGN_ON =
            only(
                    "signon",
                    object().needs("access", ACCESS)
                            .usually("requireFactor", flag(), "false")
                            .usually(
                                    "primaryFactor",
                                    oneOf("PASSWORD_IDP_ANY_FACTOR", "PASSWORD_IDP"),
                                    "\"PASSWORD_IDP_ANY_FACTOR\"")
                            .may("factorPromptMode", oneOf("ALWAYS", "DEVICE", "SESSION"))
                            .usually("rememberDeviceByDefault", flag(), "false")
                            .may("factorLifetime", whole(0, MOST_MINUTES))
                            .usually("session", SESSION, USUAL_SESSION)
                            .checked(ActionShapes::prompts));

    static final Shape APP_SIGN_ON =
            only(
                    "appSignOn",
                    object().needs("access", ACCESS)
                            .may("verificationMethod", AssuranceShapes.VERIFICATION)
                            .usually(
                                    "keepMeSignedIn",
                                    AssuranceShapes.KEEP_ME_SIGNED_IN,
                                    "{\"postAuth\": \"NOT_ALLOWED\"}")
                            .checked(ActionShapes::verifies));

    private static final ObjectShape ALLOWED = object().needs("access", ACCESS);

    private static final ObjectShape REQUIREMENT =
            object().may(
                            "primary",
                            object().usually(
                                            "methods",
                                            list(
                                                    oneOf("push", "sms", "voice", "email", "otp"),
                                                    MOST),
                                            "[]")
                                    .may("methodConstraints", list(methodConstraint(), MOST)))
                    .may(
                            "stepUp",
                            object().needs("required", flag())
                                    .may("methods", list(oneOf("security_question"), 1)))
                    .may("accessControl", oneOf("LEGACY", "AUTH_POLICY"));

    static final Shape PASSWORD =
            object().needs("passwordChange", ALLOWED)
                    .needs(
                            "selfServicePasswordReset",
                            object().needs("access", ACCESS).may("requirement", REQUIREMENT))
                    .needs("selfServiceUnlock", ALLOWED);

    static final Shape ENROLL =
            only(
                    "enroll",
                    object().needs(
                                    "self",
                                    oneOf(
                                            "CHALLENGE",
                                            "LOGIN",
                                            "NEVER",
                                            "NEVER_INCLUDING_RECOVERY")));

    private static final ObjectShape ATTRIBUTE =
            object().needs("name", text(NAME))
                    .may("label", text(NAME))
                    .usually("required", flag(), "false");

    static final Shape PROFILE_ENROLLMENT =
            only(
                    "profileEnrollment",
                    object().needs("access", ACCESS)
                            .usually(
                                    "preRegistrationInlineHooks",
                                    list(object().needs("inlineHookId", text(NAME)), 1),
                                    "null")
                            .usually("profileAttributes", list(ATTRIBUTE, MOST_ATTRIBUTES), "[]")
                            .usually("targetGroupIds", list(naming(Named.GROUP), 1), "null")
                            .needs("unknownUserAction", oneOf("DENY", "REGISTER"))
                            .usually(
                                    "activationRequirements",
                                    object().usually("emailVerification", flag(), "false"),
                                    "{\"emailVerification\": false}")
                            .may("uiSchemaId", text(NAME))
                            .usually(
                                    "progressiveProfilingAction",
                                    oneOf("ENABLED", "DISABLED"),
                                    "\"DISABLED\"")
                            .usually("allowedIdentifiers", list(text(NAME), MOST), "[\"login\"]")
                            .may("enrollAuthenticatorTypes", list(oneOf("password"), 1)));

    static final Shape POST_AUTH =
            only("postAuthSession", object().may("failureActions", actions("TERMINATE_SESSION")));

    static final Shape ENTITY_RISK =
            only(
                    "entityRisk",
                    object().usually("actions", actions("TERMINATE_ALL_SESSIONS"), "[]"));

    static final Shape VIOLATION =
            only(
                    "sessionViolationDetection",
                    object().needs("policyEvaluation", object().needs("enabled", flag())));

    static final Shape DEVICE_SIGNALS =
            only(
                    "deviceSignalCollection",
                    object().usually(
                                    "deviceContextProviders",
                                    list(
                                            object().needs("key", text(NAME))
                                                    .may("id", text(NAME))
                                                    .may(
                                                            "userIdentification",
                                                            oneOf("ALLOWED", "IGNORE")),
                                            MOST),
                                    "[]"));

    static final Shape CLIENT_UPDATE =
            only(
                    "updateControls",
                    object().usually(
                                    "actions",
                                    list(
                                            object().needs("action", oneOf("OKTA_VERIFY_UPDATE"))
                                                    .needs(
                                                            "value",
                                                            oneOf("ALLOW", "HOTFIX_ONLY", "DENY")),
                                            1),
                                    "[]"));

    static final Shape CLAIM_SOURCING =
            only(
                    "claimSourcing",
                    object().needs("redirectType", oneOf("IDP_DISCOVERY"))
                            .may(
                                    "refresh",
                                    object().needs("redirectType", oneOf("NONE", "FIXED"))
                                            .may(
                                                    "filter",
                                                    object().may(
                                                                    "include",
                                                                    list(text(NAME), MOST)))));

    private static Shape only(String name, Shape what) {
        return object().needs(name, what);
    }

    /** No workflow runs here, so no rule may count on one. */
    private static Shape actions(String word) {
        return list(object().needs("action", oneOf(word)), 1);
    }

    private static ObjectShape methodConstraint() {
        return object().needs("method", oneOf("otp"))
                .needs(
                        "allowedAuthenticators",
                        list(object().needs("key", oneOf("google_otp")), 1));
    }

    private static void prompts(ObjectNode json, String at, Reading reading) {
        boolean required = json.path("requireFactor").asBoolean(false);
        if (required && !json.has("factorPromptMode")) {
            reading.wrong(at + ".factorPromptMode", "The field cannot be left blank");
        }
    }

    private static void verifies(ObjectNode json, String at, Reading reading) {
        boolean allowed = json.path("access").asString("").equals("ALLOW");
        if (allowed && !json.has("verificationMethod")) {
            reading.wrong(at + ".verificationMethod", "The field cannot be left blank");
        }
    }
}
