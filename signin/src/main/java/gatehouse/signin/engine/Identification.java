package gatehouse.signin.engine;

import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.http.Call;
import gatehouse.signin.asking.Vouching;
import gatehouse.signin.circumspection.Circumspection;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.flow.State;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Turn;
import org.jspecify.annotations.Nullable;

/** Who it is: the person says so, or their passkey does. */
final class Identification {
    private final Engine engine;
    private final Challenges challenges;
    private final Passkeys passkeys;
    private final Circumspection circumspection;
    private final Vouching vouching;

    Identification(
            Engine engine,
            Challenges challenges,
            Passkeys passkeys,
            Vouching vouching,
            Circumspection circumspection) {
        this.circumspection = circumspection;
        this.vouching = vouching;
        this.engine = engine;
        this.challenges = challenges;
        this.passkeys = passkeys;
    }

    Turn answer(Call call, Turn turn, Answer answer) {
        return switch (answer) {
            case Answer.Identify named -> named(call, turn, named);
            case Answer.Present shown -> shown(call, turn, shown);
            default -> turn;
        };
    }

    private Turn named(Call call, Turn turn, Answer.Identify said) {
        if (said.identifier().isBlank()) {
            return turn.complaining(Complaint.Kind.MISSING);
        }
        var name = said.identifier().strip();
        var next =
                turn.flow()
                        .state()
                        .identified(name, whom(call, turn.flow(), name), said.remember());
        var password = said.password();
        return password == null || password.isEmpty()
                ? engine.move(call, turn.flow(), next)
                : named(call, turn.flow(), next, password);
    }

    /** A name with its password: where that is right, one statement notes both. */
    private Turn named(Call call, Flow flow, State named, String password) {
        var asked = engine.look(call, flow.with(flow.version(), named));
        var tried = challenges.password(call, asked, password);
        if (tried.flow().version() != flow.version()) {
            return tried;
        }
        var noted = engine.move(call, flow, named);
        return tried.complaint() == null ? noted : noted.complaining(tried.complaint());
    }

    /**
     * By what the user profile policy lets people say who they are. Nobody recovers here what they
     * have elsewhere.
     */
    private @Nullable String whom(Call call, Flow flow, String name) {
        var at = circumspection.anybody(call, flow).naming(name);
        var attributes = circumspection.policies().profileEnrollment(at).identifiers();
        return call.db()
                .reading(call.principal(), tx -> UserStore.identified(tx, name, attributes))
                .filter(user -> flow.state().mode() == Mode.SIGN_IN || !user.provider().elsewhere())
                .map(User::id)
                .orElse(null);
    }

    private Turn shown(Call call, Turn turn, Answer.Present shown) {
        return passkeys.find(call, turn, shown)
                .map(found ->
                        switch (found) {
                            case Passkeys.Found.Person(var state) ->
                                    known(call, turn.flow(), state);
                            case Passkeys.Found.Nobody(var why) -> turn.complaining(why);
                        })
                .orElse(turn);
    }

    private Turn known(Call call, Flow flow, State state) {
        return vouching.elsewhere(call, flow.with(flow.version(), state))
                .map(step ->
                        step instanceof Step.Elsewhere
                                ? engine.move(call, flow, unproved(state))
                                : new Turn(flow, step, null))
                .orElseGet(() -> engine.move(call, flow, state));
    }

    /** Only who it is: somebody else has to tell that they are. */
    private static State unproved(State state) {
        return state.identified(String.valueOf(state.identifier()), state.user(), state.remember());
    }
}
