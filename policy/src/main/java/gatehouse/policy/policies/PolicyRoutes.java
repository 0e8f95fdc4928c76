package gatehouse.policy.policies;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Page;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.policy.policies.types.PolicyType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/policies} (Okta, Policy API). */
public final class PolicyRoutes {
    static final Guard READ = Guard.scope("okta.policies.read");
    static final Guard MANAGE = Guard.scope("okta.policies.manage");
    static final String ONE = Policy.AT + "/{policyId}";
    private static final String LIFECYCLE = ONE + "/lifecycle/";

    /** Types of days gone by, of which there are none. */
    private static final Set<String> GONE = Set.of("CONTINUOUS_ACCESS");

    private static final Map<String, List<PolicyRule>> NO_RULES = Map.of();

    private static final int MOST = 5_000;

    private final Consumer<Call> safeguard;

    /**
     * @param safeguard looks at what a change made of the policies, and refuses where nobody could
     *     manage the org any more
     */
    public PolicyRoutes(Consumer<Call> safeguard) {
        this.safeguard = safeguard;
    }

    public List<Route> routes() {
        var routes =
                new ArrayList<>(
                        List.of(
                                Route.get(Policy.AT, "listPolicies", READ, API, PolicyRoutes::list),
                                Route.get(ONE, "getPolicy", READ, API, PolicyRoutes::get),
                                write("POST", Policy.AT, "createPolicy", PolicyRoutes::create),
                                write("PUT", ONE, "replacePolicy", this::replace),
                                write("DELETE", ONE, "deletePolicy", this::delete),
                                write("POST", ONE + "/clone", "clonePolicy", PolicyClone::make)));
        for (var verb : List.of("activate", "deactivate")) {
            routes.add(write("POST", LIFECYCLE + verb, verb + "Policy", call -> move(call, verb)));
        }
        routes.addAll(new RuleRoutes(safeguard).routes());
        return routes;
    }

    static Route write(String method, String path, String operation, Route.Handler handler) {
        return Route.write(method, path, operation, MANAGE, API, handler);
    }

    private static Response list(Call call) {
        var type = call.query("type");
        if (type == null || (PolicyType.named(type).isEmpty() && !GONE.contains(type))) {
            throw Problem.invalid("type", "type: Must be a type of policy");
        }
        var found =
                new ArrayList<>(
                        PolicyStore.ofType(call.tx(), type, call.query("status"), call.query("q")));
        if ("name".equals(call.query("sortBy"))) {
            found.sort(Comparator.comparing(Policy::name).thenComparing(Policy::id));
        }
        var after = call.after();
        int from = 0;
        for (int i = 0; !after.isEmpty() && i < found.size(); i++) {
            from = found.get(i).id().equals(after) ? i + 1 : from;
        }
        int limit = call.limit(MOST, MOST);
        var rows = found.subList(from, found.size());
        var shown = rows.stream().limit(limit).toList();
        var rules = expands(call) ? RuleStore.rulesOf(call.tx(), shown) : NO_RULES;
        return Page.of(rows, limit, Policy::id)
                .map(policy -> listed(call, policy, rules))
                .response(call);
    }

    private static boolean expands(Call call) {
        return "rules".equals(call.query("expand"));
    }

    /** What an app's policy governs is told with it. */
    private static ObjectNode listed(
            Call call, Policy policy, Map<String, List<PolicyRule>> rules) {
        var json = policy.json(call);
        if (policy.type().equals("ACCESS_POLICY")) {
            json.putObject("_embedded")
                    .put("resourceType", policy.body().path("resourceType").asString("APP"));
        }
        return expands(call) ? with(call, json, rules.getOrDefault(policy.id(), List.of())) : json;
    }

    private static ObjectNode with(Call call, ObjectNode policy, List<PolicyRule> rules) {
        var all = policy.withObject("/_embedded").putArray("rules");
        rules.forEach(rule -> all.add(rule.json(call)));
        return policy;
    }

    static Policy existing(Call call) {
        var id = call.path("policyId");
        return PolicyStore.find(call.tx(), id).orElseThrow(() -> Problem.notFound(id, "Policy"));
    }

    static Policy locked(Call call) {
        PolicyStore.holdAll(call.tx());
        var id = call.path("policyId");
        return PolicyStore.locked(call.tx(), id).orElseThrow(() -> Problem.notFound(id, "Policy"));
    }

    private static Response get(Call call) {
        var policy = existing(call);
        var json = policy.json(call);
        return Response.ok(
                expands(call) ? with(call, json, RuleStore.rules(call.tx(), policy.id())) : json);
    }

    private static Response create(Call call) {
        var tx = call.tx();
        var sent = call.request().json();
        var type = PolicyBodies.type(sent);
        if (!type.creatable()) {
            throw Problem.invalid("type", "type: There is one such policy, and no more");
        }
        var status = PolicyBodies.status(sent, call.flag("activate", true));
        var blank = blank(tx, type, status);
        return created(call, PolicyBodies.policy(tx, sent, blank), PolicyBodies.priority(sent));
    }

    static Policy blank(Tx tx, PolicyType type, String status) {
        return new Policy(
                tx.world().id(type.prefix()),
                type.name(),
                "",
                status,
                1,
                false,
                tx.now(),
                tx.now(),
                Json.object());
    }

    private static Response created(Call call, Policy made, @Nullable Integer wanted) {
        var tx = call.tx();
        PolicyStore.holdAll(tx);
        refuseTaken(tx, made);
        int place =
                made.kind().ordered()
                        ? Order.ofPolicies(made.type()).take(tx, wanted, made.id())
                        : 1;
        var policy = made.in(place, tx.now());
        PolicyStore.insert(tx, policy);
        if (policy.kind().catchesAll()) {
            RuleStore.insert(tx, policy, DefaultPolicies.catchAll(tx, policy));
        }
        return Response.ok(policy.json(call));
    }

    private static void refuseTaken(Tx tx, Policy policy) {
        if (PolicyStore.nameTaken(tx, policy)) {
            throw Problem.invalid("name", "name: Policy name already in use");
        }
    }

    private Response replace(Call call) {
        var tx = call.tx();
        var before = locked(call);
        var sent = call.request().json();
        var after = PolicyBodies.policy(tx, sent, before);
        refuseTaken(tx, after);
        var wanted = PolicyBodies.priority(sent);
        int place = before.priority();
        if (wanted != null && wanted != place && before.kind().ordered() && !before.system()) {
            var order = Order.ofPolicies(before.type());
            order.leave(tx, place, before.id());
            place = order.take(tx, wanted, before.id());
        }
        PolicyStore.update(tx, after.in(place, tx.now()), "update");
        safeguard.accept(call);
        return get(call);
    }

    private Response delete(Call call) {
        var tx = call.tx();
        var policy = notOurs(locked(call));
        if (MappingStore.isMapped(tx, policy)) {
            throw Problem.invalid("policy", "policy: It is still assigned to applications");
        }
        PolicyStore.delete(tx, policy);
        if (policy.kind().ordered()) {
            Order.ofPolicies(policy.type()).leave(tx, policy.priority(), policy.id());
        }
        safeguard.accept(call);
        return Response.noContent();
    }

    /** What is ours can neither be deleted nor switched off. */
    private static Policy notOurs(Policy policy) {
        if (policy.system()) {
            throw Problem.invalid("policy", "policy: It can neither be deleted nor switched off");
        }
        return policy;
    }

    private Response move(Call call, String verb) {
        var tx = call.tx();
        var policy = notOurs(locked(call));
        boolean on = verb.equals("activate");
        if (on != policy.active()) {
            var moved = policy.with(on ? "ACTIVE" : "INACTIVE", tx.now());
            PolicyStore.update(tx, moved, verb);
            safeguard.accept(call);
        }
        return Response.noContent();
    }
}
