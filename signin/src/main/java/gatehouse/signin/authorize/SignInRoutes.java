package gatehouse.signin.authorize;

import gatehouse.directory.users.PasswordChange;
import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.signin.SignIn;
import gatehouse.signin.SignIn.Outcome;
import gatehouse.signin.pages.Forms;
import gatehouse.signin.pages.Pages;
import gatehouse.signin.pages.PasswordForm;
import gatehouse.signin.pages.SignInForm;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

/** The pages on which a person signs in, for a request that waits. */
public final class SignInRoutes {
    private static final String AT = "/signin/{handle}";
    private static final String REFUSED = "Unable to sign in. Check your username and password.";
    private static final String LOCKED = "Your account is locked. Ask your administrator for help.";

    private final WaitingRoom room;
    private final ConsentRoutes consent;
    private final SignIn signIn;
    private final PasswordChange passwords;
    private final Pages pages;

    public SignInRoutes(
            AuthorizeRoutes authorize, SignIn signIn, PasswordChange passwords, Pages pages) {
        this.room = new WaitingRoom(authorize, pages);
        this.consent = new ConsentRoutes(room, authorize.steps());
        this.signIn = signIn;
        this.passwords = passwords;
        this.pages = pages;
    }

    public List<Route> routes() {
        var own =
                Stream.of(
                        page("GET", AT, "signInPage", this::form),
                        page("POST", AT, "signIn", this::submit),
                        page("POST", AT + "/password", "signInPassword", this::changePassword));
        return Stream.concat(own, consent.routes().stream()).toList();
    }

    private static Route page(String method, String path, String name, Route.Handler handler) {
        return Route.free(method, path, name, Guard.open(), Bucket.SIGN_IN, handler);
    }

    private Response form(Call call) {
        return room.waiting(call)
                .map(waiting -> form(call, waiting, 200, null, null))
                .orElseGet(() -> room.gone(call));
    }

    private Response form(
            Call call,
            Waiting waiting,
            int status,
            @Nullable String typed,
            @Nullable String error) {
        var action = "/signin/" + call.path("handle");
        if (waiting.local()) {
            var name = typed == null ? "" : typed;
            var form = new SignInForm(action, name, null, error);
            return pages.step(status, call.org().subdomain(), form.sheet(), "");
        }
        var visit = room.visit(call, waiting);
        if (visit.isEmpty()) {
            return room.gone(call);
        }
        var request = visit.get().request();
        var hint = request.loginHint() == null ? "" : request.loginHint();
        return pages.step(
                status,
                call.org().subdomain(),
                new SignInForm(
                                action,
                                typed == null ? hint : typed,
                                request.client().label(),
                                error)
                        .sheet(),
                Queries.origin(request.redirect().toString()));
    }

    private Response submit(Call call) {
        var found = room.waiting(call);
        if (found.isEmpty() || Forms.foreign(call)) {
            return room.gone(call);
        }
        var waiting = found.get();
        var sent = call.request().form();
        var login = Forms.text(sent, "username");
        var password = Forms.text(sent, "password");
        boolean remember = Forms.text(sent, "remember").equals("true");
        return switch (signIn.password(call.principal(), login, password)) {
            case Outcome.Done(var user) -> room.signedIn(call, waiting, user, remember);
            case Outcome.MustChangePassword(var user) -> mustChange(call, waiting, user);
            case Outcome.Locked _ -> form(call, waiting, 401, login, LOCKED);
            case Outcome.Refused _ -> form(call, waiting, 401, login, REFUSED);
        };
    }

    private Response mustChange(Call call, Waiting waiting, User user) {
        call.db()
                .as(
                        call.principal(),
                        tx -> {
                            waiting.mustChange(tx, user.id());
                            return true;
                        });
        return passwordForm(call, user, null);
    }

    private Response passwordForm(Call call, User user, @Nullable String error) {
        var rules = passwords.rules(call.db(), call.org().id(), user.id());
        return pages.step(
                200,
                call.org().subdomain(),
                new PasswordForm(
                                "/signin/" + call.path("handle") + "/password",
                                "Your password has expired.",
                                user.login(),
                                rules.inWords(),
                                error)
                        .sheet(),
                "");
    }

    private Response changePassword(Call call) {
        var waiting = room.waiting(call);
        var id = waiting.map(Waiting::user).orElse(null);
        if (waiting.isEmpty() || id == null || Forms.foreign(call)) {
            return room.gone(call);
        }
        var user = call.db().reading(call.principal(), tx -> UserStore.byId(tx, id)).orElseThrow();
        var sent = call.request().form();
        var chosen = Forms.text(sent, "password");
        if (!chosen.equals(Forms.text(sent, "again"))) {
            return passwordForm(call, user, "The two passwords differ.");
        }
        try {
            var changed = passwords.choose(call.db(), call.principal(), user, chosen);
            return room.signedIn(call, waiting.get(), changed, false);
        } catch (Problem refused) {
            return passwordForm(call, user, Forms.inWords(refused));
        }
    }
}
