package gatehouse.server.observability;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** What is logged: our own doings, and of the libraries only what is wrong. */
public final class Logging {
    private static final String RULES =
            """
            handlers = java.util.logging.ConsoleHandler
            .level = WARNING
            gatehouse.level = INFO
            java.util.logging.SimpleFormatter.format = %1$tFT%1$tT.%1$tLZ %4$s %3$s %5$s%6$s%n
            """;

    private Logging() {}

    public static void configure() {
        try {
            LogManager.getLogManager()
                    .readConfiguration(
                            new ByteArrayInputStream(RULES.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From here on each line is a JSON object, or is not. */
    public static void format(boolean json) {
        if (json) {
            for (var handler : Logger.getLogger("").getHandlers()) {
                handler.setFormatter(new LogLines());
            }
        }
    }
}
