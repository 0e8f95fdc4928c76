package gatehouse.kernel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects everything wrong with a body, so that the client hears it all at once. */
public final class Violations {
    private static final String BLANK = "The field cannot be left blank";

    private final List<String> causes = new ArrayList<>();

    /** Must be there, not blank, and at most {@code max} characters long. */
    public Violations text(String field, @Nullable String value, int max) {
        if (value == null || value.isBlank()) {
            return add(field, BLANK);
        }
        return optionalText(field, value, max);
    }

    public Violations optionalText(String field, @Nullable String value, int max) {
        return require(
                value == null || value.length() <= max,
                field,
                "The field is too long. It must be at most " + max + " characters");
    }

    public Violations present(String field, @Nullable Object value) {
        return require(value != null, field, BLANK);
    }

    public Violations require(boolean holds, String field, String otherwise) {
        return holds ? this : add(field, otherwise);
    }

    public Violations add(String field, String cause) {
        causes.add(field + ": " + cause);
        return this;
    }

    public List<String> causes() {
        return List.copyOf(causes);
    }

    /**
     * @throws Problem E0000001 about {@code subject}, where anything was wrong
     */
    public void throwIfAny(String subject) {
        if (!causes.isEmpty()) {
            throw Problem.invalid(subject, causes);
        }
    }
}
