package gatehouse.directory.users.manage;

import static gatehouse.directory.users.manage.UserRoutes.MANAGE;
import static gatehouse.kernel.http.Bucket.USER;

import gatehouse.directory.passwords.PasswordHasher;
import gatehouse.directory.users.Tries;
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
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.outside.Letter;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** {@code /api/v1/users/{id}/lifecycle/*} (Okta, User Lifecycle API). */
public final class LifecycleRoutes {
    private static final String AT = UserRoutes.ONE + "/lifecycle/";
    private static final int TEMPORARY_LENGTH = 16;

    private final UserLifecycle lifecycle;
    private final UserTokens tokens;
    private final PasswordHasher hasher;
    private final UserPasswords passwords;
    private final Letter.Orders letters;
    private final BiConsumer<Tx, Event.Target> factorsReset;

    public LifecycleRoutes(
            UserLifecycle lifecycle,
            UserTokens tokens,
            PasswordHasher hasher,
            Letter.Orders letters,
            BiConsumer<Tx, Event.Target> factorsReset) {
        this.letters = letters;
        this.factorsReset = factorsReset;
        this.lifecycle = lifecycle;
        this.tokens = tokens;
        this.hasher = hasher;
        this.passwords = new UserPasswords(hasher);
    }

    public List<Route> routes() {
        return List.of(
                route("activate", "activateUser", this::activate),
                route("reactivate", "reactivateUser", this::reactivate),
                route("deactivate", "deactivateUser", this::deactivate),
                route("suspend", "suspendUser", call -> plain(call, "suspend")),
                route("unsuspend", "unsuspendUser", call -> plain(call, "unsuspend")),
                route("unlock", "unlockUser", this::unlock),
                route("expire_password", "expirePassword", this::expire),
                route(
                        "expire_password_with_temp_password",
                        "expirePasswordWithTempPassword",
                        this::expireWithTemporary),
                route("reset_password", "resetPassword", this::reset),
                route("reset_factors", "resetFactors", this::resetFactors));
    }

    private static Route route(String verb, String operation, Route.Handler handler) {
        return Route.write("POST", AT + verb, operation, MANAGE, USER, handler);
    }

    private static User locked(Call call) {
        var name = call.path("id");
        return UserStore.locked(call.tx(), name).orElseThrow(() -> UserStore.missing(name));
    }

    private Response activate(Call call) {
        var user = locked(call);
        boolean proves = user.hasPassword() || user.provider().elsewhere();
        lifecycle.move(
                call.tx(), user, "activate", proves ? UserStatus.ACTIVE : UserStatus.PROVISIONED);
        return proves ? Response.empty() : invited(call, user, true);
    }

    private Response reactivate(Call call) {
        var user = locked(call);
        UserLifecycle.allowed("reactivate", user);
        call.tx().record(Event.of("user.lifecycle.reactivate", user.target()));
        return invited(call, user, false);
    }

    /** The link goes to the person, or to the caller where no mail is wanted. */
    private Response invited(Call call, User user, boolean usually) {
        if (call.flag("sendEmail", usually)) {
            tokens.invite(call.tx(), user, call.origin());
            return Response.empty();
        }
        var issued = UserTokens.issue(call.tx(), user, Purpose.ACTIVATION);
        return Response.ok(
                Json.object()
                        .put("activationUrl", issued.welcome(call.origin()))
                        .put("activationToken", issued.token()));
    }

    private Response deactivate(Call call) {
        lifecycle.end(call.tx(), locked(call));
        return Response.empty();
    }

    /** Of an account that is open, devices that its person never used may be locked out. */
    private Response unlock(Call call) {
        var user = locked(call);
        boolean open = user.status() != UserStatus.LOCKED_OUT;
        if (open && Tries.openedToStrangers(call.tx(), user.id())) {
            call.tx().record(Event.of("user.account.unlock_by_admin", user.target()));
            return Response.empty();
        }
        return plain(call, "unlock");
    }

    private Response plain(Call call, String verb) {
        var user = locked(call);
        var to = verb.equals("suspend") ? UserStatus.SUSPENDED : UserLifecycle.awake(user);
        lifecycle.move(call.tx(), user, verb, to);
        return Response.empty();
    }

    private Response expire(Call call) {
        var user = locked(call);
        lifecycle.move(call.tx(), user, "expire_password", UserStatus.PASSWORD_EXPIRED);
        return Response.ok(
                UserJson.alone(call, UserStore.byId(call.tx(), user.id()).orElseThrow()));
    }

    private Response expireWithTemporary(Call call) {
        var user = locked(call);
        lifecycle.move(call.tx(), user, "expire_password", UserStatus.PASSWORD_EXPIRED);
        var temporary = call.tx().world().secret(TEMPORARY_LENGTH);
        passwords.store(call.tx(), user, hasher.hash(temporary), UserStatus.PASSWORD_EXPIRED);
        return Response.ok(Json.object().put("tempPassword", temporary));
    }

    private Response reset(Call call) {
        var user = locked(call);
        if ("FEDERATION".equals(call.query("provider"))) {
            return federate(call, user);
        }
        lifecycle.move(call.tx(), user, "reset_password", UserStatus.RECOVERY);
        if (user.provider().elsewhere()) {
            takeBack(call.tx(), user);
        }
        if (call.flag("sendEmail", true)) {
            tokens.sendRecovery(call.tx(), user, call.origin());
            return Response.empty();
        }
        var issued = UserTokens.issue(call.tx(), user, Purpose.RECOVERY);
        return Response.ok(Json.object().put("resetPasswordUrl", issued.reset(call.origin())));
    }

    /** Whom a provider vouched for will have a password of ours again. */
    private static void takeBack(Tx tx, User user) {
        tx.unlogged(Tx.Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        """
                        update users set provider_type = 'OKTA', provider_name = 'OKTA'
                        where org_id = ? and id = ?\
                        """,
                        tx.org(),
                        user.id());
    }

    private static Response federate(Call call, User user) {
        UserLifecycle.allowed("reset_password", user);
        call.tx()
                .record(Event.of("user.account.reset_password", user.target()))
                .execute(
                        """
                        update users set provider_type = 'FEDERATION', provider_name = 'FEDERATION',
                            password = null, password_breached = null, last_updated = ?,
                            status = 'ACTIVE'
                        where org_id = ? and id = ?\
                        """,
                        call.tx().now(),
                        call.tx().org(),
                        user.id());
        return Response.empty();
    }

    /** The security question lives with the user; all else where factors are. */
    private Response resetFactors(Call call) {
        var user = locked(call);
        factorsReset.accept(call.tx(), user.target());
        var all = Map.of("factor.name", "Every second factor");
        letters.order(call.tx(), user.letter("FactorReset", call.origin(), all));
        call.tx()
                .unlogged(Tx.Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        "update users set recovery_question = null, recovery_answer = null"
                                + " where org_id = ? and id = ?",
                        call.tx().org(),
                        user.id());
        return Response.empty();
    }
}
