package gatehouse.signin.direct;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.OAuthError;
import gatehouse.kernel.http.Call;
import gatehouse.policy.assurance.Proof;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.jose.TokenHash;
import gatehouse.protocol.oauth.direct.Ask;
import gatehouse.protocol.oauth.direct.DirectErrors;
import gatehouse.protocol.oauth.direct.Told;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.sessions.Amr;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Step.NewPassword.Reason;
import gatehouse.signin.steps.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes direct authentication through the sign-in engine, under the policy of the client's own
 * application. A sign-in under way is bound to the client and the server it began with.
 */
public final class DirectDoor {
    private static final String MFA_OOB = "http://auth0.com/oauth/grant-type/mfa-oob";
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(5);

    /** What makes codes that a person has at hand. */
    private static final Set<Kind> CODES =
            Set.of(Kind.GOOGLE_OTP, Kind.OKTA_TOTP, Kind.CUSTOM_OTP, Kind.YUBIKEY_OTP);

    private static final Map<String, Kind> CHANNELS = Map.of("sms", Kind.SMS, "voice", Kind.CALL);

    private final Engine engine;

    public DirectDoor(Engine engine) {
        this.engine = engine;
    }

    /** As {@link gatehouse.protocol.oauth.direct.DirectSignIn} has it. */
    public Told take(Call call, AuthorizationServer server, Client client, Ask ask) {
        return switch (ask) {
            case Ask.Password(var login, var password) -> {
                var begun = Held.begin(call, server, client);
                yield first(call, begun, new Answer.Identify(login, password, null));
            }
            case Ask.Code(var login, var code) -> {
                var begun = Held.begin(call, server, client);
                var named =
                        engine.answer(call, begun.flow(), new Answer.Identify(login, null, null));
                yield code(call, new Held(begun.token(), named.flow()), named, code, true);
            }
            case Ask.NextCode(var token, var code) ->
                    Held.find(call, server, client, token)
                            .map(held ->
                                    code(call, held, engine.look(call, held.flow()), code, false))
                            .orElseGet(() -> gone(token));
            case Ask.Challenge(var token, var types, var channel) ->
                    Held.find(call, server, client, token)
                            .map(held ->
                                    challenge(call, held, types, channel == null ? "" : channel))
                            .orElseGet(() -> gone(token));
            case Ask.Bound(var token, var oob, var code) ->
                    Held.find(call, server, client, token)
                            .map(held -> bound(call, held, oob, code == null ? "" : code))
                            .orElseGet(() -> gone(token));
        };
    }

    private static Told gone(String token) {
        return new Told.Refused(DirectErrors.expired(token));
    }

    /** Whoever does not prove the first thing has no sign-in. */
    private Told first(Call call, Held held, Answer answer) {
        var turn = engine.answer(call, held.flow(), answer);
        if (turn.flow().state().proofs().isEmpty()) {
            Held.over(call, turn.flow());
            return new Told.Refused(DirectErrors.credentials());
        }
        return settled(call, held.token(), turn);
    }

    /** Nobody can be asked, so what can wait is put off. */
    private Told settled(Call call, String token, Turn turn) {
        if (turn.complaint() != null) {
            return new Told.Refused(error(turn.complaint()));
        }
        return switch (turn.step()) {
            case Step.Stay _ -> settled(call, token, engine.answer(call, turn.flow(), stay()));
            case Step.ChooseEnrollment(_, var skippable) ->
                    skippable
                            ? settled(call, token, skipped(call, turn))
                            : ended(call, turn, DirectErrors.cannotBeUsed(), List.of());
            case Step.NewPassword(_, var why, _, _) ->
                    why == Reason.EXPIRES_SOON
                            ? settled(call, token, skipped(call, turn))
                            : ended(call, turn, DirectErrors.passwordExpired(), List.of());
            case Step.Done(var user, _, _) -> done(call, turn, user.id(), token);
            case Step.Choose _, Step.Challenge _ -> new Told.More(token);
            case Step.Refused(_, var evidence) ->
                    ended(call, turn, DirectErrors.denied(), evidence);
            case Step.Identify _, Step.Enroll _, Step.Unlocked _, Step.Gone _ -> gone(token);
        };
    }

    private static Answer stay() {
        return new Answer.Stay(false);
    }

    private Turn skipped(Call call, Turn turn) {
        return engine.answer(call, turn.flow(), new Answer.Skip());
    }

    private static Told ended(Call call, Turn turn, OAuthError error, List<Event> evidence) {
        Held.over(call, turn.flow());
        evidence.forEach(event -> call.db().tell(call.principal(), event));
        return new Told.Refused(error);
    }

    private Told done(Call call, Turn turn, String user, String token) {
        if (!call.db().as(call.principal(), tx -> engine.end(tx, call, turn))) {
            return gone(token);
        }
        var proofs = turn.flow().state().proofs();
        var last =
                proofs.stream()
                        .map(Proof::at)
                        .max(Instant::compareTo)
                        .orElse(call.db().world().now());
        return new Told.Proved(user, last, Amr.of(proofs));
    }

    private static OAuthError error(Complaint why) {
        return switch (why.kind()) {
            case TOO_MANY -> DirectErrors.tooMany();
            case WRONG_CREDENTIALS, LOCKED_OUT -> DirectErrors.credentials();
            case DENIED, NOT_ASSIGNED -> DirectErrors.denied();
            case NO_AUTHENTICATOR -> DirectErrors.cannotBeUsed();
            default -> DirectErrors.code();
        };
    }

    private Turn choose(Call call, Turn turn, Chosen chosen) {
        var choice = new Answer.Choose(chosen.option().id(), chosen.kind().method(), Json.object());
        return engine.answer(call, turn.flow(), choice);
    }

    /** A code that the person has at hand. */
    private Told code(Call call, Held held, Turn turn, String code, boolean first) {
        var chosen = Chosen.offered(turn, CODES);
        if (chosen.isEmpty()) {
            if (first) {
                Held.over(call, turn.flow());
            }
            return new Told.Refused(DirectErrors.cannotBeUsed());
        }
        var asked = chosen.get().asked(turn) ? turn : choose(call, turn, chosen.get());
        var answer = new Answer.Prove(Json.object().put("passcode", code));
        return first
                ? first(call, new Held(held.token(), asked.flow()), answer)
                : settled(call, held.token(), engine.answer(call, asked.flow(), answer));
    }

    private Told challenge(Call call, Held held, Set<String> types, String channel) {
        var turn = engine.look(call, held.flow());
        if (types.contains(MFA_OOB)) {
            var kinds =
                    channel.isEmpty()
                            ? Set.copyOf(CHANNELS.values())
                            : Optional.ofNullable(CHANNELS.get(channel))
                                    .map(Set::of)
                                    .orElse(Set.of());
            var chosen = Chosen.offered(turn, kinds);
            if (chosen.isPresent()) {
                return sent(call, held, turn, chosen.get());
            }
        }
        return types.size() > 1 || !types.contains(MFA_OOB)
                ? Chosen.offered(turn, CODES)
                        .<Told>map(_ -> new Told.AskCode())
                        .orElseGet(() -> new Told.Refused(DirectErrors.cannotBeUsed()))
                : new Told.Refused(DirectErrors.cannotBeUsed());
    }

    private Told sent(Call call, Held held, Turn turn, Chosen chosen) {
        var asked = choose(call, turn, chosen);
        if (asked.complaint() != null) {
            return new Told.Refused(error(asked.complaint()));
        }
        var channel = chosen.kind() == Kind.SMS ? "sms" : "voice";
        return new Told.Sent(oob(held.token()), channel, CODE_LIFETIME.toSeconds());
    }

    /** Made of the other token, so that the two belong together and neither is kept. */
    private static String oob(String token) {
        return TokenHash.stored("oob code of " + token);
    }

    private Told bound(Call call, Held held, String oob, String code) {
        if (!oob.equals(oob(held.token()))) {
            return new Told.Refused(DirectErrors.notTogether());
        }
        var turn = engine.look(call, held.flow());
        boolean asked =
                turn.step() instanceof Step.Challenge(_, var pending, _, _, _)
                        && pending.kind().filter(CHANNELS.values()::contains).isPresent();
        if (!asked || code.isEmpty()) {
            return new Told.Refused(asked ? DirectErrors.pending() : DirectErrors.cannotBeUsed());
        }
        var answer = new Answer.Prove(Json.object().put("passcode", code));
        return settled(call, held.token(), engine.answer(call, turn.flow(), answer));
    }
}
