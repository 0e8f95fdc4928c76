package gatehouse.signin.pages;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something a person is told, with at most one thing to do about it.
 *
 * @param detail for whoever they ask for help
 * @param action where the button leads; null for no button
 * @param fields that go with it
 */
public record Message(
        String text,
        @Nullable String detail,
        @Nullable String action,
        String button,
        Map<String, String> fields) {

    public static Message of(String text, @Nullable String detail) {
        return new Message(text, detail, null, "", Map.of());
    }
}
