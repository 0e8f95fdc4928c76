package gatehouse.platform.systemlog;

import gatehouse.kernel.Json;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Page;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/logs} (Okta, System Log API).
 *
 * <p>A query with an end is <em>bounded</em>: ordered by time, finite. One without is
 * <em>polling</em>: ordered as the events became durable, and there is always a next page, which
 * fills as more happens. A poller reads only below the oldest transaction still running, so no late
 * commit can be passed over.
 */
public final class Logs {
    /**
     * The number of a transaction is told as text but ordered as a number: hence its other name.
     */
    private static final String SELECT =
            "select md5(id)::uuid::text as uuid, xact::text as moment, seq, published, event_type,"
                    + " severity, body from system_log where org_id = ?";

    /** No transaction that writes an event lives longer. */
    private static final String LONGEST_TRANSACTION = "interval '15 minutes'";

    private record Entry(ObjectNode event, Instant published, String xact, long seq) {
        static Entry read(Row row) {
            return new Entry(
                    LogEvent.of(row),
                    row.instant("published"),
                    row.text("moment"),
                    row.number("seq"));
        }
    }

    public List<Route> routes() {
        return List.of(
                Route.get(
                        "/api/v1/logs",
                        "listLogEvents",
                        Guard.scope("okta.logs.read"),
                        Bucket.LOGS,
                        Logs::list));
    }

    private static Response list(Call call) {
        var query = LogQuery.of(call);
        return (query.polling() ? polled(call.tx(), query) : bounded(call.tx(), query))
                .response(call);
    }

    private static Page<ObjectNode> bounded(Tx tx, LogQuery query) {
        var sql = new StringBuilder(SELECT).append(" and published >= ? and published < ?");
        var args = new ArrayList<Object>(List.of(tx.org(), query.since(), query.until()));
        query.narrow(sql, args);
        var after = query.after();
        if (after != null) {
            sql.append(" and (published, xact, seq) ")
                    .append(query.descending() ? "<" : ">")
                    .append(" (?, ?::xid8, ?)");
            args.addAll(List.of(Instant.parse(after.published()), after.xact(), after.seq()));
        }
        var direction = query.descending() ? " desc" : "";
        sql.append(" order by published%1$s, xact%1$s, seq%1$s".formatted(direction))
                .append(" limit ?");
        args.add(query.limit() + 1);
        return Page.of(
                        tx.list(sql.toString(), Entry::read, args.toArray()),
                        query.limit(),
                        last -> cursor(query, last))
                .map(Entry::event);
    }

    private static String cursor(LogQuery query, Entry last) {
        return new LogCursor(
                        last.xact,
                        last.seq,
                        Json.time(last.published),
                        Json.time(query.since()),
                        Json.time(query.until()))
                .text();
    }

    private static Page<ObjectNode> polled(Tx tx, LogQuery query) {
        var horizon =
                tx.find(
                                "select pg_snapshot_xmin(pg_current_snapshot())::text as horizon",
                                row -> row.text("horizon"))
                        .orElseThrow();
        var sql =
                new StringBuilder(SELECT)
                        .append(" and xact < ?::xid8 and (xact, seq) > (?::xid8, ?)")
                        .append(" and published >= ?");
        var from = query.after() == null ? beginning(tx, query.since()) : query.after();
        var args = new ArrayList<Object>();
        args.addAll(List.of(tx.org(), horizon, from.xact(), from.seq(), query.since()));
        query.narrow(sql, args);
        sql.append(" order by xact, seq limit ?");
        args.add(query.limit());
        var entries = tx.list(sql.toString(), Entry::read, args.toArray());
        return new Page<>(
                entries.stream().map(Entry::event).toList(),
                reached(query, from, horizon, entries).text());
    }

    /** Where a poller begins: after whatever was surely durable before the time it asks for. */
    private static LogCursor beginning(Tx tx, Instant since) {
        return tx.find(
                        "select xact::text as moment, seq from system_log where org_id = ?"
                                + " and published < ?::timestamptz - "
                                + LONGEST_TRANSACTION
                                + " order by published desc, xact desc, seq desc limit 1",
                        row -> LogCursor.at(row.text("moment"), row.number("seq")),
                        tx.org(),
                        since)
                .orElse(LogCursor.START);
    }

    private static LogCursor reached(
            LogQuery query, LogCursor from, String horizon, List<Entry> entries) {
        LogCursor reached;
        if (query.limit() == 0) {
            reached = from;
        } else if (entries.size() == query.limit()) {
            reached = LogCursor.at(entries.getLast().xact, entries.getLast().seq);
        } else {
            reached = LogCursor.at(horizon, -1);
        }
        return reached.since(query.since());
    }
}
