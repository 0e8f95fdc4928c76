package gatehouse.signin.engine;

import gatehouse.directory.users.UserLifecycle;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.http.Call;
import gatehouse.signin.flow.Flows;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Turn;

/** A locked account is opened for whoever has proved that it is theirs. */
final class Opening {
    /** That an account was opened, in {@link gatehouse.signin.flow.State#skipped}. */
    private static final String OPENED = "opened";

    private Opening() {}

    /** What leads to an open account opens it, once. */
    static Turn opened(Call call, Turn turn) {
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
}
