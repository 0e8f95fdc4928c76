package gatehouse.signin.myaccount;

import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.signin.pages.Forms;
import gatehouse.signin.pages.Message;
import gatehouse.signin.pages.Pages;
import java.util.List;
import java.util.Map;

/**
 * The page that the link in a letter to a new address leads to. To open it changes nothing, since
 * mail scanners open links too; its button does.
 */
final class EmailLinkRoutes {
    static final String AT = "/verify_email";

    private final Pages pages;

    EmailLinkRoutes(Pages pages) {
        this.pages = pages;
    }

    List<Route> routes() {
        var one = AT + "/{token}";
        return List.of(
                Route.free("GET", one, "verifyEmailPage", Guard.open(), Bucket.SIGN_IN, this::open),
                Route.free(
                        "POST",
                        one,
                        "verifyEmailByLink",
                        Guard.open(),
                        Bucket.SIGN_IN,
                        this::follow));
    }

    private Response open(Call call) {
        var token = call.path("token");
        return call.db()
                .reading(call.principal(), tx -> EmailChange.linked(tx, token))
                .map(change ->
                        pages.message(
                                200,
                                call.org().subdomain(),
                                "Confirm your e-mail address",
                                new Message(
                                        "Letters to you will go to " + change.address() + ".",
                                        null,
                                        AT + "/" + token,
                                        "Confirm",
                                        Map.of())))
                .orElseGet(() -> gone(call));
    }

    private Response follow(Call call) {
        boolean met =
                !Forms.foreign(call)
                        && call.db()
                                .as(
                                        call.principal(),
                                        tx -> EmailChange.follow(tx, call.path("token")));
        return met
                ? pages.message(
                        200,
                        call.org().subdomain(),
                        "Your e-mail address is confirmed",
                        Message.of("You can close this page.", null))
                : gone(call);
    }

    private Response gone(Call call) {
        return pages.message(
                404,
                call.org().subdomain(),
                "This link no longer works",
                Message.of("It was used before, or is too old. Ask for a new letter.", null));
    }
}
