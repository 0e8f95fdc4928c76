package gatehouse.policy.evaluation;

import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.conditions.Condition;
import gatehouse.policy.evaluation.conditions.Conditions;
import gatehouse.policy.evaluation.decisions.Explanation;
import gatehouse.policy.evaluation.decisions.Explanation.Named;
import gatehouse.policy.policies.Policy;
import gatehouse.policy.policies.PolicyRule;
import java.util.List;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/**
 * A policy with its rules that are switched on, in their order, read once.
 *
 * @param <D> what it decides
 */
record CompiledPolicy<D>(Named name, List<Condition> conditions, List<Rule<D>> rules) {
    record Rule<D>(
            Named name,
            List<Condition> conditions,
            BiFunction<Circumstances, Explanation, D> decide) {}

    /** Reads what a rule decides. */
    @FunctionalInterface
    interface Reader<D> {
        /**
         * @param body of the policy
         * @param actions of the rule
         */
        BiFunction<Circumstances, Explanation, D> read(JsonNode body, JsonNode actions);
    }

    static <D> CompiledPolicy<D> of(Policy policy, List<PolicyRule> rules, Reader<D> reader) {
        return new CompiledPolicy<>(
                new Named(policy.id(), policy.name(), "PolicyEntity"),
                conditions(policy.system(), policy.body()),
                rules.stream()
                        .filter(rule -> rule.status().equals("ACTIVE"))
                        .map(rule -> rule(policy, rule, reader))
                        .toList());
    }

    private static <D> Rule<D> rule(Policy policy, PolicyRule rule, Reader<D> reader) {
        return new Rule<>(
                new Named(rule.id(), rule.name(), "PolicyRule"),
                conditions(rule.system(), rule.body()),
                reader.read(policy.body(), rule.body().path("actions")));
    }

    /** What is ours holds for whoever is left. */
    private static List<Condition> conditions(boolean system, JsonNode body) {
        return system ? List.of() : Conditions.read(body.path("conditions"));
    }

    static boolean hold(List<Condition> conditions, Circumstances at) {
        for (int i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).holds(at)) {
                return false;
            }
        }
        return true;
    }
}
