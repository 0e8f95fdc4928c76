package gatehouse.directory.users.manage;

import static gatehouse.kernel.filter.Dialect.Type.BOOLEAN;
import static gatehouse.kernel.filter.Dialect.Type.EXACT;
import static gatehouse.kernel.filter.Dialect.Type.FOLDED;
import static gatehouse.kernel.filter.Dialect.Type.NUMBER;
import static gatehouse.kernel.filter.Dialect.Type.TEXTS;
import static gatehouse.kernel.filter.Dialect.Type.TIME;
import static gatehouse.kernel.filter.Filter.Operator.CO;
import static gatehouse.kernel.filter.Filter.Operator.EQ;
import static gatehouse.kernel.filter.Filter.Operator.GE;
import static gatehouse.kernel.filter.Filter.Operator.GT;
import static gatehouse.kernel.filter.Filter.Operator.LE;
import static gatehouse.kernel.filter.Filter.Operator.LT;
import static gatehouse.kernel.filter.Filter.Operator.SW;

import gatehouse.directory.lists.SortedPage;
import gatehouse.directory.schemas.Attribute;
import gatehouse.directory.schemas.UserTypes.UserType;
import gatehouse.directory.users.ProfileValues;
import gatehouse.directory.users.User;
import gatehouse.directory.users.UserJson;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Problem;
import gatehouse.kernel.filter.Dialect;
import gatehouse.kernel.filter.Dialect.Column;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Page;
import gatehouse.kernel.http.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /api/v1/users}: the three ways to look for people, each with its own language (Okta,
 * Users API: list users).
 */
public final class UserSearch {
    private static final int MOST = 200;
    private static final int MOST_BY_KEYWORD = 10;

    /** The rows of folded texts, up to the name of an attribute. */
    private static final String KEPT =
            "exists (select 1 from user_value v where v.org_id = u.org_id and v.user_id = u.id"
                    + " and v.name ";

    private static final Dialect FILTER =
            Dialect.of(
                    Map.of(
                            "status", Column.of("u.status", EXACT, EQ),
                            "id", Column.of("u.id", EXACT, EQ),
                            "lastUpdated", Column.of("u.last_updated", TIME, EQ, GT, GE, LT, LE),
                            "profile.login", Column.of("u.login", EXACT, EQ),
                            "profile.email", Column.of("u.email", EXACT, EQ),
                            "profile.firstName", Column.of("u.first_name", EXACT, EQ),
                            "profile.lastName", Column.of("u.last_name", EXACT, EQ)));

    Response page(Call call, UserType type) {
        if (has(call, "search")) {
            return searched(call, type);
        }
        if (has(call, "filter")) {
            var condition = FILTER.compile(String.valueOf(call.query("filter")));
            return plain(call, " and " + condition.sql(), condition.args(), MOST, true);
        }
        return has(call, "q") ? byKeyword(call) : plain(call, LIVE, List.of(), MOST, true);
    }

    private static final String LIVE = " and u.status <> 'DEPROVISIONED'";

    private static boolean has(Call call, String parameter) {
        var value = call.query(parameter);
        return value != null && !value.isEmpty();
    }

    private static Response byKeyword(Call call) {
        var prefix = String.valueOf(call.query("q")).toLowerCase(Locale.ROOT);
        return plain(
                call,
                LIVE
                        + " and "
                        + KEPT
                        + "in ('firstName', 'lastName', 'email') and v.value >= ?"
                        + " and v.value < ?)",
                List.of(prefix, prefix + Character.toString(Character.MAX_CODE_POINT)),
                MOST_BY_KEYWORD,
                false);
    }

    private static Response plain(
            Call call, String where, List<Object> values, int usual, boolean paged) {
        int limit = call.limit(usual, MOST);
        var shown = Projection.of(call.query("fields"));
        var args = new ArrayList<Object>(List.of(call.tx().org()));
        args.addAll(values);
        var sql = new StringBuilder(UserStore.select()).append(where);
        if (paged) {
            sql.append(" and u.id > ?");
            args.add(call.after());
        }
        args.add(limit + 1);
        var rows =
                call.tx()
                        .list(
                                sql.append(" order by u.id limit ?").toString(),
                                UserStore::read,
                                args.toArray());
        var page = Page.of(rows, limit, User::id);
        return new Page<>(page.items(), paged ? page.next() : null)
                .map(user -> shown.of(UserJson.listed(call.origin(), user)))
                .response(call);
    }

    private static Response searched(Call call, UserType type) {
        var condition = search(call, type).compile(String.valueOf(call.query("search")));
        int limit = call.limit(MOST, MOST);
        var shown = Projection.of(call.query("fields"));
        var sort = SortedPage.of(call, "u.id", name -> sortable(type, name));
        var args = new ArrayList<Object>(List.of(call.tx().org()));
        args.addAll(condition.args());
        args.addAll(sort.args());
        args.add(limit + 1);
        var rows =
                call.tx()
                        .list(
                                sort.select(UserStore.select())
                                        + " and "
                                        + condition.sql()
                                        + sort.where()
                                        + sort.orderBy()
                                        + " limit ?",
                                row -> new SortedPage.Keyed<>(UserStore.read(row), sort.key(row)),
                                args.toArray());
        return Page.of(rows, limit, row -> sort.cursor(row.key(), row.item().id()))
                .map(row -> shown.of(UserJson.listed(call.origin(), row.item())))
                .response(call);
    }

    private static Dialect search(Call call, UserType type) {
        var columns = new HashMap<String, Column>();
        columns.put("id", Column.of("u.id", EXACT, EQ, GT, GE, LT, LE));
        columns.put("status", Column.of("u.status", FOLDED, EQ, SW).orPresent());
        columns.put("type.id", Column.of("u.type_id", EXACT, EQ).orPresent());
        columns.put("created", time("u.created"));
        columns.put("activated", time("u.activated"));
        columns.put("statusChanged", time("u.status_changed"));
        columns.put("lastUpdated", time("u.last_updated"));
        columns.put("lastLogin", time("u.last_login"));
        columns.put("passwordChanged", time("u.password_changed"));
        var sieve = new NameSieve(call.tx());
        return Dialect.of(columns)
                .with(name -> attribute(type, name).map(column -> sieved(column, sieve)));
    }

    private static Column time(String column) {
        return Column.of(column, TIME, EQ, GT, GE, LT, LE).orPresent();
    }

    private static Optional<Column> attribute(UserType type, String name) {
        if (!name.startsWith("profile.")) {
            return Optional.empty();
        }
        return type.schema().attribute(name.substring("profile.".length())).map(UserSearch::column);
    }

    private static Column column(Attribute attribute) {
        var name = safe(attribute.name());
        var json = "(u.profile -> '" + name + "')";
        var kept = KEPT + "= '" + name + "' and ";
        return switch (attribute.type()) {
            case "boolean" -> Column.of(json, BOOLEAN, EQ).orPresent();
            case "integer", "number" -> Column.of(json, NUMBER, EQ, GT, GE, LT, LE).orPresent();
            case "array" -> Column.of(json, TEXTS, EQ, SW).orPresent().keptIn(kept);
            default -> text("(u.profile ->> '" + name + "')", name).orPresent().keptIn(kept);
        };
    }

    private static Column sieved(Column column, NameSieve sieve) {
        return column.operators().contains(CO) ? column.sievedBy(sieve) : column;
    }

    private static Column text(String sql, String name) {
        var column = Column.of(sql, FOLDED, EQ, SW, GT, GE, LT, LE);
        return ProfileValues.CONTAINED.contains(name) ? column.and(CO) : column;
    }

    /** The schema lets no other names in; this is the second lock on that door. */
    private static String safe(String attribute) {
        if (!attribute.matches("[A-Za-z0-9_]+")) {
            throw Problem.of("E0000031");
        }
        return attribute;
    }

    private static Optional<String> sortable(UserType type, String name) {
        return switch (name) {
            case "id" -> Optional.of("u.id");
            case "status" -> Optional.of("u.status");
            case "created" -> Optional.of(iso("u.created"));
            case "activated" -> Optional.of(iso("u.activated"));
            case "statusChanged" -> Optional.of(iso("u.status_changed"));
            case "lastUpdated" -> Optional.of(iso("u.last_updated"));
            default -> attribute(type, name).map(column -> "lower(" + text(column) + ")");
        };
    }

    private static String iso(String column) {
        return "to_char(" + column + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS')";
    }

    private static String text(Column column) {
        return switch (column.type()) {
            case BOOLEAN, NUMBER, TEXTS -> "(" + column.sql() + " #>> '{}')";
            case EXACT, FOLDED, TIME, CONDITION -> column.sql();
        };
    }
}
