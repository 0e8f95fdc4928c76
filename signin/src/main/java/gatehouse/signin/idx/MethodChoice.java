package gatehouse.signin.idx;

import gatehouse.kernel.Json;
import gatehouse.signin.flow.Pending;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Option;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Turn;
import java.util.ArrayList;
import java.util.List;

/**
 * Whoever chooses an authenticator that has several methods, and says none of them, is asked by
 * which (Okta, {@code authenticator-verification-data}): nobody is rung up unasked.
 */
final class MethodChoice {
    /** In place of a method, where none is chosen yet. */
    private static final String NONE = "";

    private MethodChoice() {}

    /** Whether that is asked. */
    static boolean asks(Step.Challenge step) {
        return step.pending().method().equals(NONE);
    }

    /** What is shown then; nothing was asked for yet, and nothing is noted. */
    static Turn of(Turn turn, Answer.Choose chosen) {
        var options = options(turn.step());
        return options.stream()
                .filter(one -> one.id().equals(chosen.authenticator()))
                .filter(one -> chosen.method() == null && one.methods().size() > 1)
                .findFirst()
                .map(one -> new Turn(turn.flow(), asking(one, options), null))
                .orElse(turn);
    }

    private static List<Option> options(Step step) {
        return switch (step) {
            case Step.Choose(var options, _) -> options;
            case Step.Challenge(var current, _, var others, _, _) -> {
                var all = new ArrayList<>(others);
                all.add(current);
                yield all;
            }
            default -> List.of();
        };
    }

    private static Step.Challenge asking(Option option, List<Option> all) {
        var pending = new Pending(false, option.id(), option.key(), NONE, null, Json.object());
        var others = all.stream().filter(one -> !one.equals(option)).toList();
        return new Step.Challenge(option, pending, others, false);
    }
}
