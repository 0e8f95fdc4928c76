package gatehouse.directory.groups;

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

import gatehouse.directory.schemas.Attribute;
import gatehouse.directory.schemas.GroupSchemas;
import gatehouse.directory.schemas.ProfileSchema;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.filter.Dialect;
import gatehouse.kernel.filter.Dialect.Column;
import gatehouse.kernel.http.Call;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The languages in which groups are looked for (Okta, Groups API: list groups). */
final class GroupSearch {
    private static final Map<String, Column> COLUMNS =
            Map.of(
                    "id", Column.of("g.id", EXACT, EQ),
                    "type", Column.of("g.type", EXACT, EQ),
                    "created", Column.of("g.created", TIME, EQ, GT, GE, LT, LE),
                    "lastUpdated", Column.of("g.last_updated", TIME, EQ, GT, GE, LT, LE),
                    "lastMembershipUpdated",
                            Column.of("g.last_membership_updated", TIME, EQ, GT, GE, LT, LE));
    static final Dialect FILTER = Dialect.of(COLUMNS);

    private GroupSearch() {}

    /** Knows the attributes that the org's groups have, each by its type. */
    static Dialect search(Tx tx) {
        var schema = GroupSchemas.of(tx);
        return Dialect.of(COLUMNS).with(name -> attribute(schema, name));
    }

    private static Optional<Column> attribute(ProfileSchema schema, String name) {
        return switch (name) {
            case "profile.name" -> Optional.of(text("g.name").and(CO));
            case "profile.description" ->
                    Optional.of(text("(g.profile ->> 'description')").and(CO));
            default ->
                    name.matches("profile\\.[A-Za-z0-9_]+")
                            ? schema.attribute(name.substring(8)).map(GroupSearch::column)
                            : Optional.empty();
        };
    }

    private static Column column(Attribute attribute) {
        var json = "(g.profile -> '" + attribute.name() + "')";
        return switch (attribute.type()) {
            case "boolean" -> Column.of(json, BOOLEAN, EQ).orPresent();
            case "integer", "number" -> Column.of(json, NUMBER, EQ, GT, GE, LT, LE).orPresent();
            case "array" -> Column.of(json, TEXTS, EQ, SW).orPresent();
            default -> text("(g.profile ->> '" + attribute.name() + "')");
        };
    }

    private static Column text(String sql) {
        return Column.of(sql, FOLDED, EQ, SW, GT, GE, LT, LE).orPresent();
    }

    static void narrow(
            Call call, String parameter, Dialect dialect, StringBuilder where, List<Object> args) {
        var asked = call.query(parameter);
        if (asked != null && !asked.isEmpty()) {
            var condition = dialect.compile(asked);
            where.append(" and ").append(condition.sql());
            args.addAll(condition.args());
        }
    }

    static Optional<String> sortable(String name) {
        return switch (name) {
            case "id" -> Optional.of("g.id");
            case "profile.name" -> Optional.of("lower(g.name)");
            case "created", "lastUpdated", "lastMembershipUpdated" ->
                    Optional.of(
                            "g."
                                    + name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)
                                    + "::text");
            default -> Optional.empty();
        };
    }
}
