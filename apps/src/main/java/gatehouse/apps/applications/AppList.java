package gatehouse.apps.applications;

import gatehouse.kernel.Problem;
import gatehouse.kernel.filter.Dialect;
import gatehouse.kernel.filter.Dialect.Column;
import gatehouse.kernel.filter.Dialect.Type;
import gatehouse.kernel.filter.Filter.Operator;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Page;
import gatehouse.kernel.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/v1/apps}: the applications of an org, narrowed as the client asks. */
final class AppList {
    private static final int USUAL = 20;
    private static final int MOST = 200;
    private static final String EXPANDED_USER = "user/";
    private static final Dialect FILTER =
            Dialect.of(
                    Map.of(
                            "id", exact("id"),
                            "status", exact("status"),
                            "name", exact("name"),
                            "label", exact("label"),
                            "signOnMode", exact("sign_on_mode"),
                            "credentials.signing.kid",
                                    exact("(body #>> '{credentials,signing,kid}')"),
                            "settings.slo.enabled",
                                    exact("coalesce(body #>> '{settings,slo,enabled}', 'false')"),
                            "user.id", holds("app_assigned(org_id, id, ?)"),
                            "group.id",
                                    holds(
                                            "exists (select 1 from app_group ag"
                                                    + " where ag.org_id = app.org_id"
                                                    + " and ag.app_id = app.id"
                                                    + " and ag.group_id = ?)")));

    private final AppJson json;
    private final Embedding users;

    AppList(AppJson json, Embedding users) {
        this.json = json;
        this.users = users;
    }

    private static Column exact(String sql) {
        return Column.of(sql, Type.EXACT, Operator.EQ);
    }

    private static Column holds(String sql) {
        return Column.of(sql, Type.CONDITION, Operator.EQ);
    }

    Response list(Call call) {
        int limit = call.limit(USUAL, MOST);
        var args = new ArrayList<Object>(List.of(call.tx().org()));
        var sql = new StringBuilder(App.SELECT);
        narrow(call, sql, args);
        args.addAll(List.of(call.after(), limit + 1));
        sql.append(" and id > ? order by id limit ?");
        var rows = call.tx().list(sql.toString(), App::read, args.toArray());
        var user = expanded(call);
        return Page.of(rows, limit, App::id).map(app -> shown(call, app, user)).response(call);
    }

    private static void narrow(Call call, StringBuilder sql, List<Object> args) {
        var filter = call.query("filter");
        if (filter != null && !filter.isEmpty()) {
            var condition = FILTER.compile(filter);
            sql.append(" and ").append(condition.sql());
            args.addAll(condition.args());
        }
        var q = call.query("q");
        if (q != null && !q.isEmpty()) {
            sql.append(" and (starts_with(lower(label), ?) or starts_with(lower(name), ?))");
            args.add(q.toLowerCase(Locale.ROOT));
            args.add(q.toLowerCase(Locale.ROOT));
        }
    }

    /**
     * The user whose assignment is shown with each application.
     *
     * @throws Problem E0000001 where {@code expand} asks for anything else
     */
    private static @Nullable String expanded(Call call) {
        var expand = call.query("expand");
        if (expand == null || expand.isEmpty()) {
            return null;
        }
        if (!expand.startsWith(EXPANDED_USER)) {
            throw Problem.invalid("expand", "expand: Only 'user/{userId}' can be expanded.");
        }
        return expand.substring(EXPANDED_USER.length());
    }

    private ObjectNode shown(Call call, App app, @Nullable String user) {
        var shown = json.render(call, app, null);
        if (user != null) {
            assignment(call, app, user)
                    .ifPresent(found -> shown.putObject("_embedded").set("user", found));
        }
        return shown;
    }

    private Optional<ObjectNode> assignment(Call call, App app, String user) {
        return users.of(call.with(Map.of("appId", app.id())), user);
    }
}
