package gatehouse.signin.authn;

import gatehouse.directory.users.User;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.signin.authn.Transactions.Transaction;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.sessions.KnownDevice;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Step;
import java.time.Duration;
import java.util.List;

/** What a program is told of a transaction, wherever it stands. */
final class Replies {
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(5);

    private final Engine engine;
    private final StateJson states;

    Replies(Engine engine, StateJson states) {
        this.engine = engine;
        this.states = states;
    }

    /**
     * @throws Problem where it is refused, or the last answer will not do
     */
    Response of(Call call, Transaction now) {
        var complaint = now.turn().complaint();
        if (complaint != null) {
            return complained(call, complaint, now.flow().state().mode());
        }
        return switch (now.turn().step()) {
            case Step.Done(var user, _, _) -> done(call, now, user);
            case Step.Unlocked _ -> unlocked(call, now);
            case Step.Refused(_, var evidence) -> throw refused(call, now, evidence);
            case Step.Gone _ -> throw Problem.of("E0000011");
            default -> Response.ok(states.of(call, now));
        };
    }

    private Response done(Call call, Transaction now, User user) {
        var ticket =
                call.db()
                        .as(call.principal(), tx -> engine.success().ticket(tx, call, now.turn()))
                        .orElseThrow(() -> Problem.of("E0000011"));
        var json =
                Json.object()
                        .put("expiresAt", Json.time(call.db().world().now().plus(TOKEN_LIFETIME)))
                        .put("status", "SUCCESS")
                        .put("sessionToken", ticket.token());
        if (!now.said("relay").isEmpty()) {
            json.put("relayState", now.said("relay"));
        }
        json.putObject("_embedded").set("user", StateJson.user(user));
        var answer = Response.ok(json);
        var browser = ticket.browser();
        return browser == null
                ? answer
                : answer.with("Set-Cookie", KnownDevice.cookie(browser.secret(), call.request()));
    }

    private static Response unlocked(Call call, Transaction now) {
        Transactions.end(call, now);
        return Response.ok(
                Json.object()
                        .put("status", "SUCCESS")
                        .put("recoveryType", RecoveryTokens.type(Mode.UNLOCK)));
    }

    private static Problem refused(Call call, Transaction now, List<Event> evidence) {
        Transactions.end(call, now);
        evidence.forEach(event -> call.db().tell(call.principal(), event));
        return Problem.of("E0000004");
    }

    private static Response complained(Call call, Complaint why, Mode mode) {
        return switch (why.kind()) {
            case LOCKED_OUT -> lockedOut(call);
            case WRONG_CREDENTIALS,
                    DENIED,
                    NOT_ASSIGNED,
                    NO_AUTHENTICATOR,
                    NO_REGISTRATION,
                    NO_RECOVERY,
                    NOT_RECOVERABLE,
                    NOT_UNLOCKABLE ->
                    throw Problem.of("E0000004");
            case MISSING, ROBOT -> throw Problem.of("E0000003");
            case WRONG_CODE -> throw Problem.of("E0000068").because(invalid("passcode"));
            case WRONG_ANSWER ->
                    throw mode == Mode.SIGN_IN
                            ? Problem.of("E0000068").because(invalid("answer"))
                            : Problem.of("E0000087");
            case USED_CODE -> throw Problem.of("E0000082");
            case EXPIRED_CODE -> throw Problem.of("E0000083");
            case TOO_MANY -> throw Problem.of("E0000047");
            case TOO_SOON -> throw Problem.of("E0000109");
            case REFUSED, PROFILE_REFUSED, NOT_UNIQUE ->
                    throw Problem.invalid("factorEnrollRequest", why.details());
            case PASSWORD_REFUSED -> throw Problem.of("E0000080").because(why.details());
        };
    }

    private static String invalid(String what) {
        return "Your " + what + " doesn't match our records. Please try again.";
    }

    /** Told only where the org wants people to know. */
    static Response lockedOut(Call call) {
        var json = Json.object().put("status", "LOCKED_OUT");
        json.putObject("_embedded");
        FactorJson.next(
                json.putObject("_links"),
                "unlock",
                call.origin() + Transactions.AT + "/recovery/unlock");
        return Response.ok(json);
    }
}
