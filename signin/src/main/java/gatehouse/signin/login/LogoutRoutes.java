package gatehouse.signin.login;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.protocol.jose.JwtRefused;
import gatehouse.protocol.jose.Purpose;
import gatehouse.protocol.jose.UnverifiedJwt;
import gatehouse.protocol.oauth.OAuthParts;
import gatehouse.signin.authorize.AuthorizeRoutes;
import gatehouse.signin.authorize.Queries;
import gatehouse.signin.authorize.SignInFirst;
import gatehouse.signin.pages.Forms;
import gatehouse.signin.pages.Message;
import gatehouse.signin.pages.Pages;
import gatehouse.signin.sessions.Sessions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends of sessions: {@code /logout} of OpenID Connect RP-Initiated Logout, and our own sign-out. An
 * application that proves by an ID token whose session is meant ends it at once; anyone else has
 * the person asked.
 */
public final class LogoutRoutes {
    private final OAuthParts oauth;
    private final AuthorizeRoutes.Clients clients;
    private final Targets targets;
    private final Pages pages;

    public LogoutRoutes(
            OAuthParts oauth, AuthorizeRoutes.Clients clients, Targets targets, Pages pages) {
        this.oauth = oauth;
        this.clients = clients;
        this.targets = targets;
        this.pages = pages;
    }

    public List<Route> routes() {
        var custom = "/oauth2/{authServerId}/v1/logout";
        return List.of(
                page("GET", "/oauth2/v1/logout", "logout", this::logout),
                page("POST", "/oauth2/v1/logout", "logoutWithPost", this::logout),
                page("GET", custom, "logoutCustomAS", this::logout),
                page("POST", custom, "logoutCustomASWithPost", this::logout),
                page("GET", "/login/signout", "signOutPage", this::ask),
                page("POST", "/login/signout", "signOut", this::signOut));
    }

    private static Route page(String method, String path, String name, Route.Handler handler) {
        return Route.free(method, path, name, Guard.open(), Bucket.SIGN_IN, handler);
    }

    /** What a valid hint says. */
    private record Hint(Client client, String user) {}

    private Response logout(Call call) {
        var params = call.request().method().equals("POST") ? call.request().form() : call.query();
        var hint = hint(call, params.once("id_token_hint"));
        var target = params.once("post_logout_redirect_uri");
        if (hint.isEmpty()) {
            return ask(call);
        }
        if (target != null && !hint.get().client.postLogoutRedirectUris().contains(target)) {
            return refused(call);
        }
        end(call, hint.get().user);
        var response =
                target == null
                        ? signedOut(call)
                        : Response.redirect(withState(target, params.once("state")));
        return response.with("Set-Cookie", Sessions.noCookie(call.request()));
    }

    private Optional<Hint> hint(Call call, @Nullable String token) {
        if (token == null) {
            return Optional.empty();
        }
        var server = oauth.servers().of(call);
        try {
            var jwt =
                    oauth.keyring()
                            .verifier(server)
                            .verify(
                                    UnverifiedJwt.parse(token),
                                    Purpose.ID_TOKEN_HINT,
                                    call.db().world().now());
            if (!jwt.text("iss").orElse("").equals(server.issuer(call.origin()))
                    || jwt.audience().size() != 1) {
                return Optional.empty();
            }
            return clients.find(call.db(), call.org().id(), jwt.audience().getFirst())
                    .filter(Client::active)
                    .map(client -> new Hint(client, jwt.text("sub").orElse("")));
        } catch (JwtRefused refused) {
            return Optional.empty();
        }
    }

    /** Ends the session of this browser, where it is that user's. */
    private static void end(Call call, String user) {
        call.db()
                .as(
                        call.principal(),
                        tx -> {
                            Sessions.current(tx, call.request())
                                    .filter(session -> session.user().equals(user))
                                    .ifPresent(session -> Sessions.end(tx, session));
                            return true;
                        });
    }

    private static String withState(String target, @Nullable String state) {
        if (state == null) {
            return target;
        }
        return target + (target.contains("?") ? "&" : "?") + Queries.of(Map.of("state", state));
    }

    private Response refused(Call call) {
        return pages.message(
                400,
                call.org().subdomain(),
                "This request cannot be answered",
                Message.of(
                        "The application wants to send you to an address that is not its own.",
                        "invalid_request: 'post_logout_redirect_uri' is not registered"));
    }

    /**
     * Where it leads afterwards goes with the question; an address that is not trusted does not.
     */
    private Response ask(Call call) {
        var target = target(call);
        var query = target.map(to -> "?" + Queries.of(Map.of(SignInFirst.TARGET, to))).orElse("");
        return pages.message(
                200,
                call.org().subdomain(),
                "Sign out?",
                new Message(
                        "You will be signed out in this browser.",
                        null,
                        "/login/signout" + query,
                        "Sign out",
                        new HashMap<>()),
                target.map(Queries::origin).orElse(""));
    }

    private Optional<String> target(Call call) {
        return targets.address(call, call.query(SignInFirst.TARGET));
    }

    private Response signOut(Call call) {
        if (Forms.foreign(call)) {
            return ask(call);
        }
        call.db()
                .as(
                        call.principal(),
                        tx -> {
                            Sessions.end(tx, call.request());
                            return true;
                        });
        return target(call)
                .map(Response::redirect)
                .orElseGet(() -> signedOut(call))
                .with("Set-Cookie", Sessions.noCookie(call.request()));
    }

    private Response signedOut(Call call) {
        return pages.message(
                200,
                call.org().subdomain(),
                "Signed out",
                Message.of("You are signed out. You can close this page.", null));
    }
}
