package gatehouse.policy.evaluation.circumstances;

import java.util.Map;
import java.util.Set;

/**
 * What is unusual about a request.
 *
 * @param behaviors the names and ids of those that were seen
 * @param looked the names of all that were looked for, and whether they were seen
 */
public record Signals(Set<String> behaviors, Risk risk, Map<String, Boolean> looked) {
    public static final Signals NONE = new Signals(Set.of(), Risk.LOW);

    public Signals(Set<String> behaviors, Risk risk) {
        this(behaviors, risk, Map.of());
    }
}
