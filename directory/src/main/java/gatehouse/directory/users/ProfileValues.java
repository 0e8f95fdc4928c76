package gatehouse.directory.users;

import gatehouse.kernel.db.Tx;
import gatehouse.kernel.filter.Dialect;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The texts of profiles, one a row and without regard to case: what searches look into.
 *
 * <p>Row-level security lets an index be used only for comparisons that cannot tell of the rows
 * they pass over. Of texts those are plain ones of columns, so folded texts are columns; and
 * databases fold as their locale does, so we fold.
 */
final class ProfileValues {
    private record Value(String name, String value) {}

    private ProfileValues() {}

    static void insert(Tx.Writer writer, String org, User user) {
        var values = values(user.profile());
        writer.execute(
                "insert into user_value (org_id, user_id, name, value)"
                        + " select ?, ?, name, value"
                        + " from unnest(?::text[], ?::text[]) as v (name, value)",
                org,
                user.id(),
                values.stream().map(Value::name).toArray(String[]::new),
                values.stream().map(Value::value).toArray(String[]::new));
    }

    static void replace(Tx.Writer writer, String org, User user) {
        writer.execute("delete from user_value where org_id = ? and user_id = ?", org, user.id());
        insert(writer, org, user);
    }

    private static Set<Value> values(JsonNode profile) {
        var values = new LinkedHashSet<Value>();
        profile.propertyStream()
                .forEach(property ->
                        texts(property.getValue())
                                .map(text -> new Value(property.getKey(), Dialect.folded(text)))
                                .forEach(values::add));
        return values;
    }

    /** Numbers and truths by themselves are not folded; they are looked for in the profile. */
    private static Stream<String> texts(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().filter(JsonNode::isValueNode).map(JsonNode::asString);
        }
        return value.isString() ? Stream.of(value.asString()) : Stream.empty();
    }
}
