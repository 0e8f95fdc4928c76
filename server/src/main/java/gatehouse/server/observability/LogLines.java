package gatehouse.server.observability;

import gatehouse.kernel.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** What the server says of its own doings, a JSON object in each line, for machines to read. */
public final class LogLines extends Formatter {
    @Override
    public String format(LogRecord said) {
        var line =
                Json.object()
                        .put("time", Json.time(said.getInstant()))
                        .put("log", said.getLoggerName())
                        .put("level", said.getLevel().getName())
                        .put("message", formatMessage(said));
        if (said.getThrown() != null) {
            var trace = new StringWriter();
            said.getThrown().printStackTrace(new PrintWriter(trace));
            line.put("error", trace.toString());
        }
        return Json.text(line) + "\n";
    }
}
