package gatehouse.signin.authorize;

import gatehouse.directory.users.PasswordChange;
import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.OAuthError;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Params;
import gatehouse.kernel.http.Request;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.protocol.oauth.authorize.Authorizations;
import gatehouse.protocol.oauth.authorize.AuthorizeErrors;
import gatehouse.signin.SignIn;
import gatehouse.signin.SignIn.Outcome;
import gatehouse.signin.pages.Message;
import gatehouse.signin.pages.Pages;
import gatehouse.signin.pages.PasswordForm;
import gatehouse.signin.pages.SignInForm;
import gatehouse.signin.sessions.Sessions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages on which a person signs in, for a request that waits. */
public final class SignInRoutes {
    private static final String AT = "/signin/{handle}";
    private static final String REFUSED = "Unable to sign in. Check your username and password.";
    private static final String LOCKED = "Your account is locked. Ask your administrator for help.";

    private final AuthorizeRoutes authorize;
    private final SignIn signIn;
    private final PasswordChange passwords;
    private final Pages pages;

    public SignInRoutes(
            AuthorizeRoutes authorize, SignIn signIn, PasswordChange passwords, Pages pages) {
        this.authorize = authorize;
        this.signIn = signIn;
        this.passwords = passwords;
        this.pages = pages;
    }

    public List<Route> routes() {
        return List.of(
                page("GET", AT, "signInPage", this::form),
                page("POST", AT, "signIn", this::submit),
                page("POST", AT + "/password", "signInPassword", this::changePassword),
                page("GET", AT + "/consent", "consentPage", this::consentForm),
                page("POST", AT + "/consent", "consent", this::consent));
    }

    private static Route page(String method, String path, String name, Route.Handler handler) {
        return Route.free(method, path, name, Guard.open(), Bucket.SIGN_IN, handler);
    }

    private Optional<Waiting> waiting(Call call) {
        return call.db()
                .reading(
                        call.principal(),
                        tx -> Waiting.find(tx, call.path("handle"), call.request()));
    }

    private Response gone(Call call) {
        return pages.message(
                400,
                call.org().subdomain(),
                "Start again",
                Message.of(
                        "This page is too old, or was opened in another browser. Go back to the"
                                + " application and sign in again.",
                        null));
    }

    private static Call at(Call call, Waiting waiting) {
        var parameters =
                waiting.path().startsWith("/oauth2/v1/")
                        ? Map.<String, String>of()
                        : Map.of("authServerId", waiting.path().split("/", -1)[2]);
        return call.with(parameters);
    }

    private Optional<Visit> visit(Call call, Waiting waiting) {
        var params = Params.parse(waiting.params());
        return call.db()
                .reading(
                        call.principal(),
                        tx -> authorize.visit(at(call, waiting), tx, waiting.path(), params));
    }

    private Response form(Call call) {
        var waiting = waiting(call);
        return waiting.isEmpty() ? gone(call) : form(call, waiting.get(), 200, null, null);
    }

    private Response form(
            Call call,
            Waiting waiting,
            int status,
            @Nullable String typed,
            @Nullable String error) {
        var visit = visit(call, waiting);
        if (visit.isEmpty()) {
            return gone(call);
        }
        var request = visit.get().request();
        var hint = request.loginHint() == null ? "" : request.loginHint();
        return pages.signIn(
                status,
                call.org().subdomain(),
                new SignInForm(
                        "/signin/" + call.path("handle"),
                        typed == null ? hint : typed,
                        request.client().label(),
                        error),
                Queries.origin(request.redirect().toString()));
    }

    private Response submit(Call call) {
        var waiting = waiting(call);
        if (waiting.isEmpty() || foreign(call)) {
            return gone(call);
        }
        var sent = call.request().form();
        var login = text(sent, "username");
        return switch (signIn.password(call.principal(), login, text(sent, "password"))) {
            case Outcome.Done(var user) ->
                    signedIn(call, waiting.get(), user, text(sent, "remember").equals("true"));
            case Outcome.MustChangePassword(var user) -> {
                call.db()
                        .as(
                                call.principal(),
                                tx -> {
                                    waiting.get().mustChange(tx, user.id());
                                    return true;
                                });
                yield passwordForm(call, user, null);
            }
            case Outcome.Locked _ -> form(call, waiting.get(), 401, login, LOCKED);
            case Outcome.Refused _ -> form(call, waiting.get(), 401, login, REFUSED);
        };
    }

    /** The browser says where a form was sent from; one of another site is not answered. */
    private static boolean foreign(Call call) {
        var origin = call.request().header("origin");
        return origin != null && !origin.equals("null") && !origin.equals(call.origin());
    }

    private static String text(Params sent, String name) {
        var value = sent.first(name);
        return value == null ? "" : value;
    }

    /** The wait is over, a session begins, and the request goes on with it. */
    private Response signedIn(Call call, Waiting waiting, User user, boolean remember) {
        var request = call.request();
        var started =
                call.db()
                        .as(
                                call.principal(),
                                tx ->
                                        waiting.over(tx)
                                                ? Optional.of(
                                                        Sessions.start(tx, user, remember, request))
                                                : Optional.<Sessions.Started>empty());
        if (started.isEmpty()) {
            return gone(call);
        }
        var cookie = Sessions.cookie(started.get(), request, call.db().world().now());
        var further =
                authorize.answer(
                        at(call, waiting).with(withCookie(request, started.get().secret())),
                        waiting.path(),
                        Params.parse(waiting.params()),
                        true,
                        null);
        return further.with("Set-Cookie", cookie);
    }

    /** The request as the browser would send it with the cookie it is about to get. */
    private static Request withCookie(Request request, String secret) {
        var headers = new java.util.HashMap<>(request.headers());
        var browser = request.cookie(Waiting.BROWSER);
        headers.put(
                "cookie",
                List.of(
                        Sessions.COOKIE
                                + "="
                                + secret
                                + (browser == null ? "" : "; " + Waiting.BROWSER + "=" + browser)));
        return new Request(
                request.id(),
                request.method(),
                request.scheme(),
                request.host(),
                request.path(),
                request.rawQuery(),
                headers,
                request.body(),
                request.address());
    }

    private Response passwordForm(Call call, User user, @Nullable String error) {
        var rules = passwords.rules(call.db(), call.org().id(), user.id());
        return pages.password(
                call.org().subdomain(),
                new PasswordForm(
                        "/signin/" + call.path("handle") + "/password",
                        user.login(),
                        rules.inWords(),
                        error),
                "");
    }

    private Response changePassword(Call call) {
        var waiting = waiting(call);
        var id = waiting.map(Waiting::user).orElse(null);
        if (waiting.isEmpty() || id == null || foreign(call)) {
            return gone(call);
        }
        var user = call.db().reading(call.principal(), tx -> UserStore.byId(tx, id)).orElseThrow();
        var sent = call.request().form();
        if (!text(sent, "password").equals(text(sent, "again"))) {
            return passwordForm(call, user, "The two passwords differ.");
        }
        try {
            var changed =
                    passwords.choose(call.db(), call.principal(), user, text(sent, "password"));
            return signedIn(call, waiting.get(), changed, false);
        } catch (Problem refused) {
            return passwordForm(
                    call,
                    user,
                    refused.causes().isEmpty()
                            ? refused.summary()
                            : refused.causes().getFirst().replaceFirst("^password: ", ""));
        }
    }

    private Response consentForm(Call call) {
        return waiting(call)
                .flatMap(waiting -> visit(call, waiting))
                .filter(visit -> visit.session() != null)
                .map(visit -> consentForm(call, visit))
                .orElseGet(() -> gone(call));
    }

    private Response consentForm(Call call, Visit visit) {
        return call.db()
                .reading(
                        call.principal(),
                        tx ->
                                authorize
                                        .steps()
                                        .consentPage(
                                                visit.in(tx),
                                                "/signin/" + call.path("handle") + "/consent",
                                                call.org().subdomain()));
    }

    private Response consent(Call call) {
        var waiting = waiting(call);
        var visit = waiting.flatMap(found -> visit(call, found));
        if (waiting.isEmpty()
                || visit.isEmpty()
                || visit.get().session() == null
                || foreign(call)) {
            return gone(call);
        }
        boolean allowed = text(call.request().form(), "answer").equals("allow");
        var asked =
                call.db()
                        .as(
                                call.principal(),
                                tx -> {
                                    if (!waiting.get().over(tx)) {
                                        return Optional.<java.util.Set<String>>empty();
                                    }
                                    var here = visit.get().in(tx);
                                    var scopes = Steps.asked(here);
                                    if (allowed) {
                                        Consents.give(tx, here.request(), user(here), scopes);
                                    }
                                    return Optional.of(scopes);
                                });
        if (asked.isEmpty()) {
            return gone(call);
        }
        return allowed
                ? authorize.answer(
                        at(call, waiting.get()),
                        waiting.get().path(),
                        Params.parse(waiting.get().params()),
                        true,
                        asked.get())
                : denied(call, visit.get());
    }

    private static String user(Visit visit) {
        return java.util.Objects.requireNonNull(visit.session()).user();
    }

    private static Response denied(Call call, Visit visit) {
        OAuthError error = AuthorizeErrors.denied();
        return call.db()
                .as(
                        call.principal(),
                        tx -> Authorizations.refuse(tx, call.origin(), visit.request(), error));
    }
}
