package gatehouse.signin.steps;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that a person is asked about themselves.
 *
 * @param name of the attribute
 * @param label that people know it by
 * @param type as JSON Schema has it: {@code string}, {@code boolean}, {@code integer} …
 * @param shortest in characters, or null; likewise {@code longest}
 * @param choices of which it must be one; empty where it may be anything
 * @param value that was given, though it would not do; or null
 */
public record Asked(
        String name,
        String label,
        String type,
        boolean required,
        @Nullable Integer shortest,
        @Nullable Integer longest,
        List<Choice> choices,
        @Nullable JsonNode value) {
    /** One of the values that an attribute may have, and what people call it. */
    public record Choice(JsonNode value, String label) {}

    public Asked called(String other) {
        return new Asked(name, other, type, required, shortest, longest, choices, value);
    }

    public Asked holding(@Nullable JsonNode given) {
        return new Asked(name, label, type, required, shortest, longest, choices, given);
    }
}
