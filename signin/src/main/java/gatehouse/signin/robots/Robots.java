package gatehouse.signin.robots;

import gatehouse.kernel.http.Call;
import gatehouse.platform.captchas.OrgCaptcha;
import gatehouse.platform.captchas.OrgCaptcha.Page;
import gatehouse.platform.captchas.OrgCaptcha.Shown;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Turn;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Stands at the doors that people come through with a browser. Whoever says a name shows first that
 * they are no robot; programs that speak for people are not asked.
 */
public final class Robots {
    private final Engine engine;
    private final OrgCaptcha captcha;

    public Robots(Engine engine, OrgCaptcha captcha) {
        this.engine = engine;
        this.captcha = captcha;
    }

    /** What a page that asks for a name must ask as well, if anything. */
    public Optional<Shown> asked(Call call, Mode mode) {
        return captcha.asks(call.db(), call.org().id(), page(mode));
    }

    /** Whether any of the pages ask. */
    public boolean ask(Call call) {
        return Stream.of(Mode.SIGN_IN, Mode.RECOVER, Mode.REGISTER)
                .anyMatch(mode -> asked(call, mode).isPresent());
    }

    /** The same of the page of a step. */
    public Optional<Shown> asked(Call call, Turn turn) {
        return switch (turn.step()) {
            case Step.Identify asked -> asked(call, asked.mode());
            case Step.EnrollProfile _ -> asked(call, Mode.REGISTER);
            default -> Optional.empty();
        };
    }

    private static Page page(Mode mode) {
        return switch (mode) {
            case SIGN_IN -> Page.SIGN_IN;
            case RECOVER, ACTIVATE, UNLOCK -> Page.SSPR;
            case REGISTER -> Page.SSR;
        };
    }

    /**
     * Takes a name from somebody who is no robot.
     *
     * @param solution what their browser got of the provider; empty where it sent none
     */
    public Turn named(Call call, Turn turn, Answer.Identify name, String solution) {
        boolean asks =
                turn.step() instanceof Step.Identify asked
                        && !captcha.passes(
                                call.db(), call.principal(), page(asked.mode()), solution);
        return asks ? turn.complaining(Complaint.Kind.ROBOT) : engine.answer(call, turn, name);
    }

    /**
     * Takes what somebody who is no robot says of themselves: whoever makes an account shows it
     * with the form, and nothing of that is looked at before.
     *
     * @param solution as above
     */
    public Turn described(Call call, Turn turn, Answer.Describe said, String solution) {
        if (turn.step() instanceof Step.EnrollProfile asked
                && !captcha.passes(call.db(), call.principal(), Page.SSR, solution)) {
            var robot = Complaint.of(Complaint.Kind.ROBOT);
            return new Turn(turn.flow(), asked.holding(said.profile()), robot);
        }
        return engine.answer(call, turn, said);
    }

    /** A name that was said for something else is said again, where recovery asks more of it. */
    public Answer recover(Call call) {
        return new Answer.Recover(asked(call, Mode.RECOVER).isPresent());
    }
}
