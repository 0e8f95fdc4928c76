package gatehouse.directory.users.manage;

import static gatehouse.directory.users.manage.UserRoutes.MANAGE;
import static gatehouse.kernel.http.Bucket.USER;

import gatehouse.directory.passwords.PasswordHasher;
import gatehouse.directory.users.PasswordChange;
import gatehouse.directory.users.PasswordCheck;
import gatehouse.directory.users.PasswordCheck.Answered;
import gatehouse.directory.users.PasswordRulesOf;
import gatehouse.directory.users.User;
import gatehouse.directory.users.UserJson;
import gatehouse.directory.users.UserLifecycle;
import gatehouse.directory.users.UserPasswords;
import gatehouse.directory.users.UserStatus;
import gatehouse.directory.users.UserStore;
import gatehouse.directory.users.UserTokens;
import gatehouse.directory.users.UserTokens.Purpose;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Violations;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.outside.Letter;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/users/{id}/credentials/*} (Okta, User Credentials API). */
public final class CredentialRoutes {
    private static final String AT = "/api/v1/users/{userId}/credentials/";
    private static final Set<UserStatus> CHANGEABLE =
            Set.of(
                    UserStatus.STAGED,
                    UserStatus.ACTIVE,
                    UserStatus.PASSWORD_EXPIRED,
                    UserStatus.RECOVERY);

    private final Letter.Orders letters;
    private final PasswordCheck check;
    private final PasswordHasher hasher;
    private final PasswordRulesOf rules;
    private final UserTokens tokens;
    private final UserPasswords passwords;
    private final UserLifecycle lifecycle;

    public CredentialRoutes(
            PasswordCheck check,
            PasswordHasher hasher,
            PasswordRulesOf rules,
            UserTokens tokens,
            UserLifecycle lifecycle,
            Letter.Orders letters) {
        this.letters = letters;
        this.check = check;
        this.hasher = hasher;
        this.rules = rules;
        this.tokens = tokens;
        this.passwords = new UserPasswords(hasher);
        this.lifecycle = lifecycle;
    }

    public List<Route> routes() {
        return List.of(
                free("change_password", "changePassword", this::changePassword),
                free("change_recovery_question", "changeRecoveryQuestion", this::changeQuestion),
                Route.write(
                        "POST",
                        AT + "forgot_password",
                        "forgotPassword",
                        MANAGE,
                        USER,
                        this::forgot),
                free(
                        "forgot_password_recovery_question",
                        "forgotPasswordSetNewPassword",
                        this::forgotWithQuestion));
    }

    private static Route free(String verb, String operation, Route.Handler handler) {
        return Route.free("POST", AT + verb, operation, MANAGE, USER, handler);
    }

    private static User user(Call call) {
        var name = call.path("userId");
        return call.db()
                .reading(call.principal(), tx -> UserStore.named(tx, name))
                .orElseThrow(() -> UserStore.missing(name));
    }

    private static String required(JsonNode body, String field, String part) {
        var text = body.path(field).path(part).asString("");
        if (text.isEmpty()) {
            throw Problem.invalid(field, field + ": The field cannot be left blank");
        }
        return text;
    }

    private Response changePassword(Call call) {
        var user = changeable(user(call));
        var body = call.request().json();
        var old = required(body, "oldPassword", "value");
        var next = required(body, "newPassword", "value");
        prove(call, user, old);
        set(call, user, next, call.flag("strict", false));
        if (body.path("revokeSessions").asBoolean(false)) {
            call.db()
                    .as(
                            call.principal(),
                            tx -> {
                                tx.record(Event.of("user.session.clear", user.target()));
                                lifecycle.ended(tx, user.id());
                                return true;
                            });
        }
        return credentials(call, user);
    }

    private static User changeable(User user) {
        if (!CHANGEABLE.contains(user.status())) {
            throw Problem.of("E0000014")
                    .because("This operation is not allowed in the user's current status.");
        }
        return user;
    }

    /**
     * @throws Problem E0000014 where the password is wrong; each try counts as one at the door
     */
    private void prove(Call call, User user, String password) {
        if (user.status() == UserStatus.STAGED) {
            return;
        }
        switch (check.check(call.db(), call.principal(), user, password)) {
            case PasswordCheck.Verdict.Accepted _, PasswordCheck.Verdict.Expired _ -> {}
            case PasswordCheck.Verdict.LockedOut _, PasswordCheck.Verdict.Refused _ ->
                    throw UserPasswords.refused("Old Password is not correct");
        }
    }

    private void set(Call call, User user, String password, boolean strict) {
        var rule = rules.rules(call.db(), call.org().id(), user.id());
        rule.require(password, user.profile(), "password");
        call.db()
                .reading(
                        call.principal(),
                        tx -> {
                            if (strict) {
                                passwords.requireNew(tx, user, password, rule);
                            }
                            return true;
                        });
        var hash = hasher.hash(password);
        call.db()
                .as(
                        call.principal(),
                        tx -> {
                            var now = UserStore.locked(tx, user.id()).orElseThrow();
                            passwords.store(tx, now, hash, after(changeable(now)));
                            PasswordChange.changed(letters, tx, now, call.origin());
                            return true;
                        });
    }

    private static UserStatus after(User user) {
        return user.status() == UserStatus.STAGED ? UserStatus.STAGED : UserStatus.ACTIVE;
    }

    private Response changeQuestion(Call call) {
        var user = changeable(user(call));
        var body = call.request().json();
        var password = required(body, "password", "value");
        var question = required(body, "recovery_question", "question");
        var answer = required(body, "recovery_question", "answer");
        new Violations()
                .require(
                        answer.strip().length() >= UserRequest.SHORTEST_ANSWER,
                        "recovery_question.answer",
                        UserRequest.ANSWER_TOO_SHORT)
                .throwIfAny("recovery_question");
        prove(call, user, password);
        var hash = hasher.hash(UserCreation.folded(answer));
        call.db()
                .as(
                        call.principal(),
                        tx -> {
                            passwords.storeQuestion(tx, user, question, hash);
                            letters.order(tx, user.questionLetter(call.origin()));
                            return true;
                        });
        return credentials(call, user);
    }

    private static Response credentials(Call call, User user) {
        var now =
                call.db()
                        .reading(call.principal(), tx -> UserStore.byId(tx, user.id()))
                        .orElseThrow(() -> UserStore.missing(user.id()));
        return Response.ok(UserJson.credentials(now));
    }

    private Response forgot(Call call) {
        var name = call.path("userId");
        var tx = call.tx();
        var user = UserStore.locked(tx, name).orElseThrow(() -> UserStore.missing(name));
        boolean active =
                user.status() == UserStatus.ACTIVE || user.status() == UserStatus.PASSWORD_EXPIRED;
        if (!active || user.provider().elsewhere()) {
            throw Problem.of("E0000034");
        }
        tx.record(Event.of("user.account.reset_password", user.target()));
        if (call.flag("sendEmail", true)) {
            tokens.sendRecovery(tx, user, call.origin());
            return Response.empty();
        }
        var issued = UserTokens.issue(tx, user, Purpose.RECOVERY);
        return Response.ok(Json.object().put("resetPasswordUrl", issued.reset(call.origin())));
    }

    private Response forgotWithQuestion(Call call) {
        var user = changeable(user(call));
        var body = call.request().json();
        var password = required(body, "password", "value");
        var answer = required(body, "recovery_question", "answer");
        if (user.recoveryQuestion() == null) {
            throw Problem.of("E0000034");
        }
        if (check.answer(call.db(), call.principal(), user, answer) != Answered.RIGHT) {
            throw Problem.of("E0000087");
        }
        set(call, user, password, true);
        return credentials(call, user);
    }
}
