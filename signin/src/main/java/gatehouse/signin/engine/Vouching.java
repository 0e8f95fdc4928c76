package gatehouse.signin.engine;

import gatehouse.kernel.http.Call;
import gatehouse.policy.evaluation.Evaluations;
import gatehouse.policy.evaluation.decisions.DiscoveryDecision;
import gatehouse.policy.evaluation.decisions.DiscoveryDecision.Provider;
import gatehouse.signin.circumspection.Circumspection;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Step;
import java.util.List;
import java.util.Optional;

/**
 * Who vouches for somebody of the name that was typed (IDP_DISCOVERY). There is nobody but
 * ourselves, so a person for whom somebody else must does not come in.
 */
final class Vouching {
    private final Circumspection circumspection;

    Vouching(Circumspection circumspection) {
        this.circumspection = circumspection;
    }

    /** Nothing where we do. It was asked before whoever is signed in was. */
    Optional<Step> elsewhere(Call call, Flow flow) {
        if (flow.state().rested() != null) {
            return Optional.empty();
        }
        var at = circumspection.anybody(call, flow);
        var decision = circumspection.policies().discovery(at);
        return ours(decision)
                ? Optional.empty()
                : Optional.of(
                        new Step.Refused(
                                Complaint.of(Complaint.Kind.DENIED),
                                List.of(Evaluations.event(at, decision.why(), "DENY"))));
    }

    private static boolean ours(DiscoveryDecision decision) {
        return decision.fallsBack()
                || (decision.match() == null
                        && decision.providers().stream().anyMatch(Provider::isOurs));
    }
}
