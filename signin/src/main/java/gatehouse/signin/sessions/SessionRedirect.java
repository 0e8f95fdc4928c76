package gatehouse.signin.sessions;

import gatehouse.kernel.db.Db;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.signin.pages.Message;
import gatehouse.signin.pages.Pages;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /login/sessionCookieRedirect}: a browser shows the session token that an application
 * got for its person, gets the session's cookie, and is sent on.
 */
public final class SessionRedirect {
    /** Whether an org lets browsers be sent to an origin: a trusted one, with scope REDIRECT. */
    @FunctionalInterface
    public interface Targets {
        boolean trusts(Db db, String org, String origin);
    }

    private final Targets targets;
    private final Pages pages;

    public SessionRedirect(Targets targets, Pages pages) {
        this.targets = targets;
        this.pages = pages;
    }

    public List<Route> routes() {
        return List.of(
                Route.free(
                        "GET",
                        "/login/sessionCookieRedirect",
                        "sessionCookieRedirect",
                        Guard.open(),
                        Bucket.SIGN_IN,
                        this::redirect));
    }

    /** Looks where it leads before anything is used up. */
    private Response redirect(Call call) {
        var target = call.query("redirectUrl");
        var origin = origin(target);
        if (target == null || origin.filter(known -> allowed(call, known)).isEmpty()) {
            return refused(
                    call,
                    "The application wants to send you to an address that is not trusted here.",
                    "redirectUrl");
        }
        var token = call.query("token");
        var started = token == null ? Optional.<Sessions.Started>empty() : started(call, token);
        return started.map(begun ->
                        begun.enter(
                                Response.redirect(target), call.request(), call.db().world().now()))
                .orElseGet(() ->
                        refused(
                                call,
                                "This sign-in is too old, or was used before. Go back to the"
                                        + " application and sign in again.",
                                "token"));
    }

    private static Optional<Sessions.Started> started(Call call, String token) {
        return call.db()
                .as(
                        call.principal(),
                        tx ->
                                SessionTokens.consume(tx, token)
                                        .map(ticket -> Sessions.start(tx, ticket, call.request())));
    }

    private boolean allowed(Call call, String origin) {
        return origin.equals(call.origin()) || targets.trusts(call.db(), call.org().id(), origin);
    }

    /**
     * The web origin of an address, where browsers and we understand it alike; nothing for one with
     * a user in it, a backslash, another scheme, or that names no host.
     */
    static Optional<String> origin(@Nullable String url) {
        if (url == null) {
            return Optional.empty();
        }
        try {
            var uri = new URI(url);
            var plain =
                    uri.getHost() != null
                            && uri.getRawUserInfo() == null
                            && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
            return plain
                    ? Optional.of(uri.getScheme() + "://" + uri.getRawAuthority())
                    : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private Response refused(Call call, String why, String parameter) {
        return pages.message(
                400,
                call.org().subdomain(),
                "This request cannot be answered",
                Message.of(why, "invalid_request: '" + parameter + "'"));
    }
}
