package gatehouse.policy.evaluation.circumstances;

import java.util.Set;

/**
 * What is unusual about a request.
 *
 * @param behaviors the names of those that were seen
 */
public record Signals(Set<String> behaviors, Risk risk) {
    public static final Signals NONE = new Signals(Set.of(), Risk.LOW);
}
