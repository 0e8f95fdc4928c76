package gatehouse.policy.evaluation.conditions;

import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Fact;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One condition of a policy or a rule.
 *
 * @param type as a simulation calls it: {@code people.groups.include}, {@code network.zone} …
 * @param about what it must know
 * @param test whether it holds
 * @param seen what it looked at, for whoever asks why
 */
public record Condition(
        String type,
        Fact about,
        Predicate<Circumstances> test,
        Function<Circumstances, String> seen) {

    public boolean holds(Circumstances at) {
        return test.test(at);
    }

    public Verdict verdict(Circumstances at) {
        if (at.unknown().contains(about)) {
            return Verdict.UNDEFINED;
        }
        return holds(at) ? Verdict.MATCH : Verdict.NOT_MATCH;
    }
}
