package gatehouse.signin.asking;

import gatehouse.policy.assurance.Way;
import gatehouse.policy.authenticators.Authenticator.Use;
import gatehouse.policy.authenticators.Authenticators.Known;
import gatehouse.policy.evaluation.PolicyEngine;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.decisions.AccessDecision;
import gatehouse.policy.evaluation.decisions.PasswordDecision;
import gatehouse.policy.factors.Unlocking;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Standing;
import gatehouse.signin.demands.Knowledge;
import gatehouse.signin.demands.Options;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.steps.Step;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What must be proved before an account is recovered or unlocked: the account management policy
 * says so where a password policy leaves it to that.
 */
final class AccountManagement {
    private static final Set<Kind> BESIDE_PASSWORDS =
            EnumSet.complementOf(EnumSet.of(Kind.PASSWORD));

    private final PasswordDecision password;
    private final @Nullable AccessDecision access;

    private AccountManagement(PasswordDecision password, @Nullable AccessDecision access) {
        this.password = password;
        this.access = access;
    }

    static AccountManagement of(
            PolicyEngine policies, PasswordDecision decision, Circumstances at) {
        return new AccountManagement(
                decision, decision.leaves() ? policies.accountManagement(at).orElse(null) : null);
    }

    boolean refuses() {
        return access != null && !access.allowed();
    }

    /** With which methods anybody may begin; nothing where the password policy says so. */
    Optional<Set<String>> methods(Known known, Flow flow) {
        return Optional.ofNullable(access)
                .map(asked ->
                        asked
                                .assurance()
                                .useful(
                                        List.of(),
                                        Options.ways(known, BESIDE_PASSWORDS),
                                        flow.began())
                                .stream()
                                .map(way -> way.method())
                                .collect(Collectors.toSet()));
    }

    /**
     * What a person has to prove yet.
     *
     * @param refused where they have nothing that would do
     * @return nothing where it is enough
     */
    Optional<Step> more(Flow flow, Standing standing, Step refused) {
        var proofs = flow.state().proofs();
        boolean enough =
                access == null
                        ? !password.stepUp().required() || proofs.size() > 1
                        : access.assurance().satisfied(proofs, flow.began());
        if (enough) {
            return Optional.empty();
        }
        var mine = standing.usable(Use.RECOVERY).stream().filter(one -> may(flow, one)).toList();
        var ways = mine.stream().map(Knowledge::way).toList();
        var useful =
                access == null
                        ? others(flow, ways)
                        : access.assurance().useful(proofs, ways, flow.began());
        return Optional.of(
                useful.isEmpty()
                        ? refused
                        : Asking.proof(flow, Options.toProve(standing, mine, useful), false));
    }

    private boolean may(Flow flow, Enrollment one) {
        var methods = password.stepUp().methods();
        boolean rests = flow.state().mode() == Mode.UNLOCK && !Unlocking.isBy(one.kind());
        return one.kind() != Kind.PASSWORD
                && !rests
                && (access != null || methods.isEmpty() || methods.contains(one.kind().method()));
    }

    /** One more than was proved. */
    private static Set<Way> others(Flow flow, List<Way> ways) {
        return ways.stream()
                .filter(way ->
                        flow.state().proofs().stream().noneMatch(proof -> proof.way().matches(way)))
                .collect(Collectors.toSet());
    }
}
