package gatehouse.directory.users.manage;

import gatehouse.directory.passwords.PasswordHasher;
import gatehouse.directory.schemas.UserTypes;
import gatehouse.directory.users.PasswordRulesOf;
import gatehouse.directory.users.User;
import gatehouse.directory.users.UserJson;
import gatehouse.directory.users.UserPasswords;
import gatehouse.directory.users.UserStatus;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Event;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.outside.Letter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Changes of a user: {@code POST} merges, {@code PUT} replaces. */
final class UserChange {
    private final UserTypes types;
    private final PasswordHasher hasher;
    private final PasswordRulesOf rules;
    private final UserPasswords passwords;
    private final Letter.Orders letters;

    UserChange(
            UserTypes types,
            PasswordHasher hasher,
            PasswordRulesOf rules,
            UserPasswords passwords,
            Letter.Orders letters) {
        this.letters = letters;
        this.types = types;
        this.hasher = hasher;
        this.rules = rules;
        this.passwords = passwords;
    }

    Response post(Call call) {
        return change(call, false);
    }

    Response put(Call call) {
        return change(call, true);
    }

    private Response change(Call call, boolean whole) {
        var request = UserRequest.of(call.request().json());
        var hash = hash(request);
        var name = call.path("id").equals("me") ? call.principal().id() : call.path("id");
        var changed =
                call.db()
                        .as(
                                call.principal(),
                                tx -> {
                                    var user =
                                            UserStore.locked(tx, name)
                                                    .orElseThrow(() -> UserStore.missing(name));
                                    unchanged(call, user);
                                    return apply(call, tx, user, request, hash, whole);
                                });
        return Response.ok(UserJson.alone(call, changed));
    }

    private @Nullable String hash(UserRequest request) {
        var imported = request.imported();
        if (request.password() != null) {
            return hasher.hash(request.password());
        }
        return imported == null ? null : imported.encoded();
    }

    /** RFC 9110 §13.1.1, on the weak tag that GET gives. */
    private static void unchanged(Call call, User user) {
        var expected = call.request().header("if-match");
        if (expected != null) {
            if (!expected.matches("(W/)?\"[^\"]*\"|\\*")) {
                throw Problem.of("E0000242");
            }
            if (!expected.equals("*") && !expected.equals(UserRoutes.etag(user))) {
                throw Problem.of("E0000231");
            }
        }
    }

    private User apply(
            Call call,
            Tx tx,
            User user,
            UserRequest request,
            @Nullable String hash,
            boolean whole) {
        var profile = profile(user, request, whole);
        var typeId = request.type() == null || !whole ? user.typeId() : request.type();
        var type =
                types.find(call.db(), tx.org(), typeId)
                        .orElseThrow(() -> Problem.notFound(typeId, "UserType"));
        var problems = type.schema().check(profile);
        if (!problems.isEmpty()) {
            throw Problem.invalid(whole ? "user" : "updateUser", problems);
        }
        var kept = UserRequest.withoutNulls(profile);
        Uniqueness.check(tx, type.schema(), kept, user.id());
        var after = user.with(kept, type.id(), type.schemaId());
        var event = Event.of("user.account.update_profile", user.target());
        UserStore.updateProfile(tx, tx.record(event), after);
        secrets(call, tx, after, request, hash);
        return UserStore.byId(tx, user.id()).orElseThrow();
    }

    private static ObjectNode profile(User user, UserRequest request, boolean whole) {
        if (request.profile() == null) {
            return user.profile();
        }
        if (whole) {
            return request.profile();
        }
        var merged = user.profile().deepCopy();
        merged.setAll(request.profile());
        return merged;
    }

    private void secrets(Call call, Tx tx, User user, UserRequest request, @Nullable String hash) {
        if (request.imported() != null && user.status() != UserStatus.STAGED) {
            throw Problem.invalid(
                    "password", "password: A hash can be imported only while the user is staged");
        }
        if (user.provider().elsewhere() && (request.proves() || request.question() != null)) {
            throw Problem.invalid(
                    "provider",
                    "provider: Users of %s have no password and no recovery question"
                            .formatted(user.provider().type()));
        }
        if (request.password() != null) {
            var rule = rules.rules(call.db(), tx.org(), user.id());
            rule.require(request.password(), user.profile(), "password");
            if (call.flag("strict", false)) {
                passwords.requireNew(tx, user, request.password(), rule);
            }
        }
        if (hash != null) {
            passwords.store(tx, user, hash, withPassword(user.status()));
        }
        if (request.question() != null && request.answer() != null) {
            passwords.storeQuestion(
                    tx,
                    user,
                    request.question(),
                    hasher.hash(UserCreation.folded(request.answer())));
            if (user.status() != UserStatus.STAGED) {
                letters.order(tx, user.questionLetter(call.origin()));
            }
        }
    }

    /** Whoever only lacked a password can act as soon as an administrator has set one. */
    private static UserStatus withPassword(UserStatus status) {
        return switch (status) {
            case PROVISIONED, RECOVERY, PASSWORD_EXPIRED, ACTIVE -> UserStatus.ACTIVE;
            case STAGED, LOCKED_OUT, SUSPENDED, DEPROVISIONED -> status;
        };
    }
}
