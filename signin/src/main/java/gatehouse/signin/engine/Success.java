package gatehouse.signin.engine;

import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.signin.circumspection.Habits;
import gatehouse.signin.flow.Flows;
import gatehouse.signin.flow.State;
import gatehouse.signin.sessions.KnownDevice;
import gatehouse.signin.sessions.NewSignOn;
import gatehouse.signin.sessions.Session;
import gatehouse.signin.sessions.SessionTokens;
import gatehouse.signin.sessions.SessionTokens.Issued;
import gatehouse.signin.sessions.SessionTokens.Ticket;
import gatehouse.signin.sessions.Sessions;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Turn;
import java.util.Optional;

/** What comes of a sign-in that is done; it is ended once, and remembered. */
public final class Success {
    private final Habits habits;

    private final NewSignOn strange;

    /**
     * @param strange tells people of what they never used before
     */
    Success(Habits habits, NewSignOn strange) {
        this.habits = habits;
        this.strange = strange;
    }

    /**
     * The session of its person.
     *
     * @param tx in which what it was for is handed out too
     * @param turn whose step is {@link Step.Done}
     * @return nothing where somebody else ended or changed it
     */
    public Optional<Sessions.Started> session(Tx tx, Call call, Turn turn) {
        return over(tx, turn)
                .map(done -> {
                    var user = done.user();
                    enters(tx, call, turn, user, false);
                    var proofs = turn.flow().state().proofs();
                    var started = Sessions.start(tx, user, done.terms(), call.request(), proofs);
                    var device = started.device();
                    if (device != null && turn.flow().state().skipped().contains(State.STAY)) {
                        var stays = turn.flow().state().remembered();
                        KnownDevice.answered(tx, user.id(), device.id(), stays);
                    }
                    habits.remember(tx, call, user.id(), device == null ? null : device.id());
                    return started;
                });
    }

    /** The same where they proved nothing more: they keep the session they have, and its end. */
    public Optional<Session> kept(Tx tx, Call call, Turn turn) {
        return over(tx, turn).flatMap(_ -> Sessions.current(tx, call.request()));
    }

    /** The same where a program speaks for the person. */
    public Optional<Issued> ticket(Tx tx, Call call, Turn turn) {
        return over(tx, turn).map(done -> ticket(tx, call, turn, done));
    }

    private Issued ticket(Tx tx, Call call, Turn turn, Step.Done done) {
        var user = done.user().id();
        enters(tx, call, turn, done.user(), true);
        boolean trusts = done.terms().trusts();
        var told = turn.flow().device();
        if (told != null) {
            KnownDevice.note(tx, user, told, trusts);
        }
        var browser =
                trusts && told == null ? KnownDevice.noted(tx, user, call.request(), true) : null;
        var device = browser == null ? Habits.id(tx, call, turn.flow(), user) : browser.id();
        habits.remember(tx, call, user, device);
        var ticket = new Ticket(done.user(), done.terms(), turn.flow().state().proofs());
        return new Issued(SessionTokens.issue(tx, ticket), browser);
    }

    /**
     * The same where no session begins.
     *
     * @return whether nobody else ended or changed it
     */
    public boolean nothing(Tx tx, Call call, Turn turn) {
        var done = over(tx, turn);
        done.map(Step.Done::user)
                .ifPresent(user -> {
                    enters(tx, call, turn, user, true);
                    habits.remember(tx, call, user.id(), null);
                });
        return done.isPresent();
    }

    /** Before anything is remembered of it. */
    private void enters(Tx tx, Call call, Turn turn, User user, boolean program) {
        UserStore.entered(tx, user.id());
        if (strange.isWanted(call)
                && !habits.recognises(tx, call, turn.flow(), user.id(), program)) {
            strange.tell(tx, call, user);
        }
    }

    private static Optional<Step.Done> over(Tx tx, Turn turn) {
        if (!(turn.step() instanceof Step.Done done) || !Flows.over(tx, turn.flow())) {
            return Optional.empty();
        }
        done.evidence().forEach(tx::record);
        return Optional.of(done);
    }
}
