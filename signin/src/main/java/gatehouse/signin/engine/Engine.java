package gatehouse.signin.engine;

import gatehouse.directory.users.PasswordChange;
import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.signin.SignIn;
import gatehouse.signin.SignIn.Outcome;
import gatehouse.signin.engine.Complaint.Kind;
import gatehouse.signin.sessions.Proof;
import gatehouse.signin.sessions.Sessions;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes a sign-in from step to step. What a person proves is tried first, and then noted in one
 * conditional statement; whoever comes with a version that is no longer the last is shown where it
 * stands.
 */
public final class Engine {
    private final SignIn signIn;
    private final PasswordChange passwords;
    private final Decider decider;

    public Engine(SignIn signIn, PasswordChange passwords) {
        this.signIn = signIn;
        this.passwords = passwords;
        this.decider = new Decider(passwords);
    }

    /** How it stands. */
    public Turn look(Call call, Flow flow) {
        return call.db()
                .reading(
                        call.principal(),
                        tx ->
                                Flows.again(tx, flow)
                                        .map(now ->
                                                new Turn(now, decider.next(call, tx, now), null))
                                        .orElseGet(() -> new Turn(flow, new Step.Gone(), null)));
    }

    /** Forgets what was reached, and begins anew. */
    public Turn restart(Call call, Flow flow) {
        return move(call, flow, State.NEW);
    }

    /** Takes an answer. */
    public Turn answer(Call call, Flow flow, Answer answer) {
        var turn = look(call, flow);
        return switch (turn.step()) {
            case Step.Identify _ -> identify(call, turn, answer);
            case Step.Challenge(_, var pending, _) -> challenge(call, turn, pending, answer);
            case Step.NewPassword(_, _, _, _) -> newPassword(call, turn, answer);
            case Step.Choose _, Step.Done _, Step.Refused _, Step.Gone _ -> turn;
        };
    }

    /**
     * Ends a sign-in that is done: the session of its person.
     *
     * @param tx in which what it was for is handed out too
     * @param turn whose step is {@link Step.Done}
     * @return nothing where somebody else ended or changed it
     */
    public static Optional<Sessions.Started> finish(
            gatehouse.kernel.db.Tx tx, Call call, Turn turn) {
        if (!(turn.step() instanceof Step.Done(var user)) || !Flows.over(tx, turn.flow())) {
            return Optional.empty();
        }
        var state = turn.flow().state();
        return Optional.of(
                Sessions.start(tx, user, state.remember(), call.request(), state.proofs()));
    }

    private Turn identify(Call call, Turn turn, Answer answer) {
        if (!(answer instanceof Answer.Identify(var typed, var password, var remember))) {
            return turn;
        }
        if (typed.isBlank()) {
            return turn.complaining(Kind.MISSING);
        }
        var identified = move(call, turn.flow(), typed.strip(), remember);
        return password == null || password.isEmpty()
                ? identified
                : password(call, identified, password);
    }

    private Turn move(Call call, Flow flow, String typed, boolean remember) {
        var whom =
                call.db()
                        .reading(call.principal(), tx -> UserStore.byLogin(tx, typed))
                        .map(User::id)
                        .orElse(null);
        return move(call, flow, flow.state().identified(typed, whom, remember));
    }

    private Turn move(Call call, Flow flow, State next) {
        return call.db()
                .as(call.principal(), tx -> Flows.move(tx, flow, next))
                .map(moved -> look(call, moved))
                .orElseGet(() -> look(call, flow));
    }

    private Turn challenge(Call call, Turn turn, Pending pending, Answer answer) {
        if (!(answer instanceof Answer.Prove proof)) {
            return turn;
        }
        if (proof.passcode().isEmpty()) {
            return turn.complaining(Kind.MISSING);
        }
        return pending.key().equals(Proof.PASSWORD) ? password(call, turn, proof.passcode()) : turn;
    }

    private Turn password(Call call, Turn turn, String password) {
        var typed = Objects.requireNonNull(turn.flow().state().identifier());
        return switch (signIn.password(call.principal(), typed, password)) {
            case Outcome.Done(var user) -> proved(call, turn, user);
            case Outcome.MustChangePassword(var user) -> proved(call, turn, user);
            case Outcome.Locked _ -> turn.complaining(Kind.LOCKED_OUT);
            case Outcome.Refused _ -> turn.complaining(Kind.WRONG_CREDENTIALS);
        };
    }

    private Turn proved(Call call, Turn turn, User user) {
        if (!user.id().equals(turn.flow().state().user())) {
            return turn.complaining(Kind.WRONG_CREDENTIALS);
        }
        var now = call.db().world().now();
        return move(call, turn.flow(), turn.flow().state().proved(Proof.password(now)));
    }

    private Turn newPassword(Call call, Turn turn, Answer answer) {
        if (!(answer instanceof Answer.Prove proof)) {
            return turn;
        }
        if (proof.passcode().isEmpty()) {
            return turn.complaining(Kind.MISSING);
        }
        var flow = turn.flow();
        var state = flow.state();
        var whom = Objects.requireNonNull(state.user());
        var next = state.proved(Proof.password(call.db().world().now()));
        try {
            var user =
                    call.db()
                            .reading(call.principal(), tx -> UserStore.byId(tx, whom))
                            .orElseThrow();
            passwords.choose(
                    call.db(),
                    call.principal(),
                    user,
                    proof.passcode(),
                    tx -> Flows.move(tx, flow, next).isPresent());
        } catch (Problem refused) {
            var why = refused.causes().isEmpty() ? List.of(refused.summary()) : refused.causes();
            return new Turn(flow, turn.step(), new Complaint(Kind.PASSWORD_REFUSED, why));
        }
        return look(call, flow);
    }
}
