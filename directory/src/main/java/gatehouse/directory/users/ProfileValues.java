package gatehouse.directory.users;

import gatehouse.kernel.db.Tx;
import gatehouse.kernel.filter.Dialect;
import gatehouse.kernel.filter.Grams;
import java.util.LinkedHashSet;
import java.util.List;
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
public final class ProfileValues {
    /** The attributes that Okta looks into, too: for parts of them. */
    public static final Set<String> CONTAINED = Set.of("login", "email", "firstName", "lastName");

    private record Value(String name, String value) {}

    private ProfileValues() {}

    static void insert(Tx.Writer writer, String org, User user) {
        var values = values(user.profile());
        writer.execute(
                """
                with grams as (insert into user_gram (org_id, user_id, gram)
                    select ?, ?, gram from unnest(?::bigint[]) as g (gram))
                insert into user_value (org_id, user_id, name, value)
                select ?, ?, name, value from unnest(?::text[], ?::text[]) as v (name, value)\
                """,
                org,
                user.id(),
                grams(values),
                org,
                user.id(),
                values.stream().map(Value::name).toArray(String[]::new),
                values.stream().map(Value::value).toArray(String[]::new));
    }

    private static Long[] grams(Set<Value> values) {
        return values.stream()
                .filter(value -> CONTAINED.contains(value.name))
                .flatMap(value -> Grams.of(value.value).stream())
                .distinct()
                .toArray(Long[]::new);
    }

    static void replace(Tx.Writer writer, String org, User user) {
        delete(writer, org, user);
        insert(writer, org, user);
    }

    static void delete(Tx.Writer writer, String org, User user) {
        writer.execute(
                """
                with grams as (delete from user_gram where org_id = ? and user_id = ?)
                delete from user_value where org_id = ? and user_id = ?\
                """,
                org,
                user.id(),
                org,
                user.id());
    }

    /** The ids of those who have a text as an attribute, in any case; never more than two. */
    static List<String> having(Tx tx, String attribute, String text) {
        return tx.list(
                "select user_id from user_value where org_id = ? and name = ? and value = ?"
                        + " limit 2",
                row -> row.text("user_id"),
                tx.org(),
                attribute,
                Dialect.folded(text));
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
