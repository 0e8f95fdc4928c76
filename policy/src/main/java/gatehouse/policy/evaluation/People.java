package gatehouse.policy.evaluation;

import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Tx;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Circumstances.Client;
import gatehouse.policy.evaluation.circumstances.Person;
import gatehouse.policy.expression.Membership.Group;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** People as policies look at them, read from the rows of the directory. */
final class People {
    private static final String PERSON =
            "select u.id, u.login, u.status, u.type_id, u.provider_type, u.profile, u.created,"
                    + " u.last_updated, u.password_changed, u.last_login from users u";
    private static final String GROUPS =
            """
            select group_id as id from group_member where org_id = ? and user_id = ?
            union select id from groups where org_id = ? and type = 'BUILT_IN' and name = 'Everyone'\
            """;

    private static final Map<String, String> TIMES =
            Map.of(
                    "created", "created",
                    "lastUpdated", "last_updated",
                    "passwordChanged", "password_changed",
                    "lastLogin", "last_login");

    private People() {}

    /** Of whom nothing is known, wherever they are. */
    static Circumstances nobody(String org, Instant now) {
        return new Circumstances(org, now, Client.of("", null), Set::of);
    }

    /**
     * That it is this user.
     *
     * @param user the id, or null for one who is just being made
     */
    static Circumstances known(Db db, Circumstances nobody, @Nullable String user) {
        var reader = Principal.system(nobody.org());
        var found =
                user == null
                        ? Optional.<Person>empty()
                        : db.reading(reader, tx -> People.find(tx, user));
        return nobody.of(
                found.orElse(Person.NEW), () -> db.reading(reader, tx -> People.groups(tx, user)));
    }

    static Optional<Person> find(Tx tx, String id) {
        return tx.find(PERSON + " where u.org_id = ? and u.id = ?", People::read, tx.org(), id);
    }

    /** Those who may do everything in the org, as far as they may sign in at all. */
    static List<Person> administrators(Tx tx, int most) {
        return tx.list(
                PERSON
                        + " join role_assignment r on r.org_id = u.org_id and r.user_id = u.id"
                        + " where u.org_id = ? and r.type = 'SUPER_ADMIN'"
                        + " and u.status not in ('DEPROVISIONED', 'STAGED', 'SUSPENDED')"
                        + " order by r.id limit ?",
                People::read,
                tx.org(),
                most);
    }

    /**
     * The ids of somebody's groups. Everyone is in Everyone.
     *
     * @param user null for one who is just being made
     */
    static Set<String> groups(Tx tx, @Nullable String user) {
        return tx.list(GROUPS, row -> row.text("id"), tx.org(), user, tx.org()).stream()
                .collect(Collectors.toSet());
    }

    /** What groups are called. */
    static List<Group> named(Tx tx, Set<String> ids) {
        return tx.list(
                "select id, name, type from groups where org_id = ? and id = any (?)",
                row -> new Group(row.text("id"), row.text("name"), row.text("type")),
                tx.org(),
                ids);
    }

    private static Person read(Row row) {
        var times = new HashMap<String, Instant>();
        TIMES.forEach((name, column) -> {
            var time = row.instantOrNull(column);
            if (time != null) {
                times.put(name, time);
            }
        });
        return new Person(
                row.text("id"),
                row.text("login"),
                row.text("status"),
                row.text("type_id"),
                row.text("provider_type"),
                row.json("profile"),
                times);
    }
}
