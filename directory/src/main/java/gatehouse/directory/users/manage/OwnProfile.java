package gatehouse.directory.users.manage;

import gatehouse.directory.schemas.Attribute;
import gatehouse.directory.schemas.ProfileSchema;
import gatehouse.directory.schemas.UserTypes;
import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people see and change of their own profile: of each attribute the schema says what they may
 * (Okta, Schemas API: permissions of the principal SELF).
 */
public final class OwnProfile {
    private static final String SUBJECT = "forUpdate";

    /** Addresses change only once they are proved. */
    private static final Set<String> PROVED = Set.of("email", "secondEmail");

    private static final List<String> SHOWN =
            List.of("title", "description", "type", "format", "items", "enum", "oneOf");
    private static final List<String> BOUNDS =
            List.of("minLength", "maxLength", "minimum", "maximum", "pattern");

    private final UserTypes types;

    OwnProfile(UserTypes types) {
        this.types = types;
    }

    /** Of somebody's type. */
    public ProfileSchema schemaOf(Db db, String org, User user) {
        return types.find(db, org, user.typeId())
                .orElseThrow(() -> Problem.notFound(user.typeId(), "UserType"))
                .schema();
    }

    private static List<Attribute> seen(ProfileSchema schema) {
        return schema.all().stream().filter(one -> !one.self().equals("HIDE")).toList();
    }

    /** What they may see of it; an attribute without a value is null. */
    public ObjectNode visible(Db db, String org, User user) {
        var profile = Json.object();
        for (var attribute : seen(schemaOf(db, org, user))) {
            profile.set(attribute.name(), user.profile().get(attribute.name()));
        }
        return profile;
    }

    /** Whether they may change an attribute at all. */
    public boolean mayChange(Db db, String org, User user, String attribute) {
        return schemaOf(db, org, user)
                .attribute(attribute)
                .filter(one -> one.self().equals("READ_WRITE"))
                .isPresent();
    }

    /** What there is to be seen. */
    public ObjectNode schema(Db db, String org, User user) {
        var properties = Json.object();
        for (var attribute : seen(schemaOf(db, org, user))) {
            var shown = properties.putObject(attribute.name());
            var definition = attribute.definition();
            SHOWN.forEach(name -> copy(definition, shown, name));
            BOUNDS.forEach(name -> copy(definition, shown, name));
            shown.putObject("permissions").put("SELF", attribute.self());
            if (attribute.required()) {
                shown.put("required", true);
            }
        }
        return properties;
    }

    private static void copy(ObjectNode from, ObjectNode to, String name) {
        if (from.hasNonNull(name)) {
            to.set(name, from.get(name));
        }
    }

    /**
     * Puts another profile in the place of what they see of theirs.
     *
     * @throws Problem E0000001 with all that is wrong with it
     */
    public User replace(Db db, Principal by, String id, ObjectNode sent) {
        var typed = db.reading(by, tx -> UserStore.byId(tx, id)).orElseThrow();
        var schema = schemaOf(db, by.org(), typed);
        return db.as(
                by,
                tx -> {
                    var user = UserStore.locked(tx, id).orElseThrow();
                    refuse(problems(schema, user.profile(), sent));
                    return store(tx, schema, user, merged(user.profile(), sent));
                });
    }

    private static ObjectNode merged(ObjectNode profile, ObjectNode sent) {
        var merged = profile.deepCopy();
        merged.setAll(sent);
        return merged;
    }

    private static User store(Tx tx, ProfileSchema schema, User user, ObjectNode profile) {
        refuse(schema.check(profile));
        return write(tx, schema, user, profile);
    }

    private static User write(Tx tx, ProfileSchema schema, User user, ObjectNode profile) {
        var kept = UserRequest.withoutNulls(profile);
        Uniqueness.check(tx, schema, kept, user.id());
        var event = Event.of("user.account.update_profile", user.target());
        var after = user.with(kept, user.typeId(), user.schemaId());
        UserStore.updateProfile(tx, tx.record(event), after);
        return UserStore.byId(tx, user.id()).orElseThrow();
    }

    /**
     * Adds what a profile lacks; what it holds stays as it is, right or wrong.
     *
     * @throws Problem E0000001 with all that is wrong with it
     */
    public static void complete(Tx tx, ProfileSchema schema, String id, ObjectNode missing) {
        refuse(schema.checkSent(missing));
        var user = UserStore.locked(tx, id).orElseThrow();
        write(tx, schema, user, merged(missing, user.profile()));
    }

    private static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw Problem.invalid(SUBJECT, problems);
        }
    }

    private static List<String> problems(
            ProfileSchema schema, ObjectNode profile, ObjectNode sent) {
        var problems = new ArrayList<String>();
        var known = seen(schema);
        for (var name : sent.propertyNames()) {
            if (known.stream().noneMatch(one -> one.name().equals(name))) {
                problems.add("Property '" + name + "' does not exist or is not accessible.");
            }
        }
        for (var attribute : known) {
            var value = sent.get(attribute.name());
            if (value == null) {
                problems.add(
                        "Property '"
                                + attribute.name()
                                + "' needs a value passed.  To unset it, explicitly set it to"
                                + " null.");
            } else if (!same(value, profile.get(attribute.name()))) {
                problem(attribute).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private static java.util.Optional<String> problem(Attribute attribute) {
        if (PROVED.contains(attribute.name())) {
            return java.util.Optional.of(
                    "You cannot update email attributes using the profile endpoint. Use the emails"
                            + " endpoint to make any required changes.");
        }
        return attribute.self().equals("READ_WRITE")
                ? java.util.Optional.empty()
                : java.util.Optional.of(
                        "Property '"
                                + attribute.name()
                                + "' is read only.  The value supplied must exactly match the"
                                + " existing value.");
    }

    private static boolean same(
            JsonNode sent, @org.jspecify.annotations.Nullable JsonNode present) {
        return present == null ? sent.isNull() : sent.equals(present);
    }

    /**
     * A proved address takes the place of the one before.
     *
     * @param attribute {@code email} or {@code secondEmail}
     */
    public static void proved(Tx tx, String id, String attribute, String address) {
        var user = UserStore.locked(tx, id).orElseThrow();
        var type =
                attribute.equals("email")
                        ? "user.account.update_primary_email"
                        : "user.account.update_secondary_email";
        var profile = user.profile().deepCopy().put(attribute, address);
        UserStore.updateProfile(
                tx,
                tx.record(Event.of(type, user.target())),
                user.with(profile, user.typeId(), user.schemaId()));
    }
}
