package gatehouse.signin.engine;

import gatehouse.kernel.http.Call;
import gatehouse.policy.assurance.Way;
import gatehouse.policy.authenticators.Authenticator.Use;
import gatehouse.policy.factors.Factors;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.steps.Option;
import gatehouse.signin.steps.Step;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is asked of somebody who has typed a name and proved nothing. It is the same whether there
 * is such an account or not, so it depends on the org alone.
 */
final class FirstProof {
    private static final Set<Kind> KINDS =
            EnumSet.of(Kind.PASSWORD, Kind.EMAIL, Kind.WEBAUTHN, Kind.GOOGLE_OTP, Kind.OKTA_TOTP);

    private final Circumspection circumspection;
    private final Factors factors;
    private final Recovery recovery;

    FirstProof(Circumspection circumspection, Factors factors, Recovery recovery) {
        this.circumspection = circumspection;
        this.factors = factors;
        this.recovery = recovery;
    }

    Step of(Call call, Flow flow) {
        var options = options(call, flow);
        boolean recovers = recovery.resets(call, flow);
        return flow.state().pending() == null
                ? options.stream()
                        .filter(option -> option.key().equals(Kind.PASSWORD.key()))
                        .findFirst()
                        .<Step>map(password -> Asking.first(password, options, recovers))
                        .orElseGet(() -> Asking.proof(flow, options, recovers))
                : Asking.proof(flow, options, recovers);
    }

    private List<Option> options(Call call, Flow flow) {
        var known = factors.authenticators(call.db(), call.org().id());
        return Options.ofAnybody(
                known, KINDS, Use.SIGN_IN, useful(call, flow, Options.ways(known, KINDS)));
    }

    /** A password always: somebody else's policy may want it. */
    private Set<Way> useful(Call call, Flow flow, List<Way> possible) {
        var at = circumspection.anybody(call, flow);
        var policies = circumspection.policies();
        var demands = Demands.of(flow, policies.session(at), false, policies.access(at), possible);
        var useful = new HashSet<>(demands.useful(flow, possible));
        possible.stream().filter(way -> way.key().equals(Kind.PASSWORD.key())).forEach(useful::add);
        return useful;
    }
}
