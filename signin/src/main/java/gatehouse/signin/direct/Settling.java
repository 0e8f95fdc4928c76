package gatehouse.signin.direct;

import gatehouse.kernel.Event;
import gatehouse.kernel.OAuthError;
import gatehouse.kernel.http.Call;
import gatehouse.policy.assurance.Proof;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.protocol.oauth.direct.DirectErrors;
import gatehouse.protocol.oauth.direct.Told;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.sessions.Amr;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Step.NewPassword.Reason;
import gatehouse.signin.steps.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What a client is told of where a sign-in stands. Nobody can be asked, so what can wait does. */
final class Settling {
    /** What a client can bring of a person who has proved something. */
    private static final Set<Kind> NEXT =
            Set.of(
                    Kind.GOOGLE_OTP,
                    Kind.OKTA_TOTP,
                    Kind.CUSTOM_OTP,
                    Kind.YUBIKEY_OTP,
                    Kind.SMS,
                    Kind.CALL,
                    Kind.WEBAUTHN);

    private final Engine engine;

    Settling(Engine engine) {
        this.engine = engine;
    }

    Turn named(Call call, Held begun, String login) {
        return engine.answer(call, begun.flow(), new Answer.Identify(login, null, null));
    }

    static Told gone(String token) {
        return new Told.Refused(DirectErrors.expired(token));
    }

    /** What the client can do is not on offer; so the sign-in is over. */
    static Told unusable(Call call, Turn turn) {
        return ended(call, turn, DirectErrors.cannotBeUsed(), List.of());
    }

    /** Whoever does not prove the first thing has no sign-in. */
    Told first(Call call, Held held, Turn turn) {
        if (turn.flow().state().proofs().isEmpty()) {
            return ended(call, turn, DirectErrors.credentials(), List.of());
        }
        return settled(call, held, turn);
    }

    Told settled(Call call, Held held, Turn turn) {
        if (turn.complaint() != null) {
            return new Told.Refused(error(turn.complaint()));
        }
        return switch (turn.step()) {
            case Step.Stay _ -> answered(call, held, turn, new Answer.Stay(false));
            case Step.ChooseEnrollment(_, var skippable) ->
                    skippable
                            ? answered(call, held, turn, new Answer.Skip())
                            : unusable(call, turn);
            case Step.NewPassword(_, var why, _, _) ->
                    why == Reason.EXPIRES_SOON
                            ? answered(call, held, turn, new Answer.Skip())
                            : ended(call, turn, DirectErrors.passwordExpired(), List.of());
            case Step.Done(var user, _, _) -> done(call, held, turn, user.id());
            case Step.Choose _, Step.Challenge _ -> more(call, held, turn);
            case Step.Refused(_, var evidence) ->
                    ended(call, turn, DirectErrors.denied(), evidence);
            case Step.Identify _,
                    Step.Elsewhere _,
                    Step.EnrollProfile _,
                    Step.UpdateProfile _,
                    Step.Enroll _,
                    Step.Unlocked _,
                    Step.Gone _ ->
                    gone(held.token());
        };
    }

    /** A password does not come second here, and a passkey leaves no token to go on by. */
    private static Told more(Call call, Held held, Turn turn) {
        return held.token().isEmpty() || Chosen.offered(turn, NEXT).isEmpty()
                ? unusable(call, turn)
                : new Told.More(held.token());
    }

    private Told answered(Call call, Held held, Turn turn, Answer answer) {
        return settled(call, held, engine.answer(call, turn, answer));
    }

    private static Told ended(Call call, Turn turn, OAuthError error, List<Event> evidence) {
        Held.over(call, turn.flow());
        evidence.forEach(event -> call.db().tell(call.principal(), event));
        return new Told.Refused(error);
    }

    private Told done(Call call, Held held, Turn turn, String user) {
        if (!call.db().as(call.principal(), tx -> engine.success().nothing(tx, call, turn))) {
            return gone(held.token());
        }
        var proofs = turn.flow().state().proofs();
        var last =
                proofs.stream()
                        .map(Proof::at)
                        .max(Instant::compareTo)
                        .orElse(call.db().world().now());
        return new Told.Proved(user, last, Amr.of(proofs));
    }

    static OAuthError error(Complaint why) {
        return switch (why.kind()) {
            case TOO_MANY, TOO_SOON -> DirectErrors.tooMany();
            case WRONG_CREDENTIALS, LOCKED_OUT -> DirectErrors.credentials();
            case DENIED, NOT_ASSIGNED -> DirectErrors.denied();
            case NO_AUTHENTICATOR -> DirectErrors.cannotBeUsed();
            default -> DirectErrors.code();
        };
    }
}
