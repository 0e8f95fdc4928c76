package gatehouse.policy.evaluation;

import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.conditions.Condition;
import gatehouse.policy.evaluation.conditions.Verdict;
import gatehouse.policy.evaluation.decisions.Explanation.Looked;
import gatehouse.policy.evaluation.decisions.Explanation.Named;
import gatehouse.policy.evaluation.decisions.Explanation.Traced;
import java.util.ArrayList;
import java.util.List;

/** Walks the way of a decision once more, slowly, and notes what it sees. */
final class Tracing {
    private final Circumstances at;

    Tracing(Circumstances at) {
        this.at = at;
    }

    /** Up to the first policy that surely decides. */
    <D> List<Traced> policies(List<CompiledPolicy<D>> policies) {
        var all = new ArrayList<Traced>();
        for (var policy : policies) {
            var traced = policy(policy);
            all.add(traced);
            if (traced.verdict() == Verdict.MATCH
                    && traced.rules().stream().anyMatch(r -> r.verdict() == Verdict.MATCH)) {
                break;
            }
        }
        return all;
    }

    private <D> Traced policy(CompiledPolicy<D> policy) {
        var looked = conditions(policy.conditions());
        var verdict = verdict(looked);
        var rules = new ArrayList<Traced>();
        if (verdict != Verdict.NOT_MATCH) {
            for (var rule : policy.rules()) {
                var traced = one(rule.name(), conditions(rule.conditions()));
                rules.add(traced);
                if (traced.verdict() == Verdict.MATCH) {
                    break;
                }
            }
        }
        return new Traced(policy.name(), verdict, looked, rules);
    }

    private static Traced one(Named name, List<Looked> looked) {
        return new Traced(name, verdict(looked), looked, List.of());
    }

    /** Up to the first that surely fails, as the decision itself did. */
    private List<Looked> conditions(List<Condition> conditions) {
        var all = new ArrayList<Looked>();
        for (var condition : conditions) {
            var verdict = condition.verdict(at);
            var seen = verdict == Verdict.UNDEFINED ? "" : condition.seen().apply(at);
            all.add(new Looked(condition.type(), seen, verdict));
            if (verdict == Verdict.NOT_MATCH) {
                break;
            }
        }
        return all;
    }

    private static Verdict verdict(List<Looked> looked) {
        var verdict = Verdict.MATCH;
        for (var one : looked) {
            if (one.verdict() == Verdict.NOT_MATCH) {
                return Verdict.NOT_MATCH;
            }
            if (one.verdict() == Verdict.UNDEFINED) {
                verdict = Verdict.UNDEFINED;
            }
        }
        return verdict;
    }
}
