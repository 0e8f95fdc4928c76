package gatehouse.signin.federation;

import gatehouse.kernel.Digest;
import gatehouse.kernel.Event;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.policy.assurance.Trait;
import gatehouse.policy.providers.Provider;
import gatehouse.signin.circumspection.Vouchers;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.engine.Referral;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Purpose;
import gatehouse.signin.idx.Ending;
import gatehouse.signin.pages.Message;
import gatehouse.signin.pages.Pages;
import gatehouse.signin.sessions.Browsers;
import gatehouse.signin.sessions.Sessions;
import gatehouse.signin.steps.Turn;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The way to another provider, and back. Who comes back must have left from here in the same
 * browser: a cookie for each state says which sign-in it is, and nobody else knows that.
 */
public final class FederationRoutes {
    private static final String BACK = "/oauth2/v1/authorize/callback";
    private static final String COOKIE = "gh_idp_";
    private static final int STATE_LENGTH = 43;

    private final Engine engine;
    private final Referral referral;
    private final Vouchers vouchers;
    private final Upstream upstream;
    private final Arrivals arrivals;
    private final Ending ending;
    private final Pages pages;
    private final Onward onward;

    FederationRoutes(
            Engine engine,
            Vouchers vouchers,
            Upstream upstream,
            Arrivals arrivals,
            Ending ending,
            Pages pages) {
        this.engine = engine;
        this.referral = new Referral(engine);
        this.vouchers = vouchers;
        this.upstream = upstream;
        this.arrivals = arrivals;
        this.ending = ending;
        this.pages = pages;
        this.onward = new Onward(pages);
    }

    List<Route> routes() {
        return List.of(
                page("GET", "/sso/idps/{idpId}", "ssoIdp", this::leave),
                page("GET", BACK, "authorizeCallback", this::back));
    }

    private static Route page(String method, String path, String name, Route.Handler handler) {
        return Route.free(method, path, name, Guard.open(), Bucket.SIGN_IN, handler);
    }

    private static Optional<Flow> flow(Call call, String handle) {
        return Browsers.flow(call, handle).filter(flow -> flow.purpose() != Purpose.DIRECT);
    }

    private Response leave(Call call) {
        var handle = call.query("stateToken");
        return handle == null
                ? pages.startAgain(call)
                : vouchers.find(call, call.path("idpId"))
                        .flatMap(one -> left(call, one, handle))
                        .orElseGet(() -> pages.startAgain(call));
    }

    private Optional<Response> left(Call call, Provider provider, String handle) {
        var state = call.db().world().secret(STATE_LENGTH);
        var browser = Browsers.secret(call.request(), call.db().world());
        return flow(call, handle)
                .map(flow -> engine.look(call, flow))
                .flatMap(turn ->
                        referral.leave(call, turn, Vouchers.shown(provider), hash(state), browser))
                .map(gone -> onward(call, provider, gone, state))
                .map(answer ->
                        answer.with("Set-Cookie", Browsers.cookie(browser, call.request()))
                                .with(
                                        "Set-Cookie",
                                        cookie(call, state, handle + "; Max-Age=3600")));
    }

    private Response onward(Call call, Provider provider, Flow flow, String state) {
        var back = call.origin() + BACK;
        var hint = flow.state().identifier();
        try {
            var to = upstream.authorization(provider, back, state, hint, Referral.isAfresh(flow));
            return onward.leaving(call, provider.name(), to);
        } catch (Unvouched unvouched) {
            tell(call, provider, unvouched);
            return pages.startAgain(call);
        }
    }

    private static String hash(String state) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Digest.sha256(state));
    }

    private static String name(String state) {
        return COOKIE + hash(state).substring(0, 16);
    }

    private static String cookie(Call call, String state, String value) {
        return name(state) + "=" + value + Sessions.attributes(call.request());
    }

    private Response back(Call call) {
        var state = call.query("state");
        var handle = state == null ? null : call.request().cookie(name(state));
        return state == null || handle == null
                ? pages.startAgain(call)
                : flow(call, handle)
                        .filter(flow -> Referral.awaits(flow, hash(state)))
                        .map(flow -> returned(call, flow, state, handle))
                        .map(answer ->
                                answer.with("Set-Cookie", cookie(call, state, "; Max-Age=0")))
                        .map(answer -> onward.landing(call, answer))
                        .orElseGet(() -> pages.startAgain(call));
    }

    private Response returned(Call call, Flow flow, String state, String handle) {
        var provider = vouchers.find(call, Referral.provider(flow));
        try {
            if (provider.isEmpty()) {
                throw new Unvouched("The identity provider was switched off");
            }
            var one = provider.get();
            var word = word(call, one, state);
            var user =
                    Referral.isFactor(flow)
                            ? arrivals.vouched(call, one, word, String.valueOf(flow.state().user()))
                            : arrivals.of(call, one, word);
            Set<Trait> shown = one.trustsClaims() ? word.shown() : Set.of();
            return goneOn(call, referral.vouched(call, flow, user, shown), handle);
        } catch (Unvouched unvouched) {
            provider.ifPresent(one -> tell(call, one, unvouched));
            return refused(call, flow, handle);
        }
    }

    /** RFC 6749 §4.1.2, RFC 9207. */
    private Word word(Call call, Provider provider, String state) {
        var issuer = call.query("iss");
        if (issuer != null && !issuer.equals(provider.issuer())) {
            throw new Unvouched("Another issuer answered");
        }
        var code = call.query("code");
        if (code == null) {
            throw new Unvouched("The identity provider refused: " + call.query("error"));
        }
        return upstream.word(provider, call.origin() + BACK, state, code);
    }

    private static void tell(Call call, Provider provider, Unvouched why) {
        call.db()
                .tell(
                        call.principal(),
                        Event.of("user.authentication.auth_via_IDP", Arrivals.target(provider))
                                .failed(why.why()));
    }

    private Response goneOn(Call call, Turn turn, String handle) {
        return turn.flow().purpose() == Purpose.INTERACT
                ? ending.returned(call, turn)
                : Response.redirect(call.origin() + "/signin/" + handle);
    }

    private Response refused(Call call, Flow flow, String handle) {
        var turn = referral.failed(call, flow);
        if (flow.purpose() == Purpose.INTERACT) {
            return ending.returned(call, turn);
        }
        return pages.message(
                403,
                call.org().subdomain(),
                "You are not signed in",
                new Message(
                        "The other side did not vouch for you, or not for somebody who may sign in"
                                + " here.",
                        null,
                        "/signin/" + handle,
                        "Back to sign in",
                        Map.of("way", "restart")));
    }
}
