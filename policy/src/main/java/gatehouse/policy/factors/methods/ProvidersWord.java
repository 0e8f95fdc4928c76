package gatehouse.policy.factors.methods;

import gatehouse.kernel.Json;
import gatehouse.kernel.db.Tx;
import gatehouse.policy.factors.Challenged;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.POJONode;

/**
 * Another provider says that it is they. Its word is no JSON: so nothing that anybody sends can be
 * taken for it.
 */
public final class ProvidersWord implements Proof {
    private static final Duration PROMPT = Duration.ofMinutes(5);

    /**
     * @param authenticator that its provider answers for
     * @param user whom it vouches for
     */
    private record Vouched(String authenticator, String user) {}

    /** The word of the provider of an authenticator, as an answer. */
    public static JsonNode of(String authenticator, String user) {
        return JsonNodeFactory.instance.pojoNode(new Vouched(authenticator, user));
    }

    @Override
    public Draft draft(Tx tx, Enrolling enrolling) {
        return Draft.pending(Json.object(), null, Json.object());
    }

    @Override
    public Challenged ask(Tx tx, Asking asking) {
        return new Challenged("", tx.now().plus(PROMPT), Json.object());
    }

    @Override
    public Attempt attempt(Tx tx, Asking asking, JsonNode answer) {
        var word = new Vouched(asking.authenticator().id(), asking.person().id());
        return answer instanceof POJONode told && word.equals(told.getPojo())
                ? new Attempt.Right(asking.first())
                : new Attempt.Wrong("INVALID_CREDENTIALS");
    }
}
