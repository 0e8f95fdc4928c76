package gatehouse.policy.policies;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/policies}: the default policies of an org. That of the type PASSWORD can be
 * changed; the others say what holds, and a change that nothing would obey is refused.
 */
public final class PolicyRoutes {
    private static final Guard READ = Guard.scope("okta.policies.read");
    private static final Guard MANAGE = Guard.scope("okta.policies.manage");
    private static final String ONE = Policy.AT + "/{policyId}";
    private static final String RULES = ONE + "/rules";
    private static final String RULE = RULES + "/{ruleId}";
    private static final int LONGEST_DESCRIPTION = 255;
    private static final Set<String> TYPES =
            Set.of(
                    "ACCESS_POLICY",
                    "CLIENT_UPDATE",
                    "CONTINUOUS_ACCESS",
                    "DEVICE_SIGNAL_COLLECTION",
                    "ENTITY_RISK",
                    "IDENTITY_CLAIM_SOURCING",
                    "IDP_DISCOVERY",
                    "MFA_ENROLL",
                    "OKTA_SIGN_ON",
                    "PASSWORD",
                    "POST_AUTH_SESSION",
                    "PROFILE_ENROLLMENT",
                    "SESSION_VIOLATION_DETECTION");

    public List<Route> routes() {
        return List.of(
                Route.get(Policy.AT, "listPolicies", READ, API, PolicyRoutes::list),
                Route.get(ONE, "getPolicy", READ, API, PolicyRoutes::get),
                Route.write("PUT", ONE, "replacePolicy", MANAGE, API, PolicyRoutes::replace),
                Route.get(RULES, "listPolicyRules", READ, API, PolicyRoutes::rules),
                Route.get(RULE, "getPolicyRule", READ, API, PolicyRoutes::rule),
                Route.write(
                        "PUT", RULE, "replacePolicyRule", MANAGE, API, PolicyRoutes::replaceRule));
    }

    private static Response list(Call call) {
        var type = call.query("type");
        if (type == null || !TYPES.contains(type)) {
            throw Problem.invalid("type", "type: Must be a type of policy");
        }
        var found = PolicyStore.ofType(call.tx(), type, call.query("status"), call.query("q"));
        return Response.ok(found.stream().map(policy -> listed(call, policy)).toList());
    }

    private static ObjectNode listed(Call call, Policy policy) {
        var json = policy.json(call);
        if (policy.type().equals("ACCESS_POLICY")) {
            json.putObject("_embedded").put("resourceType", "APP");
        }
        return json;
    }

    private static Policy existing(Call call) {
        var id = call.path("policyId");
        return PolicyStore.find(call.tx(), id).orElseThrow(() -> Problem.notFound(id, "Policy"));
    }

    private static PolicyRule existingRule(Call call, Policy policy) {
        var id = call.path("ruleId");
        return PolicyStore.rule(call.tx(), policy.id(), id)
                .orElseThrow(() -> Problem.notFound(id, "PolicyRule"));
    }

    private static Response get(Call call) {
        var policy = existing(call);
        var json = policy.json(call);
        if ("rules".equals(call.query("expand"))) {
            json.putObject("_embedded").set("rules", Json.MAPPER.valueToTree(all(call, policy)));
        }
        return Response.ok(json);
    }

    private static List<ObjectNode> all(Call call, Policy policy) {
        return PolicyStore.rules(call.tx(), policy.id()).stream()
                .map(rule -> rule.json(call))
                .toList();
    }

    private static Response rules(Call call) {
        return Response.ok(all(call, existing(call)));
    }

    private static Response rule(Call call) {
        return Response.ok(existingRule(call, existing(call)).json(call));
    }

    /** What is ours stays: the name, whom it applies to, and that it comes last. */
    private static Response replace(Call call) {
        Tx tx = call.tx();
        var policy = changeable(existing(call));
        var sent = ofType(call.request().json(), policy.type());
        var description = sent.path("description");
        new Violations()
                .require(
                        description.asString("").length() <= LONGEST_DESCRIPTION,
                        "description",
                        "Must not be longer than " + LONGEST_DESCRIPTION)
                .throwIfAny("description");
        var body = policy.body();
        if (description.isString()) {
            body.set("description", description);
        }
        body.set("settings", PasswordSettings.of(sent.path("settings")));
        PolicyStore.save(tx, policy, body);
        return get(call);
    }

    private static Policy changeable(Policy policy) {
        if (!policy.forPasswords()) {
            throw Problem.of("E0000060");
        }
        return policy;
    }

    private static ObjectNode ofType(ObjectNode sent, String type) {
        if (!sent.path("type").asString("").equals(type)) {
            throw Problem.invalid("type", "type: The type of a policy cannot be changed");
        }
        return sent;
    }

    private static Response replaceRule(Call call) {
        var policy = changeable(existing(call));
        var rule = existingRule(call, policy);
        var actions = ofType(call.request().json(), rule.type()).path("actions");
        var violations = new Violations();
        for (var deed :
                List.of("passwordChange", "selfServicePasswordReset", "selfServiceUnlock")) {
            violations.require(
                    isAccess(actions.path(deed).path("access")),
                    "actions." + deed + ".access",
                    "Must be ALLOW or DENY");
        }
        violations.throwIfAny("actions");
        var body = rule.body();
        var kept = (ObjectNode) body.path("actions");
        for (var deed : kept.propertyNames()) {
            kept.set(deed, actions.path(deed));
        }
        PolicyStore.save(call.tx(), policy, rule, body);
        return rule(call);
    }

    private static boolean isAccess(JsonNode access) {
        return Set.of("ALLOW", "DENY").contains(access.asString(""));
    }
}
