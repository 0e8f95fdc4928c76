package gatehouse.signin.engine;

import gatehouse.directory.users.PasswordChange;
import gatehouse.directory.users.User;
import gatehouse.directory.users.UserLifecycle;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.platform.attackprotection.AttackProtection;
import gatehouse.policy.PolicyParts;
import gatehouse.policy.factors.FactorParts;
import gatehouse.signin.SignIn;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Flows;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.flow.State;
import gatehouse.signin.sessions.SessionTokens.Issued;
import gatehouse.signin.sessions.Sessions;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Turn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes a sign-in from step to step. What a person proves is tried first, and then noted in one
 * conditional statement; whoever comes with a version that is no longer the last is shown where it
 * stands.
 */
public final class Engine {
    /** That an account was opened, in {@link State#skipped}. */
    private static final String OPENED = "opened";

    private final Success success;
    private final Decider decider;
    private final Recovery recovery;
    private final Challenges challenges;
    private final NewPasswords newPasswords;

    public Engine(
            SignIn signIn,
            PasswordChange passwords,
            UserLifecycle lifecycle,
            PolicyParts policies,
            AttackProtection protection,
            FactorParts parts) {
        var factors = parts.factors();
        var habits = new Habits(policies.behaviors(), protection);
        this.success = new Success(habits);
        var circumspection = new Circumspection(policies.engine(), factors, habits);
        this.recovery = new Recovery(circumspection, factors, passwords);
        this.decider =
                new Decider(
                        circumspection,
                        passwords,
                        new FirstProof(circumspection, factors, recovery, protection),
                        recovery);
        this.challenges = new Challenges(this, signIn, parts, habits);
        this.newPasswords = new NewPasswords(this, passwords, lifecycle);
    }

    /** How it stands. */
    public Turn look(Call call, Flow flow) {
        return call.db()
                .reading(
                        call.principal(),
                        tx -> Flows.again(tx, flow).filter(now -> stands(tx, call, now)))
                .map(now -> new Turn(now, decider.next(call, now), null))
                .orElseGet(() -> new Turn(flow, new Step.Gone(), null));
    }

    /** What was proved for a session counts no longer than that lasts. */
    private static boolean stands(Tx tx, Call call, Flow flow) {
        var state = flow.state();
        return state.rested() == null
                || Sessions.current(tx, call.request())
                        .filter(session -> session.user().equals(state.user()))
                        .isPresent();
    }

    /** Whether somebody who is signed in need prove no more for this. */
    public boolean enough(Call call, Flow flow) {
        return decider.enough(call, flow);
    }

    /** Whether somebody who has a letter must prove one more thing to choose a new password. */
    public boolean stepsUp(Call call, Flow flow) {
        return recovery.stepsUp(call, flow);
    }

    /** Forgets what was reached, and begins anew. */
    public Turn restart(Call call, Flow flow) {
        return move(call, flow, State.NEW);
    }

    /** Takes an answer. */
    public Turn answer(Call call, Flow flow, Answer answer) {
        var turn = look(call, flow);
        return switch (answer) {
            case Answer.Recover _ -> recover(call, turn);
            case Answer.Unlock _ -> unlock(call, turn);
            case Answer.Trust(var trusts) -> trust(call, turn, trusts);
            default -> step(call, turn, answer);
        };
    }

    private Turn step(Call call, Turn turn, Answer answer) {
        return switch (turn.step()) {
            case Step.Identify _ -> identify(call, turn, answer);
            case Step.Choose(var options, _) -> challenges.choose(call, turn, options, answer);
            case Step.Challenge asked -> challenges.answer(call, turn, asked, answer);
            case Step.ChooseEnrollment asked -> challenges.choose(call, turn, asked, answer);
            case Step.Enroll asked -> challenges.enroll(call, turn, asked, answer);
            case Step.NewPassword asked -> newPasswords.answer(call, turn, asked, answer);
            case Step.Stay _ -> stay(call, turn, answer);
            case Step.Unlocked _, Step.Done _, Step.Refused _, Step.Gone _ -> turn;
        };
    }

    private Turn recover(Call call, Turn turn) {
        boolean may =
                switch (turn.step()) {
                    case Step.Challenge(_, _, _, var recovers, _) -> recovers;
                    case Step.Identify(var mode, _, _, _) -> mode == Mode.SIGN_IN;
                    default -> false;
                };
        return may ? move(call, turn.flow(), turn.flow().state().in(Mode.RECOVER)) : turn;
    }

    private Turn unlock(Call call, Turn turn) {
        return turn.step() instanceof Step.Identify(_, var unlocks, _, _) && unlocks
                ? move(call, turn.flow(), turn.flow().state().in(Mode.UNLOCK))
                : turn;
    }

    /** What is asked stays the same. */
    private Turn trust(Call call, Turn turn, boolean trusts) {
        var state = turn.flow().state();
        boolean said = Boolean.valueOf(trusts).equals(state.trusts());
        return said || turn.step().trusting().isEmpty()
                ? turn
                : move(call, turn.flow(), state.trusting(trusts));
    }

    private Turn stay(Call call, Turn turn, Answer answer) {
        return answer instanceof Answer.Stay(var stays)
                ? move(call, turn.flow(), turn.flow().state().remembering(stays))
                : turn;
    }

    private Turn identify(Call call, Turn turn, Answer answer) {
        if (!(answer instanceof Answer.Identify(var typed, var password, var remember))) {
            return turn;
        }
        if (typed.isBlank()) {
            return turn.complaining(Complaint.Kind.MISSING);
        }
        var name = typed.strip();
        var whom = whom(call, name);
        var next = turn.flow().state().identified(name, whom, remember);
        var identified = move(call, turn.flow(), next);
        return password == null || password.isEmpty()
                ? identified
                : challenges.password(call, identified, password);
    }

    private static @Nullable String whom(Call call, String name) {
        return call.db()
                .reading(call.principal(), tx -> UserStore.byLogin(tx, name))
                .map(User::id)
                .orElse(null);
    }

    /** Moves on, and says where it stands then, whoever moved it. */
    Turn move(Call call, Flow flow, State next) {
        return call.db()
                .as(call.principal(), tx -> Flows.move(tx, flow, next))
                .map(moved -> unlocked(call, challenges.begin(call, look(call, moved))))
                .orElseGet(() -> look(call, flow));
    }

    /** What leads to an open account opens it, once. */
    private static Turn unlocked(Call call, Turn turn) {
        var whom = turn.flow().state().user();
        boolean open = turn.flow().state().skipped().contains(OPENED);
        if (!(turn.step() instanceof Step.Unlocked) || whom == null || open) {
            return turn;
        }
        return call.db()
                .as(
                        call.principal(),
                        tx -> {
                            var next = turn.flow().state().without(OPENED);
                            var moved = Flows.move(tx, turn.flow(), next);
                            if (moved.isPresent()) {
                                UserStore.locked(tx, whom)
                                        .ifPresent(user -> UserLifecycle.unlock(tx, user));
                            }
                            return new Turn(moved.orElse(turn.flow()), turn.step(), null);
                        });
    }

    /**
     * Ends a sign-in that is done: the session of its person.
     *
     * @param tx in which what it was for is handed out too
     * @param turn whose step is {@link Step.Done}
     * @return nothing where somebody else ended or changed it
     */
    public Optional<Sessions.Started> finish(Tx tx, Call call, Turn turn) {
        return success.session(tx, call, turn);
    }

    /** The same where a program speaks for the person. */
    public Optional<Issued> ticket(Tx tx, Call call, Turn turn) {
        return success.ticket(tx, call, turn);
    }

    /**
     * The same where no session begins.
     *
     * @return whether nobody else ended or changed it
     */
    public boolean end(Tx tx, Call call, Turn turn) {
        return success.nothing(tx, call, turn);
    }
}
