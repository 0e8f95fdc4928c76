package gatehouse.signin.federation;

import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.signin.pages.Message;
import gatehouse.signin.pages.Pages;

/**
 * Browsers that are told to go on by themselves. The page of a form says where the form may lead,
 * and binds the browser on all its way (Content Security Policy Level 3, form-action). Where a
 * provider sends people is not ours to know, and not the provider's where we send them when they
 * are back.
 */
final class Onward {
    private final Pages pages;

    Onward(Pages pages) {
        this.pages = pages;
    }

    /** To a provider, from a form of ours or not. */
    Response leaving(Call call, String provider, String to) {
        return "same-origin".equals(call.request().header("sec-fetch-site"))
                ? itself(call, "You go on to " + provider + ".", to)
                : Response.redirect(to);
    }

    /** Back from a provider, from whose form nobody knows. */
    Response landing(Call call, Response answer) {
        var to = answer.header("Location");
        if (to == null || call.request().header("sec-fetch-site") == null) {
            return answer;
        }
        var page = itself(call, "You go on to where you came from.", to);
        for (var cookie : answer.all("Set-Cookie")) {
            page = page.with("Set-Cookie", cookie);
        }
        return page;
    }

    private Response itself(Call call, String where, String to) {
        return pages.message(200, call.org().subdomain(), "One moment", Message.of(where, null))
                .with("Refresh", "0; url=" + to);
    }
}
