package gatehouse.signin.account;

import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.policy.factors.Factors;
import gatehouse.policy.factors.Messages;
import gatehouse.signin.pages.Forms;
import gatehouse.signin.pages.Message;
import gatehouse.signin.pages.Pages;
import gatehouse.signin.pages.Sheet;
import gatehouse.signin.pages.Sheet.Field;
import java.util.List;

/**
 * The page that the link in a letter with a code leads to: whoever follows it lets in whoever waits
 * for it. To open it does nothing, since mail scanners open links too.
 */
public final class LinkRoutes {
    private final Factors factors;
    private final Pages pages;

    public LinkRoutes(Factors factors, Pages pages) {
        this.factors = factors;
        this.pages = pages;
    }

    public List<Route> routes() {
        return List.of(
                page("GET", "linkPage", this::open), page("POST", "followLink", this::follow));
    }

    private static Route page(String method, String name, Route.Handler handler) {
        return Route.free(method, Messages.LINK, name, Guard.open(), Bucket.SIGN_IN, handler);
    }

    private Response open(Call call) {
        var token = call.query("token");
        var sheet =
                Sheet.of("Is it you who is signing in?", Messages.LINK)
                        .saying(
                                "Go on only if you are signing in right now. If you are not, close"
                                        + " this page.")
                        .with(
                                Field.of("token", "", "hidden", "off")
                                        .holding(token == null ? "" : token))
                        .button("Yes, it is me");
        return pages.step(200, call.org().subdomain(), sheet, "");
    }

    private Response follow(Call call) {
        var token = Forms.text(call.request().form(), "token");
        boolean followed =
                !Forms.foreign(call) && factors.follow(call.db(), call.principal(), token);
        return followed
                ? said(
                        call,
                        200,
                        "You can close this page",
                        "Go back to where you were signing in.")
                : said(
                        call,
                        404,
                        "This link no longer works",
                        "It was used before, or is too old, or a newer letter has taken its"
                                + " place.");
    }

    private Response said(Call call, int status, String title, String text) {
        return pages.message(status, call.org().subdomain(), title, Message.of(text, null));
    }
}
