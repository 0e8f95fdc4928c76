package gatehouse.directory.users.manage;

import gatehouse.directory.members.Members;
import gatehouse.directory.passwords.PasswordHasher;
import gatehouse.directory.passwords.PasswordRules;
import gatehouse.directory.schemas.ProfileSchema;
import gatehouse.directory.schemas.UserTypes;
import gatehouse.directory.schemas.UserTypes.UserType;
import gatehouse.directory.users.PasswordRulesOf;
import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStore;
import gatehouse.directory.users.UserStore.NewSecrets;
import gatehouse.kernel.Event;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Via;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** People who make their own account. They are of the org's first type of users. */
public final class Registrations {
    /**
     * Somebody who is about to be a user.
     *
     * @param profile that the schema has nothing against
     * @param password its hash, or null where they have none
     * @param groups ids of those they shall be in; one that is gone is left out
     */
    public record Newcomer(ObjectNode profile, @Nullable String password, Set<String> groups) {}

    private final UserTypes types;
    private final PasswordHasher hasher;
    private final PasswordRulesOf rules;

    Registrations(UserTypes types, PasswordHasher hasher, PasswordRulesOf rules) {
        this.types = types;
        this.hasher = hasher;
        this.rules = rules;
    }

    private UserType type(Db db, String org) {
        return types.find(db, org, "default").orElseThrow();
    }

    /** What a newcomer's profile may hold. */
    public ProfileSchema schema(Db db, String org) {
        return type(db, org).schema();
    }

    /** What the org asks of the password of somebody new. */
    public PasswordRules rules(Db db, String org) {
        return rules.rules(db, org, null);
    }

    /**
     * The hash of a password; it takes a while, so no transaction may be open.
     *
     * @throws Problem E0000001 where the password will not do
     */
    public String hash(Db db, String org, String password, ObjectNode profile) {
        rules(db, org).require(password, profile, "password");
        return hasher.hash(password);
    }

    /**
     * Makes the user, active, all at once or not at all. They are who acts, as the System Log tells
     * it.
     *
     * @param via how the request came
     * @param proof uses up what lets them register, in the same transaction
     * @return nothing where the proof is good no more
     * @throws Problem E0000001 where the login, or what else must be unique, is taken
     */
    public Optional<User> register(
            Db db, String org, Via via, Newcomer newcomer, BiPredicate<Tx, User> proof) {
        return entering(db, org, via, newcomer, User.Provider.OWN, proof, (_, _) -> {});
    }

    /**
     * Makes the user of whom another provider tells, active, all at once or not at all.
     *
     * @param provider as the user's credentials name it
     * @param then what else is part of it
     * @throws Problem E0000001 where the login, or what else must be unique, is taken
     */
    public User join(
            Db db,
            String org,
            Via via,
            ObjectNode profile,
            User.Provider provider,
            BiConsumer<Tx, User> then) {
        var newcomer = new Newcomer(profile, null, Set.of());
        return entering(db, org, via, newcomer, provider, (_, _) -> true, then).orElseThrow();
    }

    private Optional<User> entering(
            Db db,
            String org,
            Via via,
            Newcomer newcomer,
            User.Provider provider,
            BiPredicate<Tx, User> proof,
            BiConsumer<Tx, User> then) {
        var id = db.world().id("00u");
        var login = newcomer.profile.path("login").asString();
        var self = Principal.user(org, id, login, login, Principal.Grants.NONE, via);
        var type = type(db, org);
        return db.as(
                self,
                tx -> {
                    var user = active(tx, type, id, newcomer, provider);
                    if (!proof.test(tx, user)) {
                        return Optional.empty();
                    }
                    enter(tx, type, user, newcomer);
                    then.accept(tx, user);
                    return Optional.of(user);
                });
    }

    private static User active(
            Tx tx, UserType type, String id, Newcomer newcomer, User.Provider provider) {
        return UserCreation.active(
                tx,
                id,
                type.id(),
                type.schemaId(),
                newcomer.profile,
                provider,
                newcomer.password != null);
    }

    private static void enter(Tx tx, UserType type, User user, Newcomer newcomer) {
        var groups = newcomer.groups.stream().filter(group -> isThere(tx, group)).toList();
        var secrets = new NewSecrets(newcomer.password, null);
        UserCreation.enter(tx, user, secrets, type.schema(), groups);
    }

    /**
     * Another provider tells anew what it knows of somebody; what the schema is against stays as it
     * was.
     *
     * @param schema of their type of users
     * @throws Problem E0000001 where what must be unique is taken
     */
    public static void told(Tx tx, User user, ProfileSchema schema, ObjectNode news) {
        ObjectNode profile = user.profile().deepCopy();
        profile.setAll(news);
        if (profile.equals(user.profile())) {
            return;
        }
        var event = Event.of("user.account.update_profile", user.target());
        var problems = schema.check(profile);
        if (!problems.isEmpty()) {
            tx.record(event.failed(String.join("; ", problems)));
            return;
        }
        Uniqueness.check(tx, schema, profile, user.id());
        UserStore.updateProfile(
                tx, tx.record(event), user.with(profile, user.typeId(), user.schemaId()));
    }

    /**
     * Puts somebody in groups, as far as these are there and they are not in them, and takes them
     * out of others, as far as they are.
     */
    public static void regroup(
            Tx tx, User user, Collection<String> into, Collection<String> outOf) {
        var joined =
                tx.list(
                        "select id, name from groups g where org_id = ? and id = any (?)"
                                + " and type = 'OKTA_GROUP' and not exists (select 1"
                                + " from group_member m where m.org_id = g.org_id"
                                + " and m.group_id = g.id and m.user_id = ?)",
                        Members::group,
                        tx.org(),
                        List.copyOf(into),
                        user.id());
        var left =
                tx.list(
                        "select g.id, g.name from group_member m join groups g"
                                + " on g.org_id = m.org_id and g.id = m.group_id"
                                + " where m.org_id = ? and m.user_id = ? and m.group_id = any (?)",
                        Members::group,
                        tx.org(),
                        user.id(),
                        List.copyOf(outOf));
        Members.move(tx, user.target(), joined, left);
    }

    /** Those of some groups that have one of these names. */
    public static List<String> named(Tx tx, Collection<String> names, Collection<String> among) {
        return tx.list(
                "select id from groups where org_id = ? and id = any (?) and name = any (?)",
                row -> row.text("id"),
                tx.org(),
                List.copyOf(among),
                List.copyOf(names));
    }

    private static boolean isThere(Tx tx, String group) {
        return tx.exists(
                "select 1 from groups where org_id = ? and id = ? and type = 'OKTA_GROUP'",
                tx.org(),
                group);
    }
}
