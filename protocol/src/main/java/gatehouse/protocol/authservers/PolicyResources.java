package gatehouse.protocol.authservers;

import gatehouse.apps.applications.AppCheck;
import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.resource.Lifecycle;
import gatehouse.kernel.resource.Resource;
import gatehouse.kernel.resource.Resource.Trait;
import gatehouse.kernel.resource.Stored;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The access policies of an authorization server and their rules, said in the grammar. */
final class PolicyResources {
    private static final int FIVE_MINUTES = 5;
    private static final int ONE_DAY = 24 * 60;
    private static final int FIVE_YEARS = 5 * 365 * 24 * 60;
    private static final int WEEK = 7 * 24 * 60;
    private static final Map<String, String> RULE_EVENTS =
            Map.of(
                    "create", "policy.rule.add",
                    "update", "policy.rule.update",
                    "delete", "policy.rule.delete",
                    "activate", "policy.rule.activate",
                    "deactivate", "policy.rule.deactivate");

    private PolicyResources() {}

    static Resource policy(Resource server) {
        return Resource.of("Policy")
                .under(server, "/policies", "policyId")
                .operations("AuthorizationServerPolicy", "AuthorizationServerPolicies")
                .stored("auth_policy", "00p")
                .guarded(ServerResources.AREA, Bucket.API)
                .lifecycle(Lifecycle.activatable())
                .logged(verb -> "policy.lifecycle." + verb)
                .being(Trait.ORDERED, Trait.NAMED, Trait.STATUS, Trait.TIMES, Trait.SYSTEM)
                .completed(PolicyResources::completePolicy)
                .checked(PolicyResources::checkPolicy)
                .rendered((_, _, self, json) -> Links.of(json).to("rules", self + "/rules", "GET"))
                .build();
    }

    private static ObjectNode completePolicy(Tx tx, ObjectNode sent, @Nullable Stored before) {
        var body = Json.object();
        body.set("name", sent.path("name").isString() ? sent.get("name") : null);
        ServerJson.fill(body, sent, "description");
        var clients = body.putObject("conditions").putObject("clients").putArray("include");
        sent.at("/conditions/clients/include").forEach(clients::add);
        body.put("type", "OAUTH_AUTHORIZATION_POLICY");
        return body;
    }

    private static void checkPolicy(ObjectNode body, Violations violations) {
        violations
                .text("name", body.path("name").asString(""), 255)
                .optionalText("description", body.path("description").asString(""), 1024);
    }

    static Resource rule(Resource policy) {
        return Resource.of("PolicyRule")
                .under(policy, "/rules", "ruleId")
                .operations("AuthorizationServerPolicyRule", "AuthorizationServerPolicyRules")
                .stored("auth_rule", "0pr")
                .guarded(ServerResources.AREA, Bucket.API)
                .lifecycle(Lifecycle.activatable())
                .logged(verb -> RULE_EVENTS.getOrDefault(verb, "policy.rule.update"))
                .being(Trait.ORDERED, Trait.NAMED, Trait.STATUS, Trait.TIMES, Trait.SYSTEM)
                .completed(PolicyResources::completeRule)
                .checked(PolicyResources::checkRule)
                .build();
    }

    private static ObjectNode completeRule(Tx tx, ObjectNode sent, @Nullable Stored before) {
        var body = Json.object();
        body.set("name", sent.path("name").isString() ? sent.get("name") : null);
        var conditions =
                sent.path("conditions") instanceof ObjectNode given
                        ? given.deepCopy()
                        : Json.object();
        if (conditions.path("people") instanceof ObjectNode people) {
            completePeople(people);
        }
        list(conditions, "grantTypes", "include");
        list(conditions, "scopes", "include");
        body.set("conditions", conditions);
        var token =
                sent.at("/actions/token") instanceof ObjectNode given
                        ? given.deepCopy()
                        : Json.object();
        number(token, "accessTokenLifetimeMinutes", 60);
        number(token, "refreshTokenLifetimeMinutes", 0);
        number(token, "refreshTokenWindowMinutes", WEEK);
        body.putObject("actions").set("token", token);
        body.put("type", "RESOURCE_ACCESS");
        return body;
    }

    private static void completePeople(ObjectNode people) {
        if (people.path("users") instanceof ObjectNode users && users.isEmpty()) {
            users.putArray("exclude");
        }
        if (people.path("groups") instanceof ObjectNode groups && groups.isEmpty()) {
            groups.putArray("exclude");
        }
    }

    private static void list(ObjectNode parent, String name, String field) {
        var child = parent.path(name) instanceof ObjectNode given ? given : parent.putObject(name);
        if (!child.path(field).isArray()) {
            child.putArray(field);
        }
    }

    private static void number(ObjectNode token, String field, int usual) {
        if (!token.path(field).isNumber()) {
            token.put(field, usual);
        }
    }

    private static void checkRule(ObjectNode body, Violations violations) {
        var token = body.at("/actions/token");
        violations.text("name", body.path("name").asString(""), 255);
        between(token, "accessTokenLifetimeMinutes", FIVE_MINUTES, ONE_DAY, violations);
        int refresh = token.path("refreshTokenLifetimeMinutes").asInt(0);
        violations.require(
                refresh == 0 || refresh >= token.path("accessTokenLifetimeMinutes").asInt(0),
                "refreshTokenLifetimeMinutes",
                "Must be 0 or at least the lifetime of the access token");
        between(token, "refreshTokenWindowMinutes", FIVE_MINUTES, FIVE_YEARS, violations);
        var grants = body.at("/conditions/grantTypes/include");
        violations.require(
                !grants.isEmpty(), "conditions.grantTypes", "At least one grant type is needed");
        for (var grant : grants) {
            violations.require(
                    AppCheck.GRANTS.contains(grant.asString("")),
                    "conditions.grantTypes",
                    "There is no grant type '" + grant.asString("") + "'");
        }
    }

    private static void between(
            JsonNode token, String field, int least, int most, Violations violations) {
        int value = token.path(field).asInt(0);
        violations.require(
                value >= least && value <= most,
                field,
                "Must be between " + least + " and " + most + " minutes");
    }
}
