package gatehouse.directory.users;

import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.http.Call;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of people. */
public final class UserStore {
    static final String SELECT =
            """
            select u.id, u.status, u.type_id, t.schema_id, u.realm_id, u.profile, u.created, u.activated,
                   u.status_changed, u.last_login, u.last_updated, u.password_changed,
                   u.password_breached, u.transitioning_to, u.provider_type, u.provider_name,
                   u.password is not null as has_password, u.recovery_question
            from users u join user_type t on t.org_id = u.org_id and t.id = u.type_id
            where u.org_id = ?\
            """;

    private UserStore() {}

    /** The beginning of every query for users, up to the org; the table is called {@code u}. */
    public static String select() {
        return SELECT;
    }

    /** Reads a row of {@link #select}. */
    public static User read(Row row) {
        var transition = row.textOrNull("transitioning_to");
        return new User(
                row.text("id"),
                UserStatus.valueOf(row.text("status")),
                row.text("type_id"),
                row.text("schema_id"),
                row.text("realm_id"),
                row.json("profile"),
                row.instant("created"),
                row.instantOrNull("activated"),
                row.instantOrNull("status_changed"),
                row.instantOrNull("last_login"),
                row.instant("last_updated"),
                row.instantOrNull("password_changed"),
                row.instantOrNull("password_breached"),
                transition == null ? null : UserStatus.valueOf(transition),
                new User.Provider(row.text("provider_type"), row.text("provider_name")),
                row.flag("has_password"),
                row.textOrNull("recovery_question"));
    }

    public static Optional<User> byId(Tx tx, String id) {
        return tx.find(SELECT + " and u.id = ?", UserStore::read, tx.org(), id);
    }

    /**
     * By login, or by its part before the {@code @} where only one has it.
     *
     * @param name in any case
     */
    public static Optional<User> byLogin(Tx tx, String name) {
        var key = Login.key(name);
        var exact = tx.find(SELECT + " and u.login_key = ?", UserStore::read, tx.org(), key);
        if (exact.isPresent() || key.contains("@")) {
            return exact;
        }
        var some =
                tx.list(
                        SELECT + " and u.login_key >= ? and u.login_key < ? limit 2",
                        UserStore::read,
                        tx.org(),
                        key + "@",
                        key + "A");
        return some.size() == 1 ? Optional.of(some.getFirst()) : Optional.empty();
    }

    /**
     * By any of some attributes, where just one person has it. A login goes before all else.
     *
     * @param attributes of the profile, {@code login} among them perhaps
     */
    public static Optional<User> identified(Tx tx, String name, Set<String> attributes) {
        if (attributes.contains("login")) {
            var found = byLogin(tx, name);
            if (found.isPresent()) {
                return found;
            }
        }
        var ids =
                attributes.stream()
                        .filter(attribute -> !attribute.equals("login"))
                        .flatMap(attribute -> ProfileValues.having(tx, attribute, name).stream())
                        .collect(Collectors.toSet());
        return ids.size() == 1 ? byId(tx, ids.iterator().next()) : Optional.empty();
    }

    /** By id, login or short login: what Okta takes in a path. */
    public static Optional<User> named(Tx tx, String name) {
        return isId(name) ? byId(tx, name).or(() -> byLogin(tx, name)) : byLogin(tx, name);
    }

    private static boolean isId(String name) {
        return name.startsWith("00u") && name.length() == 20;
    }

    /** The user with their row locked until the transaction ends. */
    public static Optional<User> locked(Tx tx, String name) {
        return named(tx, name)
                .flatMap(user ->
                        tx.find(
                                SELECT + " and u.id = ? for update of u",
                                UserStore::read,
                                tx.org(),
                                user.id()));
    }

    public static void insert(Tx.Writer writer, String org, User user, NewSecrets secrets) {
        try {
            writer.execute(
                    """
                    insert into users (org_id, id, status, type_id, login_key, profile, created,
                        activated, status_changed, last_updated, password_changed, provider_type,
                        provider_name, password, recovery_question, recovery_answer, realm_id)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                    """,
                    org,
                    user.id(),
                    user.status().name(),
                    user.typeId(),
                    Login.key(user.login()),
                    Sql.json(user.profile()),
                    user.created(),
                    user.activated(),
                    user.statusChanged(),
                    user.lastUpdated(),
                    user.passwordChanged(),
                    user.provider().type(),
                    user.provider().name(),
                    secrets.password(),
                    user.recoveryQuestion(),
                    secrets.answer(),
                    user.realm());
            ProfileValues.insert(writer, org, user);
        } catch (Sql.Duplicate e) {
            throw loginTaken();
        }
    }

    /** The user of the path, for one who may read all users or is that user. */
    public static User readable(Call call) {
        return readable(call, "id");
    }

    /**
     * @param parameter what stands for the user in the path
     */
    public static User readable(Call call, String parameter) {
        var name = call.path(parameter);
        var principal = call.principal();
        var self = principal.id();
        var user = name.equals("me") ? byId(call.tx(), self) : named(call.tx(), name);
        if (!principal.may("okta.users.read")
                && !user.map(u -> u.id().equals(self)).orElse(false)) {
            throw Problem.forbidden();
        }
        return user.orElseThrow(() -> missing(name));
    }

    /** Notes that somebody has signed in, with all that was asked of them. */
    public static void entered(Tx tx, String user) {
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        "update users set last_login = ? where org_id = ? and id = ?",
                        tx.now(),
                        tx.org(),
                        user);
    }

    public static Problem missing(String name) {
        return Problem.notFound(name, "User");
    }

    /** The one sentence for a login that is taken. */
    public static Problem loginTaken() {
        return Problem.invalid(
                "login",
                "login: An object with this field already exists in the current organization");
    }

    /**
     * Hashes for the two secrets of a user, each null where there is none.
     *
     * @param password in the notation of {@code gatehouse.directory.passwords}
     */
    public record NewSecrets(@Nullable String password, @Nullable String answer) {
        public static final NewSecrets NONE = new NewSecrets(null, null);
    }

    public static void updateProfile(Tx tx, Tx.Writer writer, User user) {
        try {
            writer.execute(
                    """
                    update users set profile = ?, login_key = ?, type_id = ?, last_updated = ?
                    where org_id = ? and id = ?\
                    """,
                    Sql.json(user.profile()),
                    Login.key(user.login()),
                    user.typeId(),
                    tx.now(),
                    tx.org(),
                    user.id());
            ProfileValues.replace(writer, tx.org(), user);
        } catch (Sql.Duplicate e) {
            throw loginTaken();
        }
    }

    /** Deletes a user with all that hangs on them. */
    public static void delete(Tx.Writer writer, String org, User user) {
        ProfileValues.delete(writer, org, user);
        writer.execute("delete from users where org_id = ? and id = ?", org, user.id());
    }
}
