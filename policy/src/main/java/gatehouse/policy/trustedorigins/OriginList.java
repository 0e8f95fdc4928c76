package gatehouse.policy.trustedorigins;

import gatehouse.kernel.filter.Dialect;
import gatehouse.kernel.filter.Dialect.Column;
import gatehouse.kernel.filter.Dialect.Type;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Page;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.resource.Documents;
import gatehouse.kernel.resource.Resource;
import gatehouse.kernel.resource.ResourceJson;
import gatehouse.kernel.resource.Stored;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The list of trusted origins, narrowed by {@code q} and {@code filter}. */
final class OriginList {
    private static final int USUAL = 20;
    private static final int MOST = 200;
    private static final Dialect FILTER =
            Dialect.of(
                    Map.of(
                            "name", Column.any("(body ->> 'name')", Type.EXACT),
                            "origin", Column.any("(body ->> 'origin')", Type.EXACT),
                            "status", Column.any("status", Type.EXACT),
                            "type",
                                    Column.any(
                                            "jsonb_path_query_array(body, '$.scopes[*].type')",
                                            Type.TEXTS)));

    private final Resource resource;

    OriginList(Resource resource) {
        this.resource = resource;
    }

    /** The same list, where it is asked to be narrow. */
    Route narrowing(Route route) {
        return route.handled(call ->
                given(call, "q").isEmpty() && given(call, "filter").isEmpty()
                        ? route.handler().handle(call)
                        : found(call));
    }

    private static String given(Call call, String name) {
        var value = call.query(name);
        return value == null ? "" : value;
    }

    private Response found(Call call) {
        int limit = call.limit(USUAL, MOST);
        var ids = new HashSet<>(ids(call, limit + 1));
        var rows =
                new Documents(resource)
                        .all(call.tx(), null).stream()
                                .filter(row -> ids.contains(row.id()))
                                .toList();
        var json = new ResourceJson(resource);
        return Page.of(rows, limit, Stored::id).map(row -> json.render(call, row)).response(call);
    }

    private List<String> ids(Call call, int most) {
        var sql = new StringBuilder("select id from " + resource.table() + " where org_id = ?");
        var args = new ArrayList<Object>(List.of(call.tx().org()));
        var prefix = given(call, "q").toLowerCase(Locale.ROOT);
        if (!prefix.isEmpty()) {
            sql.append(
                    " and (starts_with(lower(body ->> 'name'), ?)"
                            + " or starts_with(lower(body ->> 'origin'), ?))");
            args.addAll(List.of(prefix, prefix));
        }
        var filter = given(call, "filter");
        if (!filter.isEmpty()) {
            var condition = FILTER.compile(filter);
            sql.append(" and ").append(condition.sql());
            args.addAll(condition.args());
        }
        sql.append(" and id > ? order by id limit ?");
        args.addAll(List.of(call.after(), most));
        return call.tx().list(sql.toString(), row -> row.text("id"), args.toArray());
    }
}
