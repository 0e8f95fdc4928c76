package gatehouse.platform.systemlog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What an event of each type is called for people. */
final class DisplayMessages {
    private static final Map<String, String> KNOWN = read();

    private DisplayMessages() {}

    static Map<String, String> known() {
        return KNOWN;
    }

    /** The message; of a type without one its name. */
    static String of(String type) {
        return KNOWN.getOrDefault(type, type);
    }

    private static Map<String, String> read() {
        var messages = new TreeMap<String, String>();
        try (var file = DisplayMessages.class.getResourceAsStream("messages.tsv")) {
            var text =
                    new String(
                            Objects.requireNonNull(file, "messages.tsv").readAllBytes(),
                            StandardCharsets.UTF_8);
            for (var line : text.lines().toList()) {
                int tab = line.indexOf('\t');
                messages.put(line.substring(0, tab), line.substring(tab + 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(messages);
    }
}
