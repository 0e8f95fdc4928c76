package gatehouse.signin.engine;

import gatehouse.kernel.db.Row;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A sign-in under way, as it was when it was read.
 *
 * @param version counts its changes; it is changed only by who has seen the last
 * @param path of the endpoint that it began at
 * @param params of the request there, as a query
 * @param app that the person wants to use, or null
 */
public record Flow(
        String id,
        int version,
        Purpose purpose,
        String path,
        String params,
        @Nullable String app,
        Instant expires,
        State state) {

    static Flow read(Row row) {
        var state = row.json("state");
        return new Flow(
                row.text("id"),
                row.integer("version"),
                Purpose.valueOf(row.text("purpose")),
                row.text("path"),
                row.text("params"),
                row.textOrNull("app"),
                row.instant("expires"),
                state.isEmpty() ? State.NEW : row.json("state", State.class));
    }

    Flow with(int newVersion, State next) {
        return new Flow(id, newVersion, purpose, path, params, app, expires, next);
    }
}
