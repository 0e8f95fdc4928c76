package gatehouse.signin.login;

import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.signin.pages.Message;
import gatehouse.signin.pages.Pages;
import gatehouse.signin.sessions.SessionTokens;
import gatehouse.signin.sessions.Sessions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code GET /login/sessionCookieRedirect}: a browser shows the session token that an application
 * got for its person, gets the session's cookie, and is sent on.
 */
public final class SessionRedirect {
    private static final Pattern WHOLE = Pattern.compile("^https?://");

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
        var address = targets.address(call, target).filter(_ -> WHOLE.matcher(target).find());
        if (address.isEmpty()) {
            return refused(
                    call,
                    "The application wants to send you to an address that is not trusted here.",
                    "redirectUrl");
        }
        var token = call.query("token");
        var started = token == null ? Optional.<Sessions.Started>empty() : started(call, token);
        return started.map(begun ->
                        begun.enter(
                                Response.redirect(address.get()),
                                call.request(),
                                call.db().world().now()))
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

    private Response refused(Call call, String why, String parameter) {
        return pages.message(
                400,
                call.org().subdomain(),
                "This request cannot be answered",
                Message.of(why, "invalid_request: '" + parameter + "'"));
    }
}
