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
 * @param format how it is to be put, as a UI schema calls that; empty where its type says it
 * @param named whether the label is the form's own, rather than what the attribute is called
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
        String format,
        boolean named,
        List<Choice> choices,
        @Nullable JsonNode value) {
    /** One of the values that an attribute may have, and what people call it. */
    public record Choice(JsonNode value, String label) {}

    /**
     * @param other empty where the label will do
     */
    public Asked put(String other, String how) {
        boolean own = !other.isBlank();
        var words = own ? other : label;
        return new Asked(name, words, type, required, shortest, longest, how, own, choices, value);
    }

    public Asked holding(@Nullable JsonNode given) {
        return new Asked(
                name, label, type, required, shortest, longest, format, named, choices, given);
    }
}
