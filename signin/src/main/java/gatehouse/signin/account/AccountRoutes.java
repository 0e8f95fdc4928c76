package gatehouse.signin.account;

import gatehouse.directory.users.PasswordChange;
import gatehouse.directory.users.User;
import gatehouse.directory.users.UserLifecycle;
import gatehouse.directory.users.UserStore;
import gatehouse.directory.users.UserTokens;
import gatehouse.directory.users.UserTokens.Purpose;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.signin.pages.Forms;
import gatehouse.signin.pages.Message;
import gatehouse.signin.pages.Pages;
import gatehouse.signin.pages.PasswordForm;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pages that the links in letters lead to: there a person sets a password. To open one uses
 * nothing up, since mail scanners open links too; to set the password does.
 */
public final class AccountRoutes {
    private final PasswordChange passwords;
    private final UserLifecycle lifecycle;
    private final Pages pages;

    public AccountRoutes(PasswordChange passwords, UserLifecycle lifecycle, Pages pages) {
        this.passwords = passwords;
        this.lifecycle = lifecycle;
        this.pages = pages;
    }

    public List<Route> routes() {
        return List.of(
                page(
                        "GET",
                        "/welcome/{token}",
                        "welcomePage",
                        call -> open(call, Purpose.ACTIVATION)),
                page("POST", "/welcome/{token}", "welcome", call -> set(call, Purpose.ACTIVATION)),
                page(
                        "GET",
                        "/reset_password/{token}",
                        "resetPage",
                        call -> open(call, Purpose.RECOVERY)),
                page(
                        "POST",
                        "/reset_password/{token}",
                        "reset",
                        call -> set(call, Purpose.RECOVERY)));
    }

    private static Route page(String method, String path, String name, Route.Handler handler) {
        return Route.free(method, path, name, Guard.open(), Bucket.SIGN_IN, handler);
    }

    private Response open(Call call, Purpose purpose) {
        return owner(call, purpose)
                .map(user -> form(call, purpose, user, null))
                .orElseGet(() -> gone(call));
    }

    private static Optional<User> owner(Call call, Purpose purpose) {
        return call.db()
                .reading(
                        call.principal(),
                        tx ->
                                UserTokens.owner(tx, call.path("token"), purpose)
                                        .flatMap(id -> UserStore.byId(tx, id)));
    }

    private Response form(Call call, Purpose purpose, User user, @Nullable String error) {
        return pages.step(
                200,
                call.org().subdomain(),
                new PasswordForm(
                                call.request().path(),
                                purpose == Purpose.ACTIVATION
                                        ? "Welcome!"
                                        : "You asked for a new password.",
                                user.login(),
                                passwords.rules(call.db(), call.org().id(), user.id()).inWords(),
                                error)
                        .sheet(),
                "");
    }

    private Response gone(Call call) {
        return pages.message(
                404,
                call.org().subdomain(),
                "This link no longer works",
                Message.of(
                        "It was used before, or is too old, or a newer letter has taken its place."
                                + " Ask for a new one.",
                        null));
    }

    private Response set(Call call, Purpose purpose) {
        var owner = owner(call, purpose);
        if (owner.isEmpty() || Forms.foreign(call)) {
            return gone(call);
        }
        var sent = call.request().form();
        var chosen = Forms.text(sent, "password");
        if (!chosen.equals(Forms.text(sent, "again"))) {
            return form(call, purpose, owner.get(), "The two passwords differ.");
        }
        try {
            passwords.choose(
                    call.db(),
                    call.principal(),
                    owner.get(),
                    chosen,
                    tx -> used(tx, call.path("token"), purpose));
        } catch (Problem refused) {
            return refused.code().equals("E0000105")
                    ? gone(call)
                    : form(call, purpose, owner.get(), Forms.inWords(refused));
        }
        return pages.message(
                200,
                call.org().subdomain(),
                "Your password is set",
                Message.of("You can now sign in with it.", null));
    }

    /** Uses the token up; whoever came in with the old password is out. */
    private boolean used(Tx tx, String token, Purpose purpose) {
        var user = UserTokens.consume(tx, token, purpose);
        user.ifPresent(id -> lifecycle.ended(tx, id));
        return user.isPresent();
    }
}
