package gatehouse.signin.engine;

import gatehouse.directory.users.manage.UserFeature;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.job.Jobs;
import gatehouse.platform.PlatformParts;
import gatehouse.policy.PolicyParts;
import gatehouse.policy.factors.FactorParts;
import gatehouse.signin.SignIn;
import gatehouse.signin.asking.Decider;
import gatehouse.signin.asking.Vouching;
import gatehouse.signin.circumspection.Circumspection;
import gatehouse.signin.circumspection.Habits;
import gatehouse.signin.circumspection.Vouchers;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Flows;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.flow.State;
import gatehouse.signin.registration.Newcomers;
import gatehouse.signin.registration.Result;
import gatehouse.signin.registration.Surroundings;
import gatehouse.signin.sessions.NewSignOn;
import gatehouse.signin.sessions.Sessions;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.PasskeyOffer;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Turn;
import java.util.Optional;

/**
 * Takes a sign-in from step to step. What a person proves is tried first, and then noted in one
 * conditional statement; whoever comes with a version that is no longer the last is shown where it
 * stands.
 */
public final class Engine {
    private final Success success;
    private final Decider decider;
    final Challenges challenges;
    private final NewPasswords newPasswords;
    private final Newcomers newcomers;
    private final Passkeys passkeys;
    private final Identification identification;

    public Engine(
            SignIn signIn,
            UserFeature users,
            PolicyParts policies,
            PlatformParts platform,
            FactorParts parts,
            Jobs jobs) {
        var factors = parts.factors();
        var passwords = users.passwordChange();
        var protection = platform.protection();
        var habits = new Habits(policies.behaviors(), protection);
        this.success =
                new Success(habits, new NewSignOn(platform.letters(jobs), platform.readership()));
        var vouchers = new Vouchers(policies.providers());
        var circumspection = new Circumspection(policies.engine(), factors, vouchers, habits);
        var vouching = new Vouching(circumspection);
        this.newcomers =
                Newcomers.of(
                        policies,
                        factors,
                        users,
                        jobs,
                        platform.preRegistration(),
                        new Surroundings(circumspection::newcomer, circumspection::somebody));
        this.decider =
                new Decider(circumspection, factors, passwords, protection, vouching, newcomers);
        this.challenges = new Challenges(this, signIn, parts, habits, circumspection);
        this.passkeys = new Passkeys(factors);
        this.identification =
                new Identification(this, challenges, passkeys, vouching, circumspection);
        this.newPasswords = new NewPasswords(this, passwords, users.lifecycle());
    }

    /** How a sign-in stands that was read for this call. */
    public Turn look(Call call, Flow flow) {
        return stands(call, flow)
                ? new Turn(flow, challenges.shown(call, decider.next(call, flow)), null)
                : gone(flow);
    }

    /**
     * How one stands that a client shows: at first, who is signed in brings along what they proved.
     */
    public Turn open(Call call, Flow flow) {
        if (flow.version() > 0) {
            return look(call, flow);
        }
        return call.db()
                .reading(call.principal(), tx -> Sessions.current(tx, call.request()))
                .map(session -> move(call, flow, session.state()))
                .orElseGet(() -> look(call, flow));
    }

    /** How it stands by now, whoever moved it. */
    Turn again(Call call, Flow flow) {
        return call.db()
                .reading(call.principal(), tx -> Flows.again(tx, flow))
                .map(now -> look(call, now))
                .orElseGet(() -> gone(flow));
    }

    private static Turn gone(Flow flow) {
        return new Turn(flow, new Step.Gone(), null);
    }

    /** What was proved for a session counts no longer than that lasts. */
    private static boolean stands(Call call, Flow flow) {
        var state = flow.state();
        return state.rested() == null
                || call.db()
                        .reading(call.principal(), tx -> Sessions.current(tx, call.request()))
                        .filter(session -> session.user().equals(state.user()))
                        .isPresent();
    }

    /** Whether somebody who is signed in need prove no more for this. */
    public boolean enough(Call call, Flow flow) {
        return decider.enough(call, flow);
    }

    /** Whether somebody who has a letter must prove one more thing to choose a new password. */
    public boolean stepsUp(Call call, Flow flow) {
        return decider.stepsUp(call, flow);
    }

    /** What comes of a sign-in that is done. */
    public Success success() {
        return success;
    }

    /** Forgets what was reached, and begins anew. */
    public Turn restart(Call call, Flow flow) {
        return move(call, flow, State.NEW);
    }

    /** Takes an answer. */
    public Turn answer(Call call, Flow flow, Answer answer) {
        return answer(call, look(call, flow), answer);
    }

    /** Takes an answer to what was asked in this call. */
    public Turn answer(Call call, Turn turn, Answer answer) {
        return switch (answer) {
            case Answer.Recover(var anew) -> recover(call, turn, anew);
            case Answer.Unlock _ -> unlock(call, turn);
            case Answer.Register _ -> register(call, turn);
            case Answer.Trust(var trusts) -> trust(call, turn, trusts);
            default -> step(call, turn, answer);
        };
    }

    private Turn step(Call call, Turn turn, Answer answer) {
        if (turn.flow().state().mode() == Mode.REGISTER) {
            return settled(call, turn, newcomers.registering().answer(call, turn, answer));
        }
        return switch (turn.step()) {
            case Step.Identify _ -> identification.answer(call, turn, answer);
            case Step.Choose(var options, _) -> challenges.choose(call, turn, options, answer);
            case Step.Challenge asked -> challenges.answer(call, turn, asked, answer);
            case Step.ChooseEnrollment asked -> challenges.choose(call, turn, asked, answer);
            case Step.Enroll asked -> challenges.enroll(call, turn, asked, answer);
            case Step.NewPassword asked -> newPasswords.answer(call, turn, asked, answer);
            case Step.UpdateProfile asked ->
                    settled(call, turn, newcomers.profiling().answer(call, turn, asked, answer));
            case Step.Stay _ -> stay(call, turn, answer);
            case Step.Elsewhere _, Step.EnrollProfile _, Step.Unlocked _ -> turn;
            case Step.Done _, Step.Refused _, Step.Gone _ -> turn;
        };
    }

    private Turn recover(Call call, Turn turn, boolean anew) {
        boolean may =
                switch (turn.step()) {
                    case Step.Challenge(_, _, _, var recovers, _) -> recovers;
                    case Step.Identify asked -> asked.mode() == Mode.SIGN_IN;
                    default -> false;
                };
        var from = anew ? State.NEW : turn.flow().state();
        return may ? move(call, turn.flow(), from.in(Mode.RECOVER)) : turn;
    }

    private Turn unlock(Call call, Turn turn) {
        return turn.step() instanceof Step.Identify asked && asked.unlocks()
                ? move(call, turn.flow(), turn.flow().state().in(Mode.UNLOCK))
                : Opening.opened(call, turn);
    }

    /** What is asked stays the same. */
    private Turn trust(Call call, Turn turn, boolean trusts) {
        var state = turn.flow().state();
        boolean said = Boolean.valueOf(trusts).equals(state.trusts());
        return said || turn.step().trusting().isEmpty()
                ? turn
                : move(call, turn.flow(), state.trusting(trusts));
    }

    private Turn register(Call call, Turn turn) {
        if (!(turn.step() instanceof Step.Identify asked)) {
            return turn;
        }
        if (asked.registers()) {
            return move(call, turn.flow(), turn.flow().state().in(Mode.REGISTER));
        }
        newcomers.registration().refused(call);
        return turn.complaining(Complaint.Kind.NO_REGISTRATION);
    }

    private Turn settled(Call call, Turn turn, Result result) {
        return switch (result) {
            case Result.On(var next) -> move(call, turn.flow(), next);
            case Result.Not(var why, var step) -> new Turn(turn.flow(), step, why);
            case Result.Back(var next, var why, var said) -> {
                var back = move(call, turn.flow(), next);
                yield back.step() instanceof Step.EnrollProfile asked
                        ? new Turn(back.flow(), asked.holding(said), why)
                        : back;
            }
            case Result.Settled _ -> again(call, turn.flow());
        };
    }

    private Turn stay(Call call, Turn turn, Answer answer) {
        return answer instanceof Answer.Stay(var stays)
                ? move(call, turn.flow(), turn.flow().state().remembering(stays))
                : turn;
    }

    /** What a page that asks who it is may ask the browser for. */
    public Optional<PasskeyOffer> passkeys(Call call, Turn turn) {
        return passkeys.offer(call, turn);
    }

    /** Moves on, and says where it stands then, whoever moved it. */
    Turn move(Call call, Flow flow, State next) {
        return call.db()
                .once(call.principal(), tx -> Flows.move(tx, flow, next))
                .map(moved -> Opening.opened(call, challenges.begin(call, look(call, moved))))
                .orElseGet(() -> again(call, flow));
    }
}
