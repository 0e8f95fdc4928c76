package gatehouse.policy.evaluation;

import gatehouse.policy.assurance.Verification;
import gatehouse.policy.evaluation.CompiledPolicy.Reader;
import gatehouse.policy.evaluation.decisions.AccessDecision;
import gatehouse.policy.evaluation.decisions.EntityRiskDecision;
import gatehouse.policy.evaluation.decisions.PasswordDecision;
import gatehouse.policy.evaluation.decisions.PostAuthDecision;
import gatehouse.policy.evaluation.decisions.ProfileEnrollmentDecision;
import gatehouse.policy.evaluation.decisions.ProfileEnrollmentDecision.Attribute;
import gatehouse.policy.evaluation.decisions.SessionDecision;
import gatehouse.policy.evaluation.decisions.SessionDecision.PrimaryFactor;
import gatehouse.policy.evaluation.decisions.SessionDecision.Prompt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads what rules decide, as it was validated when it was written. */
final class Decisions {
    private static final int USUAL_IDLE_MINUTES = 120;
    private static final Map<String, String> RECOVERING =
            Map.of("okta_email", "email", "okta_sms", "sms", "okta_call", "voice");

    private Decisions() {}

    static final Reader<SessionDecision> SESSION =
            (_, actions) -> {
                var json = actions.path("signon");
                var session = json.path("session");
                boolean allowed = allows(json.path("access"));
                boolean second = json.path("requireFactor").asBoolean(false);
                var primary =
                        json.path("primaryFactor").asString("").equals("PASSWORD_IDP")
                                ? PrimaryFactor.PASSWORD_IDP
                                : PrimaryFactor.PASSWORD_IDP_ANY_FACTOR;
                var prompt = Prompt.valueOf(json.path("factorPromptMode").asString("ALWAYS"));
                var lasts = minutes(json.path("factorLifetime"), 0);
                boolean remembers = json.path("rememberDeviceByDefault").asBoolean(false);
                var idle = minutes(session.path("maxSessionIdleMinutes"), USUAL_IDLE_MINUTES);
                var lifetime = minutes(session.path("maxSessionLifetimeMinutes"), 0);
                boolean persists = session.path("usePersistentCookie").asBoolean(false);
                return (_, why) ->
                        new SessionDecision(
                                allowed, second, primary, prompt, lasts, remembers, idle, lifetime,
                                persists, why);
            };

    static final Reader<AccessDecision> ACCESS =
            (_, actions) -> {
                var json = actions.path("appSignOn");
                boolean allowed = allows(json.path("access"));
                boolean kept = json.at("/keepMeSignedIn/postAuth").asString("").equals("ALLOWED");
                var every = json.at("/keepMeSignedIn/postAuthPromptFrequency");
                var asksAfter = Duration.parse(every.asString("P30D"));
                var assurance = Verification.read(json.path("verificationMethod"));
                var rest = assurance.inactivity();
                return (at, why) -> {
                    var session = at.session();
                    boolean rested =
                            rest != null
                                    && session != null
                                    && longer(session.lastUsed(), at.now(), rest);
                    return new AccessDecision(
                            allowed, rested ? assurance.afresh() : assurance, kept, asksAfter, why);
                };
            };

    static final Reader<PasswordDecision> PASSWORD =
            (body, actions) -> {
                var settings = body.at("/settings/password");
                var recovery = body.at("/settings/recovery/factors");
                boolean change = allows(actions.at("/passwordChange/access"));
                var reset = actions.path("selfServicePasswordReset");
                boolean unlock = allows(actions.at("/selfServiceUnlock/access"));
                var primary = reset.at("/requirement/primary");
                var methods =
                        primary.isMissingNode()
                                ? recovering(recovery)
                                : texts(primary.path("methods"));
                var step = reset.at("/requirement/stepUp");
                var stepUp =
                        new PasswordDecision.StepUp(
                                step.path("required").asBoolean(false),
                                texts(step.path("methods")));
                boolean resets = allows(reset.path("access"));
                boolean leaves =
                        reset.at("/requirement/accessControl").asString("").equals("AUTH_POLICY");
                return (_, why) ->
                        new PasswordDecision(
                                settings, recovery, change, resets, unlock, methods, stepUp, leaves,
                                why);
            };

    static final Reader<ProfileEnrollmentDecision> PROFILE_ENROLLMENT =
            (_, actions) -> {
                var json = actions.path("profileEnrollment");
                boolean allowed = allows(json.path("access"));
                boolean registers = json.path("unknownUserAction").asString("").equals("REGISTER");
                var attributes = attributes(json.path("profileAttributes"));
                var groups = texts(json.path("targetGroupIds"));
                boolean verified =
                        json.at("/activationRequirements/emailVerification").asBoolean(false);
                boolean progressive =
                        json.path("progressiveProfilingAction").asString("").equals("ENABLED");
                var named = texts(json.path("allowedIdentifiers"));
                var identifiers = named.isEmpty() ? Set.of("login") : named;
                var authenticators = texts(json.path("enrollAuthenticatorTypes"));
                var form = json.path("uiSchemaId").asString("");
                var hooks = hooks(json.path("preRegistrationInlineHooks"));
                return (_, why) ->
                        new ProfileEnrollmentDecision(
                                allowed,
                                registers,
                                attributes,
                                groups,
                                verified,
                                progressive,
                                identifiers,
                                authenticators,
                                hooks,
                                form,
                                why);
            };

    static final Reader<PostAuthDecision> POST_AUTH =
            (_, actions) -> {
                boolean ends =
                        does(actions.at("/postAuthSession/failureActions"), "TERMINATE_SESSION");
                return (_, why) -> new PostAuthDecision(ends, why);
            };

    static final Reader<Boolean> VIOLATION =
            (_, actions) -> {
                boolean looks =
                        actions.at("/sessionViolationDetection/policyEvaluation/enabled")
                                .asBoolean(false);
                return (_, _) -> looks;
            };

    static final Reader<EntityRiskDecision> ENTITY_RISK =
            (_, actions) -> {
                boolean ends = does(actions.at("/entityRisk/actions"), "TERMINATE_ALL_SESSIONS");
                return (_, why) -> new EntityRiskDecision(ends, why);
            };

    /** However long a rule lets it be, no time is past the end of all times. */
    private static boolean longer(Instant from, Instant to, Duration than) {
        return Duration.between(from, to).compareTo(than) > 0;
    }

    private static boolean allows(JsonNode access) {
        return access.asString("").equals("ALLOW");
    }

    private static boolean does(JsonNode actions, String what) {
        return actions.valueStream().anyMatch(a -> a.path("action").asString("").equals(what));
    }

    private static Duration minutes(JsonNode number, int otherwise) {
        return Duration.ofMinutes(number.asInt(otherwise));
    }

    /** What a policy lets people recover by, where its rule does not say (Okta Classic Engine). */
    private static Set<String> recovering(JsonNode factors) {
        var methods = new LinkedHashSet<String>();
        RECOVERING.forEach((factor, method) -> {
            if (factors.path(factor).path("status").asString("").equals("ACTIVE")) {
                methods.add(method);
            }
        });
        return methods;
    }

    static Set<String> texts(JsonNode list) {
        var all = new LinkedHashSet<String>();
        list.forEach(text -> all.add(text.asString("")));
        return all;
    }

    private static List<Attribute> attributes(JsonNode list) {
        var all = new ArrayList<Attribute>();
        for (var json : list) {
            var name = json.path("name").asString("");
            all.add(
                    new Attribute(
                            name,
                            json.path("label").asString(name),
                            json.path("required").asBoolean(false)));
        }
        return all;
    }

    private static List<String> hooks(JsonNode list) {
        var all = new ArrayList<String>();
        list.forEach(json -> all.add(json.path("inlineHookId").asString("")));
        return all;
    }
}
