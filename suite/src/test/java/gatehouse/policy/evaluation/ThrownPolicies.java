package gatehouse.policy.evaluation;

import gatehouse.kernel.Json;
import gatehouse.policy.policies.Policy;
import gatehouse.policy.policies.PolicyRule;
import gatehouse.testkit.Dice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Policies as chance has it, as they lie in the database. */
record ThrownPolicies(List<Policy> all, Map<String, List<PolicyRule>> rules) {
    static final List<String> GROUPS = List.of("g1", "g2", "g3");
    static final List<String> USERS = List.of("u1", "u2");
    static final List<String> ZONES = List.of("z1", "z2", "z3");
    private static final Instant THEN = Instant.EPOCH;
    private static final List<String> EXPRESSIONS =
            List.of(
                    "user.status == 'ACTIVE'",
                    "user.profile.department == 'IT'",
                    "user.profile.login.contains('@x') || security.risk.level == 'HIGH'",
                    "device.profile.registered == true && user.profile.age > 30",
                    "user.isMemberOf({'group.id': {'g1', 'g2'}})");

    static ThrownPolicies of(Dice dice) {
        var all = new ArrayList<Policy>();
        var rules = new LinkedHashMap<String, List<PolicyRule>>();
        int count = dice.number(5);
        for (int n = 0; n <= count; n++) {
            boolean last = n == count && dice.heads();
            var id = "p" + n;
            var body = Json.object();
            body.set("conditions", last ? null : groups(dice));
            all.add(
                    new Policy(
                            id,
                            "OKTA_SIGN_ON",
                            id,
                            dice.number(4) == 0 ? "INACTIVE" : "ACTIVE",
                            n,
                            last,
                            THEN,
                            THEN,
                            body));
            rules.put(id, rules(dice, id, last));
        }
        return new ThrownPolicies(all, rules);
    }

    private static JsonNode groups(Dice dice) {
        var conditions = Json.object();
        fill(conditions.putObject("people").putObject("groups").putArray("include"), dice, GROUPS);
        return conditions;
    }

    private static void fill(ArrayNode list, Dice dice, List<String> from) {
        dice.some(from).forEach(list::add);
    }

    private static List<PolicyRule> rules(Dice dice, String policy, boolean last) {
        var rules = new ArrayList<PolicyRule>();
        int count = dice.number(4);
        for (int n = 0; n <= count; n++) {
            var system = last && n == count;
            var body = Json.object();
            body.set("conditions", system ? null : conditions(dice));
            body.putObject("actions").putObject("signon").put("access", "ALLOW");
            rules.add(
                    new PolicyRule(
                            policy + "r" + n,
                            policy,
                            "SIGN_ON",
                            "r" + n,
                            dice.number(5) == 0 ? "INACTIVE" : "ACTIVE",
                            n,
                            system,
                            THEN,
                            THEN,
                            body));
        }
        return rules;
    }

    private static ObjectNode conditions(Dice dice) {
        var json = Json.object();
        if (dice.heads()) {
            people(dice, json.putObject("people"));
        }
        if (dice.heads()) {
            var network = json.putObject("network").put("connection", "ZONE");
            fill(network.putArray(dice.of(List.of("include", "exclude"))), dice, ZONES);
        }
        if (dice.number(3) == 0) {
            json.putObject("riskScore").put("level", dice.of(List.of("ANY", "LOW", "HIGH")));
        }
        if (dice.number(3) == 0) {
            fill(json.putObject("risk").putArray("behaviors"), dice, List.of("New IP", "Velocity"));
        }
        if (dice.number(3) == 0) {
            device(dice, json);
        }
        if (dice.number(3) == 0) {
            json.putObject("elCondition").put("condition", dice.of(EXPRESSIONS));
        }
        if (dice.number(4) == 0) {
            fill(json.putObject("userType").putArray("exclude"), dice, List.of("t1", "t2"));
        }
        return json;
    }

    private static void people(Dice dice, ObjectNode people) {
        for (var list : dice.some(List.of("include", "exclude"))) {
            fill(people.withObject("/users").putArray(list), dice, USERS);
        }
        for (var list : dice.some(List.of("include", "exclude"))) {
            fill(people.withObject("/groups").putArray(list), dice, GROUPS);
        }
    }

    private static void device(Dice dice, ObjectNode json) {
        json.putObject("device").put("registered", dice.heads());
        var platform = json.putObject("platform").putArray("include").addObject();
        platform.put("type", dice.of(List.of("ANY", "DESKTOP", "MOBILE")));
        var system = platform.putObject("os");
        system.put("type", dice.of(List.of("ANY", "IOS", "WINDOWS", "OSX")));
        if (dice.heads()) {
            var version = system.putObject("version").put("matchType", "SEMVER");
            version.put("value", dice.of(List.of("10", "16.5", ">=11")));
        }
    }

    List<Policy> active() {
        return all.stream().filter(policy -> policy.status().equals("ACTIVE")).toList();
    }
}
