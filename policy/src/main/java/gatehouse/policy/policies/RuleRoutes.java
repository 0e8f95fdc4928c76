package gatehouse.policy.policies;

import static gatehouse.kernel.http.Bucket.API;
import static gatehouse.policy.policies.PolicyRoutes.READ;
import static gatehouse.policy.policies.PolicyRoutes.write;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** {@code /api/v1/policies/{policyId}/rules} (Okta, Policy API). */
final class RuleRoutes {
    private static final String RULES = PolicyRoutes.ONE + "/rules";
    private static final String RULE = RULES + "/{ruleId}";

    private final Consumer<Call> safeguard;

    RuleRoutes(Consumer<Call> safeguard) {
        this.safeguard = safeguard;
    }

    List<Route> routes() {
        var routes =
                new ArrayList<>(
                        List.of(
                                Route.get(RULES, "listPolicyRules", READ, API, RuleRoutes::list),
                                Route.get(RULE, "getPolicyRule", READ, API, RuleRoutes::get),
                                write("POST", RULES, "createPolicyRule", this::create),
                                write("PUT", RULE, "replacePolicyRule", this::replace),
                                write("DELETE", RULE, "deletePolicyRule", this::delete)));
        for (var verb : List.of("activate", "deactivate")) {
            var path = RULE + "/lifecycle/" + verb;
            routes.add(write("POST", path, verb + "PolicyRule", call -> move(call, verb)));
        }
        return routes;
    }

    private static Response list(Call call) {
        var policy = PolicyRoutes.existing(call);
        return Response.ok(
                RuleStore.rules(call.tx(), policy.id()).stream()
                        .map(rule -> rule.json(call))
                        .toList());
    }

    private static PolicyRule existing(Call call, Policy policy) {
        var id = call.path("ruleId");
        return RuleStore.rule(call.tx(), policy.id(), id)
                .orElseThrow(() -> Problem.notFound(id, "PolicyRule"));
    }

    private static Response get(Call call) {
        return Response.ok(existing(call, PolicyRoutes.existing(call)).json(call));
    }

    private Response create(Call call) {
        var tx = call.tx();
        var sent = call.request().json();
        var policy = PolicyRoutes.locked(call);
        if (!policy.kind().takesRules()) {
            throw Problem.invalid("policy", "policy: Such a policy has one rule, and no more");
        }
        var blank = blank(tx, policy, PolicyBodies.status(sent, call.flag("activate", true)));
        var read = PolicyBodies.rule(tx, policy.kind(), sent, blank);
        refuseTaken(tx, read);
        int place = Order.ofRules(policy).take(tx, PolicyBodies.priority(sent), read.id());
        var rule = read.in(place, tx.now());
        RuleStore.insert(tx, policy, rule);
        safeguard.accept(call);
        return Response.ok(rule.json(call));
    }

    private static PolicyRule blank(Tx tx, Policy policy, String status) {
        return new PolicyRule(
                tx.world().id(policy.kind().rulePrefix()),
                policy.id(),
                policy.kind().ruleType(),
                "",
                status,
                0,
                false,
                tx.now(),
                tx.now(),
                Json.object());
    }

    private static void refuseTaken(Tx tx, PolicyRule rule) {
        if (RuleStore.nameTaken(tx, rule)) {
            throw Problem.invalid("name", "name: Policy rule name already in use");
        }
    }

    private Response replace(Call call) {
        var tx = call.tx();
        var policy = PolicyRoutes.locked(call);
        var before = existing(call, policy);
        if (before.system() && policy.type().equals("IDP_DISCOVERY")) {
            throw Problem.invalid("rule", "rule: It leads to the org itself and cannot be changed");
        }
        var sent = call.request().json();
        var after = PolicyBodies.rule(tx, policy.kind(), sent, before);
        refuseTaken(tx, after);
        var wanted = PolicyBodies.priority(sent);
        int place = before.priority();
        if (wanted != null && wanted != place && !before.system()) {
            var order = Order.ofRules(policy);
            order.leave(tx, place, before.id());
            place = order.take(tx, wanted, before.id());
        }
        var rule = after.in(place, tx.now());
        RuleStore.update(tx, policy, rule, "update");
        safeguard.accept(call);
        return Response.ok(rule.json(call));
    }

    private Response delete(Call call) {
        var policy = PolicyRoutes.locked(call);
        var rule = notOurs(existing(call, policy));
        RuleStore.delete(call.tx(), policy, rule);
        Order.ofRules(policy).leave(call.tx(), rule.priority(), rule.id());
        safeguard.accept(call);
        return Response.noContent();
    }

    private static PolicyRule notOurs(PolicyRule rule) {
        if (rule.system()) {
            throw Problem.invalid("rule", "rule: It can neither be deleted nor switched off");
        }
        return rule;
    }

    private Response move(Call call, String verb) {
        var tx = call.tx();
        var policy = PolicyRoutes.locked(call);
        var rule = notOurs(existing(call, policy));
        boolean on = verb.equals("activate");
        if (on != rule.active()) {
            var moved = rule.with(on ? "ACTIVE" : "INACTIVE", tx.now());
            RuleStore.update(tx, policy, moved, verb);
            safeguard.accept(call);
        }
        return Response.noContent();
    }
}
