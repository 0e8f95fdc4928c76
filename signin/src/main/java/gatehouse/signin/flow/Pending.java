package gatehouse.signin.flow;

import gatehouse.policy.assurance.Way;
import gatehouse.policy.factors.enrollment.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the person was asked for and has yet to give.
 *
 * @param enrolling whether it is to be set up, rather than proved
 * @param authenticator its id
 * @param key of the authenticator
 * @param method of it
 * @param enrollment what is being set up, or null
 * @param data what the page shows of it: a number half hidden, a challenge, a secret to scan
 */
public record Pending(
        boolean enrolling,
        String authenticator,
        String key,
        String method,
        @Nullable String enrollment,
        ObjectNode data) {

    /** The same, knowing something else. */
    public Pending with(ObjectNode other) {
        return new Pending(enrolling, authenticator, key, method, enrollment, other);
    }

    public Optional<Kind> kind() {
        return Kind.of(key, method);
    }

    public Way way() {
        return new Way(key, method, authenticator);
    }
}
