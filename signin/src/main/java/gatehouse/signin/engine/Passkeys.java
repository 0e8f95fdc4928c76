package gatehouse.signin.engine;

import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.policy.authenticators.Method;
import gatehouse.policy.factors.Factors;
import gatehouse.policy.factors.Verdict;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.signin.demands.Knowledge;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.flow.State;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.PasskeyOffer;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Turn;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Passkeys that say themselves whose they are, where the org wants that. */
final class Passkeys {
    private static final String AUTOFILL = "enableAutofillUI";
    private static final String BUTTON = "showSignInWithAPasskeyButton";

    private final Factors factors;

    Passkeys(Factors factors) {
        this.factors = factors;
    }

    /** What a page that asks who it is may ask the browser for; what it asked before is void. */
    Optional<PasskeyOffer> offer(Call call, Turn turn) {
        if (!asksWho(turn.step())) {
            return Optional.empty();
        }
        return settings(call).map(settings -> offer(call, turn.flow(), settings));
    }

    private static boolean asksWho(Step step) {
        return step instanceof Step.Identify(var mode, _, _, _, _, _) && mode == Mode.SIGN_IN;
    }

    private PasskeyOffer offer(Call call, Flow flow, JsonNode settings) {
        ObjectNode challenge =
                factors.challengeAnyone(call.db(), Proving.occasion(call, flow)).options();
        challenge.remove("allowCredentials");
        return new PasskeyOffer(
                challenge,
                settings.path(AUTOFILL).asBoolean(false),
                settings.path(BUTTON).asBoolean(false));
    }

    /** Empty where the org does not want it. */
    private Optional<JsonNode> settings(Call call) {
        return factors.authenticators(call.db(), call.org().id())
                .key(Kind.WEBAUTHN.key())
                .filter(one -> one.allows(Kind.WEBAUTHN.method()))
                .flatMap(one -> one.method(Kind.WEBAUTHN.method()))
                .map(Method::settings)
                .filter(settings ->
                        settings.path(AUTOFILL).asBoolean(false)
                                || settings.path(BUTTON).asBoolean(false));
    }

    /** Who it is, and that they proved it; or why not. */
    sealed interface Found {
        record Person(State state) implements Found {}

        record Nobody(Complaint why) implements Found {}
    }

    Optional<Found> find(Call call, Turn turn, Answer.Present shown) {
        return asksWho(turn.step()) && settings(call).isPresent()
                ? Optional.of(found(call, turn.flow(), shown))
                : Optional.empty();
    }

    private Found found(Call call, Flow flow, Answer.Present shown) {
        try {
            var occasion = Proving.occasion(call, flow);
            return switch (factors.verifyAnyone(call.db(), occasion, shown.credentials())) {
                case Verdict.Accepted(var enrollment, var traits) ->
                        person(
                                call,
                                flow,
                                enrollment.user(),
                                Proving.proof(call, Knowledge.way(enrollment), traits));
                case Verdict.Expired _ -> nobody(Complaint.Kind.EXPIRED_CODE);
                case Verdict.TooMany _ -> nobody(Complaint.Kind.TOO_MANY);
                case Verdict.Wrong _, Verdict.Replayed _, Verdict.Locked _, Verdict.MustChange _ ->
                        nobody(Complaint.Kind.WRONG_CREDENTIALS);
            };
        } catch (Problem refused) {
            return new Found.Nobody(Proving.complaint(refused));
        }
    }

    private static Found person(
            Call call, Flow flow, String whom, gatehouse.policy.assurance.Proof proof) {
        return call.db()
                .reading(call.principal(), tx -> UserStore.byId(tx, whom))
                .map(user -> flow.state().identified(user.login(), whom, null).proved(proof))
                .<Found>map(Found.Person::new)
                .orElseGet(() -> nobody(Complaint.Kind.WRONG_CREDENTIALS));
    }

    private static Found nobody(Complaint.Kind why) {
        return new Found.Nobody(Complaint.of(why));
    }
}
