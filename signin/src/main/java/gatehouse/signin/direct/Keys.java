package gatehouse.signin.direct;

import gatehouse.kernel.Json;
import gatehouse.kernel.http.Call;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.protocol.oauth.direct.DirectErrors;
import gatehouse.protocol.oauth.direct.Told;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Turn;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Passkeys that the client has its platform ask for. */
final class Keys {
    private final Engine engine;
    private final Settling settling;

    Keys(Engine engine, Settling settling) {
        this.engine = engine;
        this.settling = settling;
    }

    Optional<Chosen> offered(Turn turn) {
        return Chosen.offered(turn, Set.of(Kind.WEBAUTHN));
    }

    Told first(Call call, Turn named) {
        return offered(named)
                .map(chosen -> asked(call, named, chosen))
                .orElseGet(() -> Settling.unusable(call, named));
    }

    /** Before anything is proved, nothing shows which passkeys a person has. */
    Told asked(Call call, Turn turn, Chosen chosen) {
        var asked = chosen.choose(engine, call, turn);
        if (asked.complaint() != null) {
            return new Told.Refused(Settling.error(asked.complaint()));
        }
        if (!(asked.step() instanceof Step.Challenge(_, var pending, _, _, _))) {
            return new Told.Refused(DirectErrors.cannotBeUsed());
        }
        var options = ((ObjectNode) pending.data().path("challenge")).deepCopy();
        if (!options.has("rpId")) {
            options.put("rpId", URI.create(call.origin()).getHost());
        }
        return new Told.AskKey(options, known(options, chosen.option().label()));
    }

    private static List<ObjectNode> known(JsonNode options, String label) {
        return options.path("allowCredentials")
                .valueStream()
                .map(one ->
                        Json.object()
                                .put("credentialId", one.path("id").asString(""))
                                .put("displayName", label))
                .toList();
    }

    /** The first thing that is proved. */
    Told firstAnswered(Call call, Held held, ObjectNode answer) {
        return settling.first(
                call, held, engine.answer(call, held.flow(), new Answer.Prove(answer)));
    }

    /** A further one. */
    Told answered(Call call, Held held, ObjectNode answer) {
        var turn = engine.look(call, held.flow());
        return offered(turn).filter(chosen -> chosen.asked(turn)).isPresent()
                ? settling.settled(call, held, engine.answer(call, turn, new Answer.Prove(answer)))
                : new Told.Refused(DirectErrors.cannotBeUsed());
    }
}
