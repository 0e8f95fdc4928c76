package gatehouse.signin.engine;

import gatehouse.directory.users.PasswordChange;
import gatehouse.directory.users.UserLifecycle;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.policy.assurance.Proof;
import gatehouse.signin.asking.Asking;
import gatehouse.signin.asking.PasswordAge;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Flows;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.flow.State;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Step.NewPassword.Reason;
import gatehouse.signin.steps.Turn;
import java.util.List;
import java.util.Objects;

/** A new password is chosen: the step it completes and the password change together, or not. */
final class NewPasswords {
    private final Engine engine;
    private final PasswordChange passwords;
    private final UserLifecycle lifecycle;

    NewPasswords(Engine engine, PasswordChange passwords, UserLifecycle lifecycle) {
        this.engine = engine;
        this.passwords = passwords;
        this.lifecycle = lifecycle;
    }

    Turn answer(Call call, Turn turn, Step.NewPassword asked, Answer answer) {
        return switch (answer) {
            case Answer.Skip _ ->
                    asked.reason() == Reason.EXPIRES_SOON
                            ? engine.move(
                                    call,
                                    turn.flow(),
                                    turn.flow().state().without(PasswordAge.PUT_OFF))
                            : turn;
            case Answer.Prove proof ->
                    proof.passcode().isEmpty()
                            ? turn.complaining(Complaint.Kind.MISSING)
                            : choose(call, turn, asked, proof.passcode());
            default -> turn;
        };
    }

    private Turn choose(Call call, Turn turn, Step.NewPassword asked, String chosen) {
        var flow = turn.flow();
        var whom = Objects.requireNonNull(flow.state().user());
        var user =
                call.db().reading(call.principal(), tx -> UserStore.byId(tx, whom)).orElseThrow();
        var next = next(call, flow, asked);
        try {
            passwords.choose(
                    call.db(),
                    call.principal(),
                    user,
                    chosen,
                    call.origin(),
                    tx -> moved(tx, flow, next, asked, whom));
        } catch (Problem refused) {
            var why = refused.causes().isEmpty() ? List.of(refused.summary()) : refused.causes();
            return turn.complaining(new Complaint(Complaint.Kind.PASSWORD_REFUSED, why));
        }
        return engine.again(call, flow);
    }

    /** Of what was proved to recover, nothing counts for signing in. */
    private static State next(Call call, Flow flow, Step.NewPassword asked) {
        var state =
                asked.reason() == Reason.FORGOTTEN ? flow.state().in(Mode.SIGN_IN) : flow.state();
        var way = Asking.pending(asked.password()).way();
        return state.proved(Proof.of(way, call.db().world().now()));
    }

    private boolean moved(Tx tx, Flow flow, State next, Step.NewPassword asked, String whom) {
        return asked.reason() == Reason.FORGOTTEN
                ? alone(tx, flow, next, whom)
                : Flows.move(tx, flow, next).isPresent();
    }

    /**
     * Whoever came in with a password that was forgotten is out, and so is whoever was about to.
     * This sign-in alone goes on: it has nothing proved while the others end.
     */
    private boolean alone(Tx tx, Flow flow, State next, String whom) {
        if (Flows.move(tx, flow, flow.state().in(Mode.SIGN_IN)).isEmpty()) {
            return false;
        }
        lifecycle.ended(tx, whom);
        return Flows.again(tx, flow).flatMap(now -> Flows.move(tx, now, next)).isPresent();
    }
}
