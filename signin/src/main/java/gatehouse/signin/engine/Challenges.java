package gatehouse.signin.engine;

import gatehouse.directory.users.User;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.policy.assurance.Proof;
import gatehouse.policy.factors.FactorParts;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.signin.SignIn;
import gatehouse.signin.SignIn.Outcome;
import gatehouse.signin.asking.Asking;
import gatehouse.signin.asking.Decider;
import gatehouse.signin.circumspection.Circumspection;
import gatehouse.signin.circumspection.Habits;
import gatehouse.signin.engine.Proving.Result;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Pending;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Option;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Turn;
import gatehouse.signin.steps.Voucher;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/** Answers to what has to be proved, or set up. */
final class Challenges {
    private final Engine engine;
    private final Habits habits;
    private final SignIn signIn;
    private final Proving proving;
    private final Setup setup;

    Challenges(
            Engine engine,
            SignIn signIn,
            FactorParts parts,
            Habits habits,
            Circumspection circumspection) {
        this.engine = engine;
        this.habits = habits;
        this.signIn = signIn;
        this.proving = new Proving(parts.factors(), parts.unlocking());
        this.setup = new Setup(parts, circumspection);
    }

    /** As it is to be seen. */
    Step shown(Call call, Step step) {
        return setup.shown(call, step);
    }

    /** What has no alternative, and sends nothing, need not be chosen first. */
    Turn begin(Call call, Turn turn) {
        return turn.step() instanceof Step.Choose(var options, _)
                        && options.size() == 1
                        && options.getFirst().plain()
                ? ask(call, turn, options.getFirst(), options.getFirst().methods().getFirst())
                : turn;
    }

    Turn choose(Call call, Turn turn, List<Option> options, Answer answer) {
        return chosen(options, answer, (option, method) -> ask(call, turn, option, method))
                .orElse(turn);
    }

    Turn choose(Call call, Turn turn, Step.ChooseEnrollment asked, Answer answer) {
        if (answer instanceof Answer.Skip && asked.skippable()) {
            return skip(call, turn, asked.options());
        }
        return chosen(
                        asked.options(),
                        answer,
                        (option, method) -> setUp(call, turn, option, method, answer))
                .orElse(turn);
    }

    private Turn skip(Call call, Turn turn, List<Option> options) {
        var next = turn.flow().state().without(Decider.ENROLLMENT);
        var counted = Option.counted(options);
        if (counted.isEmpty()) {
            return engine.move(call, turn.flow(), next);
        }
        Setup.putOff(call, turn.flow(), next, counted);
        return engine.again(call, turn.flow());
    }

    private static Optional<Turn> chosen(
            List<Option> options, Answer answer, BiFunction<Option, String, Turn> then) {
        return answer instanceof Answer.Choose choice
                ? choice.among(options).map(one -> then.apply(one, choice.of(one)))
                : Optional.empty();
    }

    private Turn ask(Call call, Turn turn, Option option, String method) {
        var flow = turn.flow();
        try {
            var pending = proving.ask(call, flow, option, method);
            return engine.move(call, flow, flow.state().asking(pending));
        } catch (Problem refused) {
            return turn.complaining(Proving.complaint(refused));
        }
    }

    private Turn setUp(Call call, Turn turn, Option option, String method, Answer answer) {
        var input =
                answer instanceof Answer.Choose(_, _, var sent)
                        ? sent
                        : gatehouse.kernel.Json.object();
        var flow = turn.flow();
        try {
            var pending = setup.begin(call, flow, option, method, input);
            return engine.move(call, flow, flow.state().asking(pending));
        } catch (Problem refused) {
            return turn.complaining(Proving.complaint(refused));
        }
    }

    Turn answer(Call call, Turn turn, Step.Challenge asked, Answer answer) {
        var pending = asked.pending();
        return switch (answer) {
            case Answer.Prove proof -> prove(call, turn, pending, proof);
            case Answer.Choose _ -> {
                var all = new ArrayList<>(asked.others());
                all.add(asked.current());
                yield choose(call, turn, all, answer);
            }
            case Answer.Resend _ -> ask(call, turn, asked.current(), pending.method());
            case Answer.Poll _ ->
                    proving.poll(call, turn.flow(), pending)
                            .map(result -> settled(call, turn, result))
                            .orElse(turn);
            default -> turn;
        };
    }

    Turn enroll(Call call, Turn turn, Step.Enroll asked, Answer answer) {
        var pending = asked.pending();
        return switch (answer) {
            case Answer.Prove proof ->
                    settled(call, turn, setup.end(call, turn.flow(), pending, proof));
            case Answer.Choose _, Answer.Skip _ -> {
                var all = new ArrayList<>(asked.others());
                all.add(asked.current());
                yield choose(call, turn, new Step.ChooseEnrollment(all, asked.skippable()), answer);
            }
            case Answer.Resend _ -> sendAgain(call, turn, pending);
            case Answer.Poll _ ->
                    setup.poll(call, turn.flow(), pending)
                            .map(result -> settled(call, turn, result))
                            .orElse(turn);
            default -> turn;
        };
    }

    private Turn sendAgain(Call call, Turn turn, Pending pending) {
        try {
            setup.sendAgain(call, turn.flow(), pending);
            return turn;
        } catch (Problem refused) {
            return turn.complaining(Proving.complaint(refused));
        }
    }

    private Turn prove(Call call, Turn turn, Pending pending, Answer.Prove proof) {
        if (pending.method().equals(Voucher.METHOD)) {
            return turn.complaining(Complaint.Kind.MISSING);
        }
        if (!pending.key().equals(Kind.PASSWORD.key())) {
            return settled(call, turn, proving.judge(call, turn.flow(), pending, proof));
        }
        return proof.passcode().isEmpty()
                ? turn.complaining(Complaint.Kind.MISSING)
                : password(call, turn, proof.passcode());
    }

    /** A password, where one is asked for. */
    Turn password(Call call, Turn turn, String password) {
        var way = passwordAsked(turn.step());
        if (way.isEmpty()) {
            return turn;
        }
        var typed = Objects.requireNonNull(turn.flow().state().identifier());
        var flow = turn.flow();
        var tried =
                signIn.password(
                        call.principal(),
                        typed,
                        flow.state().user(),
                        password,
                        user -> habits.stranger(call, flow, user.id()));
        return switch (tried) {
            case Outcome.Done(var user) -> proved(call, turn, way.get(), user);
            case Outcome.MustChangePassword(var user) -> proved(call, turn, way.get(), user);
            case Outcome.Locked _ -> turn.complaining(Complaint.Kind.LOCKED_OUT);
            case Outcome.Refused _ -> turn.complaining(Complaint.Kind.WRONG_CREDENTIALS);
        };
    }

    private static Optional<Option> passwordAsked(Step step) {
        return switch (step) {
            case Step.Challenge(var current, _, var others, _, _) -> {
                var all = new ArrayList<>(others);
                all.add(current);
                yield passwordOf(all);
            }
            case Step.Choose(var options, _) -> passwordOf(options);
            default -> Optional.empty();
        };
    }

    private static Optional<Option> passwordOf(List<Option> options) {
        return options.stream()
                .filter(option -> option.key().equals(Kind.PASSWORD.key()))
                .findFirst();
    }

    private Turn proved(Call call, Turn turn, Option password, User user) {
        if (!user.id().equals(turn.flow().state().user())) {
            return turn.complaining(Complaint.Kind.WRONG_CREDENTIALS);
        }
        var way = Asking.pending(password).way();
        return noted(call, turn.flow(), Proof.of(way, call.db().world().now()));
    }

    /** Another provider, which answers for an authenticator, vouches for somebody. */
    Turn vouched(Call call, Flow flow, Pending pending, String user) {
        var result =
                pending.enrolling()
                        ? setup.vouched(call, flow, pending, user)
                        : proving.vouched(call, flow, pending, user);
        return settled(call, engine.look(call, flow), result);
    }

    private Turn settled(Call call, Turn turn, Result result) {
        return switch (result) {
            case Result.Proved(var proof) -> noted(call, turn.flow(), proof);
            case Result.Not(var why) -> turn.complaining(why);
        };
    }

    private Turn noted(Call call, Flow flow, Proof proof) {
        return engine.move(call, flow, flow.state().proved(proof));
    }
}
