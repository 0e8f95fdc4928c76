package gatehouse.bench;

import gatehouse.kernel.Json;
import gatehouse.policy.evaluation.Rulebook;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Circumstances.Client;
import gatehouse.policy.evaluation.circumstances.Person;
import gatehouse.policy.evaluation.decisions.SessionDecision;
import gatehouse.policy.policies.Policy;
import gatehouse.policy.policies.PolicyRule;

import tools.jackson.databind.node.ObjectNode;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What it costs to ask the policies of an org that has many. */
final class Policies {
    /** Of this thread alone, however busy the machine is. */
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private static final int POLICIES = 200;
    private static final int RULES = 20;
    private static final int ROUNDS = 20_000;

    private Policies() {}

    static void measure(Bench.Scale scale, Table table) {
        int rounds = scale.smoke() ? ROUNDS / 20 : ROUNDS;
        var name = POLICIES + " policies of " + RULES + " rules: ";
        table.add(
                name + "an evaluation",
                "≤ 20 µs",
                cost(rulebook(false), rounds),
                "each for a group of its own; the last one decides, by its last rule");
        table.add(
                name + "every rule asked",
                "none",
                cost(rulebook(true), rounds),
                "all for everybody; the last rule of all decides");
    }

    private static String cost(Rulebook<SessionDecision> rulebook, int rounds) {
        long allowed = 0;
        long start = 0;
        for (int round = -rounds; round < rounds; round++) {
            if (round == 0) {
                start = CLOCK.getCurrentThreadCpuTime();
            }
            allowed += rulebook.decide(request(round)).orElseThrow().allowed() ? 1 : 0;
        }
        double each = (CLOCK.getCurrentThreadCpuTime() - start) / 1e3 / rounds;
        return allowed == 2L * rounds ? String.format(Locale.ROOT, "%.1f µs CPU", each) : "wrong";
    }

    /** Somebody in ten groups, none of which is of the first policies. */
    private static Circumstances request(int round) {
        var person = new Person("u" + round, "ann@x.test", "ACTIVE", "t", "OKTA", Json.object());
        var groups =
                IntStream.range(POLICIES - 1, POLICIES + 9)
                        .mapToObj(n -> "g" + n)
                        .collect(Collectors.toSet());
        var client = Client.of("192.0.2.1", "Mozilla/5.0 (X11; Linux x86_64)");
        return new Circumstances("org", Instant.EPOCH, client, () -> Set.of("home"))
                .of(person, () -> groups);
    }

    private static Rulebook<SessionDecision> rulebook(boolean forEverybody) {
        var policies = new ArrayList<Policy>();
        var rules = new HashMap<String, List<PolicyRule>>();
        for (int n = 0; n < POLICIES; n++) {
            var id = "p" + n;
            var body = Json.object();
            if (!forEverybody) {
                body.withObject("/conditions/people/groups").putArray("include").add("g" + n);
            }
            policies.add(
                    new Policy(
                            id,
                            "OKTA_SIGN_ON",
                            id,
                            "ACTIVE",
                            n,
                            false,
                            Instant.EPOCH,
                            Instant.EPOCH,
                            body));
            rules.put(id, rules(id, n == POLICIES - 1));
        }
        return Rulebook.ofSessions(policies, Map.copyOf(rules));
    }

    private static List<PolicyRule> rules(String policy, boolean last) {
        var rules = new ArrayList<PolicyRule>();
        for (int n = 0; n < RULES; n++) {
            rules.add(
                    new PolicyRule(
                            policy + n,
                            policy,
                            "SIGN_ON",
                            "r" + n,
                            "ACTIVE",
                            n,
                            false,
                            Instant.EPOCH,
                            Instant.EPOCH,
                            body(last && n == RULES - 1)));
        }
        return rules;
    }

    private static ObjectNode body(boolean holds) {
        var body = Json.object();
        var conditions = body.putObject("conditions");
        conditions.withObject("/people/users").putArray("exclude").add("nobody");
        conditions
                .putObject("network")
                .put("connection", "ZONE")
                .putArray("include")
                .add(holds ? "home" : "office")
                .add("elsewhere");
        conditions.putObject("riskScore").put("level", holds ? "LOW" : "HIGH");
        body.withObject("/actions/signon").put("access", "ALLOW");
        return body;
    }
}
