package gatehouse.signin.asking;

import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Params;
import gatehouse.platform.attackprotection.AttackProtection;
import gatehouse.policy.assurance.Proof;
import gatehouse.policy.assurance.Way;
import gatehouse.policy.authenticators.Authenticator.Use;
import gatehouse.policy.factors.Factors;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.signin.circumspection.Circumspection;
import gatehouse.signin.demands.Demands;
import gatehouse.signin.demands.Options;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Purpose;
import gatehouse.signin.steps.Option;
import gatehouse.signin.steps.Step;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is asked of somebody who has typed a name and proved nothing. It is the same whether there
 * is such an account or not, so it depends on the org alone.
 */
public final class FirstProof {
    /** By which of our words a client asks for a telephone, where it speaks for a person. */
    public static final String CHANNEL = "channel";

    private static final Map<String, Kind> TELEPHONES = Map.of("sms", Kind.SMS, "voice", Kind.CALL);

    private static final Set<Kind> KINDS =
            EnumSet.of(Kind.PASSWORD, Kind.EMAIL, Kind.WEBAUTHN, Kind.GOOGLE_OTP, Kind.OKTA_TOTP);

    private final Circumspection circumspection;
    private final Factors factors;
    private final Recovery recovery;
    private final AttackProtection protection;
    private final Vouching vouching;

    FirstProof(
            Circumspection circumspection,
            Factors factors,
            Vouching vouching,
            Recovery recovery,
            AttackProtection protection) {
        this.protection = protection;
        this.circumspection = circumspection;
        this.factors = factors;
        this.recovery = recovery;
        this.vouching = vouching;
    }

    Step of(Call call, Flow flow) {
        return vouching.elsewhere(call, flow).orElseGet(() -> asked(call, flow));
    }

    private Step asked(Call call, Flow flow) {
        var options = options(call, flow);
        boolean recovers = recovery.resets(call, flow);
        return flow.state().pending() == null
                ? options.stream()
                        .filter(FirstProof::isPassword)
                        .findFirst()
                        .<Step>map(password -> Asking.first(password, options, recovers))
                        .orElseGet(() -> Asking.proof(flow, options, recovers))
                : Asking.proof(flow, options, recovers);
    }

    /** Whether a person may say their password with their name. */
    boolean mayBePassword(Call call, Flow flow) {
        return !vouching.mayLead(call)
                && (!possessionFirst(call)
                        || options(call, flow).stream().anyMatch(FirstProof::isPassword));
    }

    /** Where some have no mailbox to show, they would have nothing to begin with. */
    private boolean possessionFirst(Call call) {
        var org = call.org().id();
        return protection.asksForPossessionFirst(call.db(), org)
                && circumspection.policies().autoEnrollment().ofEverybody(org);
    }

    private static boolean isPassword(Way way) {
        return way.key().equals(Kind.PASSWORD.key());
    }

    private static boolean isPassword(Option option) {
        return option.key().equals(Kind.PASSWORD.key());
    }

    private List<Option> options(Call call, Flow flow) {
        var known = factors.authenticators(call.db(), call.org().id());
        var kinds = kinds(flow);
        var possible = Options.ways(known, kinds);
        var demands = demands(call, flow, possible);
        if (possessionFirst(call)) {
            var others = beside(flow, demands, possible);
            var options = Options.ofAnybody(known, kinds, Use.SIGN_IN, others);
            if (options.stream().anyMatch(option -> option.key().equals(Kind.EMAIL.key()))) {
                return options;
            }
        }
        return Options.ofAnybody(known, kinds, Use.SIGN_IN, useful(flow, demands, possible));
    }

    /**
     * What is wanted of somebody who knows their password. Everybody has a mailbox, so that nobody
     * is left with nothing to show; where that does not count, a password comes first as ever.
     */
    private static Set<Way> beside(Flow flow, Demands demands, List<Way> possible) {
        return possible.stream()
                .filter(FirstProof::isPassword)
                .findFirst()
                .map(way -> flow.state().proved(Proof.of(way, flow.began())))
                .map(state -> demands.useful(flow.with(flow.version(), state), possible))
                .orElse(Set.of());
    }

    private Demands demands(Call call, Flow flow, List<Way> possible) {
        var at = circumspection.anybody(call, flow);
        var policies = circumspection.policies();
        return Demands.of(flow, policies.session(at), false, policies.access(at), possible);
    }

    /** Strangers ring nobody up: a telephone comes first only where a known client asks for it. */
    private static Set<Kind> kinds(Flow flow) {
        var channel =
                flow.purpose() == Purpose.DIRECT
                        ? Params.parse(flow.params()).first(CHANNEL)
                        : null;
        var telephone = channel == null ? null : TELEPHONES.get(channel);
        if (telephone == null) {
            return KINDS;
        }
        var kinds = EnumSet.copyOf(KINDS);
        kinds.add(telephone);
        return kinds;
    }

    /** A password always: somebody else's policy may want it. */
    private static Set<Way> useful(Flow flow, Demands demands, List<Way> possible) {
        var useful = new HashSet<>(demands.useful(flow, possible));
        possible.stream().filter(FirstProof::isPassword).forEach(useful::add);
        return useful;
    }
}
