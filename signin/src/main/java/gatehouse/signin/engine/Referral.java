package gatehouse.signin.engine;

import gatehouse.directory.users.User;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Params;
import gatehouse.policy.assurance.Proof;
import gatehouse.policy.assurance.Trait;
import gatehouse.policy.assurance.Way;
import gatehouse.policy.authenticators.Authenticator;
import gatehouse.signin.asking.Vouching;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Flows;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.flow.Pending;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Option;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Turn;
import gatehouse.signin.steps.Voucher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * People who go to another provider and come back with its word. Where they may go is what their
 * sign-in asks for at that moment; whoever comes back is asked whether it was for that.
 */
public final class Referral {
    private static final String STATE = "state";

    private final Engine engine;

    public Referral(Engine engine) {
        this.engine = engine;
    }

    /**
     * Somebody leaves. From here on their sign-in is nothing without their browser: else it could
     * be begun by one person and proved by another.
     *
     * @param state by which they are known when they come back, or its hash
     * @param browser the secret of theirs
     * @return nothing where this provider has no say at this moment
     */
    public Optional<Flow> leave(
            Call call, Turn turn, Voucher provider, String state, String browser) {
        var flow = turn.flow();
        return asked(turn, provider)
                .map(pending -> pending.with(pending.data().deepCopy().put(STATE, state)))
                .flatMap(pending ->
                        call.db()
                                .once(
                                        call.principal(),
                                        tx ->
                                                Flows.leave(
                                                        tx,
                                                        flow,
                                                        flow.state().asking(pending),
                                                        browser)));
    }

    /** As what its word is asked for. */
    private static Optional<Pending> asked(Turn turn, Voucher provider) {
        return switch (turn.step()) {
            case Step.Elsewhere(var vouchers) -> first(vouchers.contains(provider), provider);
            case Step.Identify asked ->
                    first(
                            asked.mode() == Mode.SIGN_IN
                                    && (asked.vouchers().contains(provider)
                                            || isWanted(turn.flow(), provider)),
                            provider);
            case Step.Choose(var options, _) -> among(options, provider);
            case Step.Challenge asked -> {
                var all = new ArrayList<>(asked.others());
                all.add(asked.current());
                yield among(all, provider);
            }
            case Step.Enroll asked ->
                    Optional.of(asked.pending()).filter(_ -> asked.current().means(provider));
            default -> Optional.empty();
        };
    }

    private static Optional<Pending> first(boolean may, Voucher provider) {
        return may
                ? Optional.of(pending(Way.at(provider.id()), provider.id(), provider.data()))
                : Optional.empty();
    }

    private static Optional<Pending> among(List<Option> options, Voucher provider) {
        return options.stream()
                .filter(option -> option.means(provider))
                .findFirst()
                .map(option -> pending(option.way(), option.id(), option.profile()));
    }

    private static Pending pending(Way way, String id, ObjectNode data) {
        return new Pending(false, id, way.key(), way.method(), null, data);
    }

    /** The client said who shall tell (Okta: {@code idp} of a request to {@code /authorize}). */
    public static boolean isWanted(Flow flow, Voucher provider) {
        return flow.purpose().ofClient()
                && provider.id().equals(Params.parse(flow.params()).first("idp"));
    }

    /** Whether a sign-in waits for a provider's word by that state. */
    public static boolean awaits(Flow flow, String state) {
        var pending = flow.state().pending();
        return pending != null && pending.data().path(STATE).asString("").equals(state);
    }

    /**
     * Whether its word is asked for as a factor: then it must be of the person who signs in, and
     * makes nobody.
     */
    public static boolean isFactor(Flow flow) {
        var pending = flow.state().pending();
        return pending != null && pending.key().equals(Authenticator.EXTERNAL_IDP);
    }

    /** Of a sign-in that waits for it. */
    public static String provider(Flow flow) {
        var pending = flow.state().pending();
        return pending == null ? "" : pending.data().at("/idp/id").asString("");
    }

    /** Whether what is asked for must be proved now, since what was proved before is not enough. */
    public static boolean isAfresh(Flow flow) {
        var wanted = Params.parse(flow.params()).first("prompt");
        return !flow.state().proofs().isEmpty()
                || (flow.purpose().ofClient() && String.valueOf(wanted).contains("login"));
    }

    /**
     * A provider vouches for somebody.
     *
     * @param shown what it says of how they proved it, where that is believed
     */
    public Turn vouched(Call call, Flow flow, User user, Set<Trait> shown) {
        var state = flow.state();
        var pending = state.pending();
        if (pending == null) {
            return engine.look(call, flow);
        }
        if (isFactor(flow)) {
            return engine.challenges.vouched(call, flow, pending, user.id());
        }
        var proof = Proof.of(pending.way(), call.db().world().now()).showing(shown);
        if (state.proofs().isEmpty() && pending.key().equals(Way.FEDERATION)) {
            var known = state.identified(user.login(), user.id(), state.remember());
            return engine.move(call, flow, known.proved(proof));
        }
        return user.id().equals(state.user())
                ? engine.move(call, flow, state.proved(proof))
                : engine.move(call, flow, state.asking(null))
                        .complaining(Complaint.Kind.WRONG_CREDENTIALS);
    }

    /** It does not; where the policy says so, people may sign in here then. */
    public Turn failed(Call call, Flow flow) {
        return engine.move(call, flow, flow.state().asking(null).without(Vouching.FAILED));
    }
}
