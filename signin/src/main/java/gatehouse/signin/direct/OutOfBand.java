package gatehouse.signin.direct;

import gatehouse.kernel.Json;
import gatehouse.kernel.http.Call;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.protocol.jose.TokenHash;
import gatehouse.protocol.oauth.direct.DirectErrors;
import gatehouse.protocol.oauth.direct.Told;
import gatehouse.signin.asking.FirstProof;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.flow.Flows;
import gatehouse.signin.flow.Pending;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Turn;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Codes that a person is told by another channel, and says to the client. */
final class OutOfBand {
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final Map<String, Kind> CHANNELS = Map.of("sms", Kind.SMS, "voice", Kind.CALL);

    /** Seconds between two questions whether the person has said it. */
    private static final long INTERVAL = 5;

    private static final String POLLED = "polled";

    private final Engine engine;
    private final Settling settling;

    OutOfBand(Engine engine, Settling settling) {
        this.engine = engine;
        this.settling = settling;
    }

    /** As which a sign-in begins whose first proof is told by a channel. */
    static String wish(String channel) {
        return FirstProof.CHANNEL + "=" + channel;
    }

    /**
     * @param channel or nothing, for any
     */
    Optional<Chosen> offered(Turn turn, Optional<String> channel) {
        var kinds =
                channel.isEmpty()
                        ? Set.copyOf(CHANNELS.values())
                        : Optional.ofNullable(CHANNELS.get(channel.get()))
                                .map(Set::of)
                                .orElse(Set.of());
        return Chosen.offered(turn, kinds);
    }

    /** Before anything is proved, the code that belongs to the sign-in is its handle. */
    Told first(Call call, Held begun, Turn named, String channel) {
        return offered(named, Optional.of(channel))
                .map(chosen -> sent(call, begun.token(), named, chosen))
                .orElseGet(() -> Settling.unusable(call, named));
    }

    Told sent(Call call, Held held, Turn turn, Chosen chosen) {
        return sent(call, oob(held.token()), turn, chosen);
    }

    private Told sent(Call call, String oob, Turn turn, Chosen chosen) {
        var asked = chosen.choose(engine, call, turn);
        if (asked.complaint() != null) {
            return new Told.Refused(Settling.error(asked.complaint()));
        }
        var channel = chosen.kind() == Kind.SMS ? "sms" : "voice";
        return new Told.Sent(oob, channel, LIFETIME.toSeconds(), INTERVAL);
    }

    /** Made of the other token, so that the two belong together and neither is kept. */
    private static String oob(String token) {
        return TokenHash.stored("oob code of " + token);
    }

    /** The first thing that is proved. */
    Told heard(Call call, Held held, @Nullable String code) {
        return held.flow().state().proofs().isEmpty()
                ? said(call, held, code)
                : Settling.gone(held.token());
    }

    /** A further one. */
    Told bound(Call call, Held held, String oob, @Nullable String code) {
        return oob.equals(oob(held.token()))
                ? said(call, held, code)
                : new Told.Refused(DirectErrors.notTogether());
    }

    private Told said(Call call, Held held, @Nullable String code) {
        var turn = engine.look(call, held.flow());
        var pending = pending(turn);
        if (pending.isEmpty()) {
            return new Told.Refused(DirectErrors.cannotBeUsed());
        }
        if (code == null) {
            return waiting(call, turn, pending.get());
        }
        var answer = new Answer.Prove(Json.object().put("passcode", code));
        return settling.settled(call, held, engine.answer(call, turn, answer));
    }

    private static Optional<Pending> pending(Turn turn) {
        return turn.step() instanceof Step.Challenge(_, var pending, _, _, _)
                ? Optional.of(pending)
                        .filter(one -> one.kind().filter(CHANNELS.values()::contains).isPresent())
                : Optional.empty();
    }

    /** RFC 8628 §3.5: a client that asks too often is told so. */
    private static Told waiting(Call call, Turn turn, Pending pending) {
        long now = call.db().world().now().getEpochSecond();
        boolean soon = now - pending.data().path(POLLED).asLong(0) < INTERVAL;
        var asked = pending.with(pending.data().deepCopy().put(POLLED, now));
        call.db()
                .once(
                        call.principal(),
                        tx ->
                                Flows.move(tx, turn.flow(), turn.flow().state().asking(asked))
                                        .isPresent());
        return new Told.Refused(soon ? DirectErrors.tooSoon() : DirectErrors.pending());
    }
}
