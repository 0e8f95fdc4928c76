package gatehouse.kernel.db;

import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Via;
import gatehouse.kernel.World;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the System Log. What a reader adds from Okta's catalogue (the display message) is left
 * out.
 */
final class SystemLog {
    private static final String INSERT =
            """
            insert into system_log
              (org_id, id, published, event_type, actor_id, severity, outcome, body)
            select o, i, p::timestamptz, t, a, s, r, b::jsonb
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[]) as e (o, i, p, t, a, s, r, b)
            """;

    /** One event, ready to be written. */
    record LogRow(
            String org,
            String id,
            String published,
            String type,
            String actor,
            String severity,
            String outcome,
            String body) {}

    private SystemLog() {}

    static List<LogRow> rows(Principal actor, World world, List<Event> events) {
        return events.stream().map(event -> row(actor, world, event)).toList();
    }

    static LogRow row(Principal actor, World world, Event event) {
        var who = event.actor() == null ? actor(actor) : event.actor();
        return new LogRow(
                actor.org(),
                world.id("evt"),
                Json.time(world.now()),
                event.type(),
                who.id(),
                event.severity(),
                event.outcome(),
                Json.text(body(who, actor.via(), event)));
    }

    static void write(Connection connection, @Nullable String enter, List<LogRow> rows) {
        Sql.execute(connection, enter, INSERT, columns(rows));
    }

    /** Writes rows, and tells the other nodes in the same journey. */
    static void write(Connection connection, @Nullable String enter, List<LogRow> rows, News news) {
        var args = Arrays.copyOf(columns(rows), 9);
        args[8] = news.payload();
        Sql.execute(connection, enter, INSERT + "; " + News.TELL, args);
    }

    private static @Nullable Object[] columns(List<LogRow> rows) {
        return new @Nullable Object[] {
            column(rows, LogRow::org),
            column(rows, LogRow::id),
            column(rows, LogRow::published),
            column(rows, LogRow::type),
            column(rows, LogRow::actor),
            column(rows, LogRow::severity),
            column(rows, LogRow::outcome),
            column(rows, LogRow::body)
        };
    }

    private static List<String> column(List<LogRow> rows, Function<LogRow, String> cell) {
        return rows.stream().map(cell).toList();
    }

    private static Event.Target actor(Principal actor) {
        return new Event.Target(
                actor.id(), actor.type().word(), actor.login(), actor.displayName());
    }

    private static ObjectNode body(Event.Target actor, Via via, Event event) {
        var body = Json.object();
        body.set("actor", target(actor));
        body.set("client", client(via));
        var outcome = body.putObject("outcome").put("result", event.outcome());
        if (event.reason() != null) {
            outcome.put("reason", event.reason());
        }
        var targets = body.putArray("target");
        event.targets().forEach(t -> targets.add(target(t)));
        transaction(body.putObject("transaction"), via);
        var debug = body.putObject("debugContext").putObject("debugData");
        debug.put("requestId", via.requestId()).put("requestUri", via.uri()).put("url", via.uri());
        event.debug().forEach(debug::put);
        body.putObject("authenticationContext").put("externalSessionId", session(via));
        return body;
    }

    private static String session(Via via) {
        return via.session() == null ? "unknown" : via.session();
    }

    private static ObjectNode target(Event.Target target) {
        return Json.object()
                .put("id", target.id())
                .put("type", target.type())
                .put("alternateId", target.alternateId() == null ? "unknown" : target.alternateId())
                .put("displayName", target.displayName());
    }

    private static ObjectNode client(Via via) {
        var client = Json.object();
        client.put("ipAddress", via.address());
        if (via.userAgent() != null) {
            client.putObject("userAgent").put("rawUserAgent", via.userAgent());
        }
        return client;
    }

    private static void transaction(ObjectNode transaction, Via via) {
        boolean web = !via.requestId().isEmpty();
        transaction.put("type", web ? "WEB" : "JOB").put("id", via.requestId());
        var detail = transaction.putObject("detail");
        if (via.token() != null) {
            detail.put("requestApiTokenId", via.token());
        }
    }
}
