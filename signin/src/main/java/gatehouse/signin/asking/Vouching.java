package gatehouse.signin.asking;

import gatehouse.kernel.http.Call;
import gatehouse.policy.evaluation.Evaluations;
import gatehouse.policy.evaluation.decisions.DiscoveryDecision;
import gatehouse.policy.evaluation.decisions.DiscoveryDecision.Match;
import gatehouse.policy.evaluation.decisions.DiscoveryDecision.Provider;
import gatehouse.signin.circumspection.Circumspection;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.flow.Purpose;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Voucher;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Who vouches for somebody of the name that was typed (IDP_DISCOVERY): we, or somebody else. */
public final class Vouching {
    /** That the other provider failed, in {@link gatehouse.signin.flow.State#skipped}. */
    public static final String FAILED = "vouching";

    private final Circumspection circumspection;

    public Vouching(Circumspection circumspection) {
        this.circumspection = circumspection;
    }

    private DiscoveryDecision decision(Call call, Flow flow) {
        return circumspection.policies().discovery(circumspection.anybody(call, flow));
    }

    /**
     * Who is it? Somebody else tells of everybody at once, or the person says so.
     *
     * @param question what they are asked, and who else can tell where we can too
     */
    Step asked(Call call, Flow flow, Function<List<Voucher>, Step> question) {
        if (!asks(call, flow)) {
            return question.apply(List.of());
        }
        var decision = decision(call, flow);
        return there(call, flow, decision)
                .orElseGet(
                        () -> question.apply(ours(decision) ? others(call, decision) : List.of()));
    }

    /** Whether a name may lead elsewhere, where a password of ours is nothing. */
    boolean mayLead(Call call) {
        return !circumspection.vouchers().active(call).isEmpty();
    }

    /** Most orgs have no other providers, and need not be asked. */
    private boolean asks(Call call, Flow flow) {
        return flow.state().mode() == Mode.SIGN_IN
                && flow.purpose() != Purpose.DIRECT
                && mayLead(call);
    }

    /** Nothing where we do. It was asked before whoever is signed in was. */
    public Optional<Step> elsewhere(Call call, Flow flow) {
        if (flow.state().rested() != null) {
            return Optional.empty();
        }
        var decision = decision(call, flow);
        return ours(decision)
                ? Optional.empty()
                : there(call, flow, decision).or(() -> refused(call, flow, decision));
    }

    private Optional<Step> there(Call call, Flow flow, DiscoveryDecision decision) {
        boolean failed = decision.fallsBack() && flow.state().skipped().contains(FAILED);
        if (ours(decision) || failed || flow.purpose() == Purpose.DIRECT) {
            return Optional.empty();
        }
        var others = others(call, decision);
        return others.isEmpty() ? Optional.empty() : Optional.of(new Step.Elsewhere(others));
    }

    /** Nobody is there to tell, or a program asks, which cannot send people elsewhere. */
    private Optional<Step> refused(Call call, Flow flow, DiscoveryDecision decision) {
        var at = circumspection.anybody(call, flow);
        return decision.fallsBack()
                ? Optional.empty()
                : Optional.of(
                        Step.Refused.of(
                                Complaint.Kind.DENIED,
                                Evaluations.event(at, decision.why(), "DENY")));
    }

    private static boolean ours(DiscoveryDecision decision) {
        return decision.match() == null && decision.providers().stream().anyMatch(Provider::isOurs);
    }

    private List<Voucher> others(Call call, DiscoveryDecision decision) {
        return circumspection.vouchers().active(call).stream()
                .filter(one -> means(decision, one))
                .toList();
    }

    private static boolean means(DiscoveryDecision decision, Voucher one) {
        var match = decision.match();
        return match == null
                ? decision.providers().stream().anyMatch(it -> one.id().equals(it.id()))
                : property(one, match).equalsIgnoreCase(match.value());
    }

    private static String property(Voucher one, Match match) {
        return match.property().equals("id") ? one.id() : one.name();
    }
}
