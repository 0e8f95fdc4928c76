package gatehouse.signin.account;

import static gatehouse.signin.flow.Purpose.PAGE;

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
import gatehouse.signin.authorize.SignInFirst;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Flows;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.flow.State;
import gatehouse.signin.pages.Forms;
import gatehouse.signin.pages.Message;
import gatehouse.signin.pages.Pages;
import gatehouse.signin.pages.PasswordForm;
import gatehouse.signin.pages.Sheet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pages that the links in letters lead to: there a person sets a password. To open one uses
 * nothing up, since mail scanners open links too; to set the password does.
 */
public final class AccountRoutes {
    private static final String RESET = "/reset_password";

    private final PasswordChange passwords;
    private final UserLifecycle lifecycle;
    private final Engine engine;
    private final Pages pages;

    public AccountRoutes(
            PasswordChange passwords, UserLifecycle lifecycle, Engine engine, Pages pages) {
        this.engine = engine;
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
                page("GET", RESET + "/{token}", "resetPage", call -> open(call, Purpose.RECOVERY)),
                page("POST", RESET + "/{token}", "reset", call -> set(call, Purpose.RECOVERY)),
                page("GET", RESET, "resetDonePage", call -> done(call, "You are signed in.")));
    }

    private static Route page(String method, String path, String name, Route.Handler handler) {
        return Route.free(method, path, name, Guard.open(), Bucket.SIGN_IN, handler);
    }

    private Response open(Call call, Purpose purpose) {
        return owner(call, purpose)
                .map(user ->
                        stepsUp(call, purpose, user)
                                ? proceed(call)
                                : form(call, purpose, user, null))
                .orElseGet(() -> gone(call));
    }

    /** Whether the org wants one more proof of whoever has the letter. */
    private boolean stepsUp(Call call, Purpose purpose, User user) {
        var now = call.db().world().now();
        var from = new Flows.Beginning(PAGE, null, "", "", null);
        var state = State.lettered(Mode.RECOVER, user.login(), user.id(), now);
        return purpose == Purpose.RECOVERY && engine.stepsUp(call, Flow.imagined(from, state, now));
    }

    private Response proceed(Call call) {
        var sheet =
                Sheet.of("Reset your password", call.request().path())
                        .saying("You will be asked to prove that it is you.")
                        .button("Next");
        return pages.step(200, call.org().subdomain(), sheet, "");
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
        if (stepsUp(call, purpose, owner.get())) {
            return proving(call, owner.get());
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
                    call.origin(),
                    tx -> used(tx, call.path("token"), purpose));
        } catch (Problem refused) {
            return refused.code().equals("E0000105")
                    ? gone(call)
                    : form(call, purpose, owner.get(), Forms.inWords(refused));
        }
        return done(call, "You can now sign in with it.");
    }

    private Response done(Call call, String then) {
        return pages.message(
                200, call.org().subdomain(), "Your password is set", Message.of(then, null));
    }

    /** The letter is used up, and the person goes on to what else is asked of them. */
    private Response proving(Call call, User user) {
        return call.db()
                .as(
                        call.principal(),
                        tx ->
                                UserTokens.consume(tx, call.path("token"), Purpose.RECOVERY)
                                        .map(_ -> SignInFirst.recovering(call, tx, RESET, user)))
                .orElseGet(() -> gone(call));
    }

    /** Uses the token up; whoever came in with the old password is out. */
    private boolean used(Tx tx, String token, Purpose purpose) {
        var user = UserTokens.consume(tx, token, purpose);
        user.ifPresent(id -> lifecycle.ended(tx, id));
        return user.isPresent();
    }
}
