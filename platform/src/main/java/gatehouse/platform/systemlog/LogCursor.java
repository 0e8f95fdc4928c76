package gatehouse.platform.systemlog;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * How far a reader of the System Log has come.
 *
 * @param xact the transaction, in commit order, of the last event read
 * @param seq of that event; -1 before all events of the transaction
 * @param published the time of that event, where the reader goes by time
 * @param since the beginning of what is read
 * @param until its end; null for a poller
 */
record LogCursor(
        String xact,
        long seq,
        @Nullable String published,
        @Nullable String since,
        @Nullable String until) {
    static final LogCursor START = at("0", -1);

    private static final Pattern TRANSACTION = Pattern.compile("\\d{1,19}");

    static LogCursor at(String xact, long seq) {
        return new LogCursor(xact, seq, null, null, null);
    }

    LogCursor since(Instant beginning) {
        return new LogCursor(xact, seq, published, Json.time(beginning), until);
    }

    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(this));
    }

    /**
     * @throws Problem E0000029 where it is none of ours
     */
    static LogCursor parse(String text) {
        try {
            var json = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var cursor = Json.read(json, LogCursor.class);
            if (cursor == null) {
                throw new IllegalArgumentException("no cursor at all");
            }
            return cursor.checked();
        } catch (IllegalArgumentException | JacksonException | DateTimeException e) {
            throw Problem.of("E0000029");
        }
    }

    private LogCursor checked() {
        boolean bounded = until != null;
        if (xact == null || !TRANSACTION.matcher(xact).matches() || since == null) {
            throw new IllegalArgumentException("not a cursor");
        }
        if (bounded && published == null) {
            throw new IllegalArgumentException("not a cursor of a bounded query");
        }
        for (var time : new String[] {since, until, published}) {
            if (time != null) {
                var _ = Instant.parse(time);
            }
        }
        return this;
    }
}
