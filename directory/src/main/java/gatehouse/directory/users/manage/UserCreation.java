package gatehouse.directory.users.manage;

import gatehouse.directory.members.Members;
import gatehouse.directory.passwords.PasswordHasher;
import gatehouse.directory.schemas.ProfileSchema;
import gatehouse.directory.schemas.UserTypes;
import gatehouse.directory.schemas.UserTypes.UserType;
import gatehouse.directory.users.PasswordRulesOf;
import gatehouse.directory.users.User;
import gatehouse.directory.users.User.Provider;
import gatehouse.directory.users.UserJson;
import gatehouse.directory.users.UserStatus;
import gatehouse.directory.users.UserStore;
import gatehouse.directory.users.UserStore.NewSecrets;
import gatehouse.directory.users.UserTokens;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Makes users, in each of the ways the Users API documents. */
public final class UserCreation {
    private final UserTypes types;
    private final PasswordHasher hasher;
    private final PasswordRulesOf rules;
    private final UserTokens tokens;

    public UserCreation(
            UserTypes types, PasswordHasher hasher, PasswordRulesOf rules, UserTokens tokens) {
        this.types = types;
        this.hasher = hasher;
        this.rules = rules;
        this.tokens = tokens;
    }

    /** {@code POST /api/v1/users}. Hashing is done before the transaction, which stays short. */
    Response create(Call call) {
        var request = UserRequest.of(call.request().json());
        boolean activate = call.flag("activate", true);
        boolean change = "changePassword".equals(call.query("nextLogin"));
        if (change && (request.password() == null || !activate)) {
            throw Problem.of(activate ? "E0000124" : "E0000125");
        }
        var type = type(call.db(), call.org().id(), request.type());
        var profile = profile(type, request);
        if (request.password() != null) {
            rules.rules(call.db(), call.org().id(), null)
                    .require(request.password(), profile, "password");
        }
        var secrets = secrets(request);
        var status = status(request, activate, change);
        var user =
                call.db()
                        .as(
                                call.principal(),
                                tx -> {
                                    var made = made(tx, request, type, profile, status);
                                    enter(tx, made, secrets, type.schema(), request.groups());
                                    if (status == UserStatus.PROVISIONED) {
                                        tokens.invite(tx, made, call.origin());
                                    }
                                    return made;
                                });
        return Response.ok(UserJson.alone(call, user));
    }

    private UserType type(Db db, String org, @Nullable String asked) {
        var id = asked == null ? "default" : asked;
        return types.find(db, org, id).orElseThrow(() -> Problem.notFound(id, "UserType"));
    }

    /**
     * @throws Problem E0000001 with everything that is wrong with it
     */
    private static ObjectNode profile(UserType type, UserRequest request) {
        var sent = request.profile() == null ? Json.object() : request.profile();
        var profile = UserRequest.withoutNulls(sent);
        var problems = new ArrayList<>(type.schema().check(sent));
        if (!problems.isEmpty()) {
            throw Problem.invalid("newUser", problems);
        }
        return profile;
    }

    private NewSecrets secrets(UserRequest request) {
        String password = null;
        var imported = request.imported();
        if (request.password() != null) {
            password = hasher.hash(request.password());
        } else if (imported != null) {
            password = imported.encoded();
        }
        return new NewSecrets(
                password, request.answer() == null ? null : hasher.hash(folded(request.answer())));
    }

    /** Answers are compared without regard to case. */
    static String folded(String answer) {
        return answer.strip().toLowerCase(java.util.Locale.ROOT);
    }

    private static UserStatus status(UserRequest request, boolean activate, boolean change) {
        if (!activate) {
            return UserStatus.STAGED;
        }
        if (change) {
            return UserStatus.PASSWORD_EXPIRED;
        }
        boolean federated = request.provider() != null && request.provider().elsewhere();
        return request.proves() || federated ? UserStatus.ACTIVE : UserStatus.PROVISIONED;
    }

    private static User made(
            Tx tx, UserRequest request, UserType type, ObjectNode profile, UserStatus status) {
        var now = tx.now();
        var moved = status == UserStatus.STAGED ? null : now;
        var provider =
                request.provider() != null
                        ? request.provider()
                        : request.imported() != null
                                ? new Provider("IMPORT", "IMPORT")
                                : Provider.OWN;
        return new User(
                tx.world().id("00u"),
                status,
                type.id(),
                type.schemaId(),
                realm(tx),
                profile,
                now,
                moved,
                moved,
                null,
                now,
                request.proves() ? now : null,
                null,
                null,
                provider,
                request.proves(),
                request.question());
    }

    /** Every org has one realm, which shares the end of its id. */
    private static String realm(Tx tx) {
        return "guo" + tx.org().substring(3);
    }

    /** Puts a user where they are to be: among the users, and in groups. */
    static void enter(
            Tx tx, User user, NewSecrets secrets, ProfileSchema schema, Collection<String> groups) {
        var writer = tx.record(Event.of("user.lifecycle.create", user.target()));
        Uniqueness.check(tx, schema, user.profile(), user.id());
        UserStore.insert(writer, tx.org(), user, secrets);
        if (user.status() != UserStatus.STAGED) {
            tx.record(Event.of("user.lifecycle.activate", user.target()));
        }
        Members.move(tx, user.target(), Members.existing(tx, groups), List.of());
    }

    /** A user of ours, made without a request: an org's first administrator. */
    public static User administrator(
            Tx tx,
            String login,
            String email,
            String firstName,
            String lastName,
            String passwordHash) {
        var profile =
                Json.object()
                        .put("firstName", firstName)
                        .put("lastName", lastName)
                        .put("login", login)
                        .put("email", email);
        var type =
                tx.find(
                                "select id, schema_id from user_type where org_id = ? and is_default",
                                row -> new String[] {row.text("id"), row.text("schema_id")},
                                tx.org())
                        .orElseThrow();
        var user = active(tx, tx.world().id("00u"), type[0], type[1], profile, Provider.OWN, true);
        var writer = tx.record(Event.of("user.lifecycle.create", user.target()));
        UserStore.insert(writer, tx.org(), user, new NewSecrets(passwordHash, null));
        return user;
    }

    /** A user of ours who may act from the first moment. */
    static User active(
            Tx tx,
            String id,
            String typeId,
            String schemaId,
            ObjectNode profile,
            Provider provider,
            boolean hasPassword) {
        var now = tx.now();
        return new User(
                id,
                UserStatus.ACTIVE,
                typeId,
                schemaId,
                realm(tx),
                profile,
                now,
                now,
                now,
                null,
                now,
                hasPassword ? now : null,
                null,
                null,
                provider,
                hasPassword,
                null);
    }
}
