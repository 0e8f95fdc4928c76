package gatehouse.platform.systemlog;

import gatehouse.kernel.Problem;
import gatehouse.kernel.filter.Condition;
import gatehouse.kernel.http.Call;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of the System Log asks for (Okta, System Log query).
 *
 * @param until the end of a bounded query; for a poller without meaning
 * @param polling without end: in the order in which events became durable
 * @param limit 0–1,000 events in a page
 */
record LogQuery(
        Instant since,
        Instant until,
        boolean polling,
        boolean descending,
        int limit,
        List<Condition> conditions,
        @Nullable LogCursor after) {

    private static final Duration USUAL_SPAN = Duration.ofDays(7);
    private static final Duration FURTHEST_BACK = Duration.ofDays(180);
    private static final int USUAL_LIMIT = 100;
    private static final int MOST = 1_000;

    /**
     * @throws Problem E0000001, E0000029 or E0000053, saying which parameter is not good
     */
    static LogQuery of(Call call) {
        boolean descending = descending(call);
        var cursor = text(call, "after");
        var after = cursor == null ? null : LogCursor.parse(cursor);
        var sent = text(call, "until");
        boolean polling = after == null ? sent == null && !descending : after.until() == null;
        var until = until(call, after, sent);
        return new LogQuery(
                since(call, after, until),
                until,
                polling,
                descending,
                limit(call),
                conditions(call),
                after);
    }

    private static Instant until(Call call, @Nullable LogCursor after, @Nullable String sent) {
        if (after != null && after.until() != null) {
            return Instant.parse(after.until());
        }
        return sent == null ? now(call).plusMillis(1) : time("until", sent);
    }

    private static Instant since(Call call, @Nullable LogCursor after, Instant until) {
        if (after != null && after.since() != null) {
            return Instant.parse(after.since());
        }
        var sent = text(call, "since");
        if (sent == null) {
            return until.minus(USUAL_SPAN);
        }
        var since = time("since", sent);
        if (since.isBefore(now(call).minus(FURTHEST_BACK))) {
            throw Problem.of("E0000053").because("since: Must not be more than 180 days ago");
        }
        return since;
    }

    private static Instant now(Call call) {
        return call.db().world().now();
    }

    private static Instant time(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Problem.invalid(name, name + ": Must be a date and time as in ISO 8601");
        }
    }

    private static boolean descending(Call call) {
        return switch (text(call, "sortOrder")) {
            case "DESCENDING" -> true;
            case "ASCENDING" -> false;
            case null -> false;
            default -> throw Problem.invalid("sortOrder", "sortOrder: ASCENDING or DESCENDING");
        };
    }

    private static int limit(Call call) {
        var sent = text(call, "limit");
        try {
            int limit = sent == null ? USUAL_LIMIT : Integer.parseInt(sent);
            if (limit >= 0 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw Problem.invalid("limit", "limit: Must be a number from 0 to " + MOST);
        }
        throw Problem.invalid("limit", "limit: Must be from 0 to " + MOST);
    }

    private static List<Condition> conditions(Call call) {
        var conditions = new ArrayList<Condition>();
        var filter = text(call, "filter");
        if (filter != null) {
            conditions.add(LogDialect.FILTER.compile(filter));
        }
        var keywords = text(call, "q");
        if (keywords != null) {
            conditions.addAll(LogKeywords.conditions(keywords));
        }
        return conditions;
    }

    private static @Nullable String text(Call call, String name) {
        var text = call.query(name);
        return text == null || text.isBlank() ? null : text;
    }

    /** Adds the conditions to a statement. */
    void narrow(StringBuilder sql, List<Object> args) {
        for (var condition : conditions) {
            sql.append(" and (").append(condition.sql()).append(')');
            args.addAll(condition.args());
        }
    }
}
