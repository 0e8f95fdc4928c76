package gatehouse.signin.direct;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.Json;
import gatehouse.kernel.http.Call;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.webauthn.Ceremony;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.oauth.direct.Ask;
import gatehouse.protocol.oauth.direct.DirectErrors;
import gatehouse.protocol.oauth.direct.Told;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Turn;
import java.util.Optional;
import java.util.Set;

/**
 * Takes direct authentication through the sign-in engine, under the policy of the client's own
 * application. A sign-in under way is bound to the client and the server it began with.
 */
public final class DirectDoor {
    private static final String MFA_OTP = "http://auth0.com/oauth/grant-type/mfa-otp";
    private static final String MFA_OOB = "http://auth0.com/oauth/grant-type/mfa-oob";
    private static final String MFA_KEY = "urn:okta:params:oauth:grant-type:mfa-webauthn";

    /** What makes codes that a person has at hand. */
    private static final Set<Kind> CODES =
            Set.of(Kind.GOOGLE_OTP, Kind.OKTA_TOTP, Kind.CUSTOM_OTP, Kind.YUBIKEY_OTP);

    private final Engine engine;
    private final Settling settling;
    private final OutOfBand outOfBand;
    private final Keys keys;

    public DirectDoor(Engine engine) {
        this.engine = engine;
        this.settling = new Settling(engine);
        this.outOfBand = new OutOfBand(engine, settling);
        this.keys = new Keys(engine, settling);
    }

    /** As {@link gatehouse.protocol.oauth.direct.DirectSignIn} has it. */
    public Told take(Call call, AuthorizationServer server, Client client, Ask ask) {
        return switch (ask) {
            case Ask.First first -> first(call, server, client, first);
            case Ask.Next next ->
                    Held.find(call, server, client, next.token())
                            .map(held -> next(call, held, next))
                            .orElseGet(() -> Settling.gone(next.token()));
        };
    }

    private Told first(Call call, AuthorizationServer server, Client client, Ask.First ask) {
        return switch (ask) {
            case Ask.Password(var login, var password) -> {
                var begun = Held.begin(call, server, client, "");
                var answer = new Answer.Identify(login, password, null);
                yield settling.first(call, begun, engine.answer(call, begun.flow(), answer));
            }
            case Ask.Code(var login, var code) -> {
                var begun = Held.begin(call, server, client, "");
                yield firstCode(call, begun, settling.named(call, begun, login), code);
            }
            case Ask.Tell(var login, var channel) -> {
                var begun = Held.begin(call, server, client, OutOfBand.wish(channel));
                var named = settling.named(call, begun, login);
                yield outOfBand.first(call, begun, named, channel);
            }
            case Ask.UseKey(var login) -> {
                var begun = Held.begin(call, server, client, "");
                yield keys.first(call, settling.named(call, begun, login));
            }
            case Ask.Key(var answer) ->
                    Ceremony.challenge(answer)
                            .flatMap(sent -> Held.challenged(call, server, client, sent))
                            .map(held -> keys.firstAnswered(call, held, answer))
                            .orElseGet(() -> new Told.Refused(DirectErrors.credentials()));
        };
    }

    private Told next(Call call, Held held, Ask.Next ask) {
        return switch (ask) {
            case Ask.Heard(_, var code) -> outOfBand.heard(call, held, code);
            case Ask.NextCode(_, var code) -> nextCode(call, held, code);
            case Ask.NextKey(_, var answer) -> keys.answered(call, held, answer);
            case Ask.Challenge(_, var types, var channel) ->
                    challenge(call, held, types, Optional.ofNullable(channel));
            case Ask.Bound(_, var oob, var code) -> outOfBand.bound(call, held, oob, code);
        };
    }

    private Told firstCode(Call call, Held held, Turn named, String code) {
        return Chosen.offered(named, CODES)
                .map(chosen -> settling.first(call, held, coded(call, named, chosen, code)))
                .orElseGet(() -> Settling.unusable(call, named));
    }

    /** A code that the person has at hand. */
    private Turn coded(Call call, Turn turn, Chosen chosen, String code) {
        var asked = chosen.asked(turn) ? turn : chosen.choose(engine, call, turn);
        var answer = new Answer.Prove(Json.object().put("passcode", code));
        return engine.answer(call, asked, answer);
    }

    private Told nextCode(Call call, Held held, String code) {
        var turn = engine.look(call, held.flow());
        return Chosen.offered(turn, CODES)
                .map(chosen -> settling.settled(call, held, coded(call, turn, chosen, code)))
                .orElseGet(() -> new Told.Refused(DirectErrors.cannotBeUsed()));
    }

    /** By the first of these that the person can do. */
    private Told challenge(Call call, Held held, Set<String> types, Optional<String> channel) {
        var turn = engine.look(call, held.flow());
        return outOfBand
                .offered(turn, channel)
                .filter(_ -> types.contains(MFA_OOB))
                .map(chosen -> outOfBand.sent(call, held, turn, chosen))
                .or(() ->
                        keys.offered(turn)
                                .filter(_ -> types.contains(MFA_KEY))
                                .map(chosen -> keys.asked(call, turn, chosen)))
                .or(() ->
                        Chosen.offered(turn, CODES)
                                .filter(_ -> types.contains(MFA_OTP))
                                .map(_ -> new Told.AskCode()))
                .orElseGet(() -> new Told.Refused(DirectErrors.cannotBeUsed()));
    }
}
