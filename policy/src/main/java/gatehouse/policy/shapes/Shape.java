package gatehouse.policy.shapes;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What one value of a body may be. */
@FunctionalInterface
public interface Shape {
    /**
     * @param sent never missing and never null
     * @param at its path, for whoever must be told that it is wrong
     * @param reading to which what is wrong is told
     * @return what is kept of it, completed; null where nothing is
     */
    @Nullable JsonNode read(JsonNode sent, String at, Reading reading);
}
