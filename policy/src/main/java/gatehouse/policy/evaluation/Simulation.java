package gatehouse.policy.evaluation;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.http.Template;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Circumstances.App;
import gatehouse.policy.evaluation.conditions.Verdict;
import gatehouse.policy.evaluation.decisions.Explanation.Traced;
import gatehouse.policy.zones.Zones;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /api/v1/policies/simulate} (Okta, Policy API): the very evaluation that decides at
 * sign-in, with what it looked at.
 */
public final class Simulation {
    private static final List<String> TYPES =
            List.of("OKTA_SIGN_ON", "MFA_ENROLL", "ACCESS_POLICY", "PROFILE_ENROLLMENT");

    private final PolicyEngine engine;
    private final Zones zones;

    public Simulation(PolicyEngine engine, Zones zones) {
        this.engine = engine;
        this.zones = zones;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        "POST",
                        Template.of("/api/v1/policies/simulate"),
                        "createPolicySimulation",
                        Guard.scope("okta.policies.read"),
                        Bucket.API,
                        Route.Work.READS,
                        this::simulate));
    }

    private Response simulate(Call call) {
        var sent = call.request().json(JsonNode.class);
        if (!sent.isObject() && (!sent.isArray() || sent.isEmpty())) {
            throw Problem.of("E0000003");
        }
        var expand = call.query("expand");
        var asked = expand == null ? Set.<String>of() : Set.of(expand.split(","));
        var evaluations = Json.array();
        for (var body : sent.isArray() ? sent : Json.array().add(sent)) {
            var at = circumstances(call, body);
            for (var type : types(body)) {
                evaluations.add(evaluation(type, engine.trace(type, at), asked));
            }
        }
        return Response.ok(evaluations);
    }

    private static List<String> types(JsonNode body) {
        var asked = body.path("policyTypes");
        if (!asked.isArray() || asked.isEmpty()) {
            return TYPES;
        }
        var types = new ArrayList<String>();
        asked.forEach(type -> types.add(type.asString("")));
        if (!TYPES.containsAll(types)) {
            throw Problem.invalid("policyTypes", "policyTypes: Must be of " + TYPES);
        }
        return types;
    }

    private Circumstances circumstances(Call call, JsonNode body) {
        var tx = call.tx();
        var app = app(tx, body.path("appInstance").asString(""));
        var blank = engine.circumstances(tx.org(), tx.now(), call.principal().via());
        return new SimulatedContext(body.path("policyContext"), blank.entering(app), zones)
                .read(tx);
    }

    private static App app(Tx tx, String id) {
        if (id.isEmpty()) {
            throw Problem.invalid("appInstance", "appInstance: The field cannot be left blank");
        }
        return tx.find(
                        "select name from app where org_id = ? and id = ?",
                        row -> new App(id, row.text("name")),
                        tx.org(),
                        id)
                .orElseThrow(() -> Problem.notFound(id, "AppInstance"));
    }

    private static ObjectNode evaluation(String type, List<Traced> traced, Set<String> asked) {
        boolean details = asked.contains("RULE");
        var json = Json.object();
        json.putArray("policyType").add(type);
        var matched = traced.stream().filter(Simulation::decided).findFirst();
        json.put("status", (matched.isPresent() ? Verdict.MATCH : Verdict.UNDEFINED).name());
        var result = json.putObject("result").putArray("policies");
        matched.ifPresent(one -> result.add(policy(one, Verdict.MATCH, details)));
        var open = json.putObject("undefined").putArray("policies");
        var passed = json.putObject("evaluated").putArray("policies");
        for (var one : traced) {
            add(open, one, Verdict.UNDEFINED, details);
            if (asked.contains("EVALUATED")) {
                add(passed, one, Verdict.NOT_MATCH, details);
            }
        }
        return json;
    }

    private static boolean decided(Traced policy) {
        return policy.verdict() == Verdict.MATCH
                && policy.rules().stream().anyMatch(rule -> rule.verdict() == Verdict.MATCH);
    }

    /** Adds a policy where it or one of its rules has such an end. */
    private static void add(ArrayNode list, Traced policy, Verdict verdict, boolean details) {
        if (policy.verdict() == verdict
                || policy.rules().stream().anyMatch(rule -> rule.verdict() == verdict)) {
            list.add(policy(policy, verdict, details));
        }
    }

    private static ObjectNode policy(Traced policy, Verdict verdict, boolean details) {
        Predicate<Traced> asked = rule -> rule.verdict() == verdict;
        var json = named(policy, true);
        var rules = json.putArray("rules");
        policy.rules().stream()
                .filter(asked)
                .map(rule -> named(rule, details || verdict == Verdict.MATCH))
                .forEach(rules::add);
        return json;
    }

    private static ObjectNode named(Traced one, boolean details) {
        var json = Json.object().put("id", one.what().id()).put("name", one.what().name());
        json.put("status", one.verdict().name());
        var conditions = json.putArray("conditions");
        if (details) {
            for (var looked : one.conditions()) {
                conditions
                        .addObject()
                        .put("type", looked.type())
                        .put("status", looked.verdict().name());
            }
        }
        return json;
    }
}
