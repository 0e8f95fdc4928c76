package gatehouse.policy.providers;

import gatehouse.kernel.http.Call;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * What providers must know of the directory.
 *
 * @param shown somebody by their id, as lists of users show them
 * @param named tells the id of the user of the path, as far as the caller may see them
 */
public record People(
        BiFunction<Call, String, Optional<ObjectNode>> shown, Function<Call, String> named) {}
