package gatehouse.signin.direct;

import gatehouse.kernel.Json;
import gatehouse.kernel.http.Call;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Option;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One of the methods that a step has on offer. */
record Chosen(Option option, Kind kind) {
    /** Whether it is this that the person is asked for. */
    boolean asked(Turn turn) {
        return turn.step() instanceof Step.Challenge(_, var pending, _, _, _)
                && pending.kind().filter(kind::equals).isPresent();
    }

    Turn choose(Engine engine, Call call, Turn turn) {
        var choice = new Answer.Choose(option.id(), kind.method(), Json.object());
        return engine.answer(call, turn, choice);
    }

    private static List<Option> options(Step step) {
        return switch (step) {
            case Step.Choose(var options, _) -> options;
            case Step.Challenge(var current, _, var others, _, _) -> {
                var all = new ArrayList<Option>();
                all.add(current);
                all.addAll(others);
                yield all;
            }
            default -> List.of();
        };
    }

    static Optional<Chosen> offered(Turn turn, Set<Kind> kinds) {
        for (var option : options(turn.step())) {
            for (var method : option.methods()) {
                var kind = Kind.of(option.key(), method).filter(kinds::contains);
                if (kind.isPresent()) {
                    return Optional.of(new Chosen(option, kind.get()));
                }
            }
        }
        return Optional.empty();
    }
}
