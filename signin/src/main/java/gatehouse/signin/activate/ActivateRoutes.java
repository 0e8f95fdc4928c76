package gatehouse.signin.activate;

import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.protocol.oauth.OAuthParts;
import gatehouse.protocol.oauth.device.DeviceCodeGrant;
import gatehouse.protocol.oauth.device.DeviceCodes;
import gatehouse.protocol.oauth.tokens.Entitlement;
import gatehouse.signin.activate.Devices.Found;
import gatehouse.signin.authorize.SignInFirst;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.pages.Forms;
import gatehouse.signin.pages.Message;
import gatehouse.signin.pages.Pages;
import gatehouse.signin.sessions.Session;
import gatehouse.signin.sessions.Sessions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /activate}: a person types the code that a device shows, signs in, is told what wants to
 * act for them and where it asked from, and decides.
 */
public final class ActivateRoutes {
    private static final String AT = Flow.ACTIVATE;
    private static final String DECISION = AT + "/decision";
    private static final String UNKNOWN = "That code is not valid. Check it on your device.";
    private static final String TOO_MANY = "Too many codes were tried. Wait a few minutes.";

    private final OAuthParts oauth;
    private final Devices devices;
    private final Engine engine;
    private final Pages pages;

    public ActivateRoutes(OAuthParts oauth, Engine engine, Pages pages) {
        this.oauth = oauth;
        this.devices = new Devices(oauth);
        this.engine = engine;
        this.pages = pages;
    }

    public List<Route> routes() {
        return List.of(
                page("GET", AT, "activatePage", this::open),
                page("POST", AT, "activate", call -> look(call, sent(call))),
                page("POST", DECISION, "activateDevice", this::decide));
    }

    private static Route page(String method, String path, String name, Route.Handler handler) {
        return Route.free(method, path, name, Guard.open(), Bucket.SIGN_IN, handler);
    }

    private static String sent(Call call) {
        return Forms.text(call.request().form(), "user_code").strip();
    }

    /** A link with the code in it leads further for whoever is signed in. */
    private Response open(Call call) {
        var code = call.query("user_code");
        if (code == null || code.isBlank()) {
            boolean plain = "plain".equals(call.query("page"));
            return plain || pages.widgetColor(call).isEmpty()
                    ? form(call, 200, "", null)
                    : withWidget(call);
        }
        boolean here = call.db().reading(call.principal(), tx -> session(call, tx)).isPresent();
        return here ? look(call, code) : form(call, 200, code, null);
    }

    /** The widget asks for the code itself. */
    private static Response withWidget(Call call) {
        return call.db().as(call.principal(), tx -> SignInFirst.then(call, tx, AT, "", null, null));
    }

    private static Optional<Session> session(Call call, Tx tx) {
        return Sessions.current(tx, call.request());
    }

    private Response form(Call call, int status, String code, @Nullable String error) {
        return pages.step(status, call.org().subdomain(), Sheets.code(AT, code, error), "");
    }

    private Response look(Call call, String code) {
        if (!Devices.admitted(call)) {
            return form(call, 429, code, TOO_MANY);
        }
        return devices.found(call, code)
                .map(found -> confirm(call, code, found))
                .orElseGet(() -> form(call, 400, code, UNKNOWN));
    }

    /** Whoever has not proved what the application wants does so first. */
    private Response confirm(Call call, String code, Found found) {
        var session = call.db().reading(call.principal(), tx -> session(call, tx));
        return session.filter(here -> enough(call, here, found))
                .map(here -> confirm(call, here, found, code))
                .orElseGet(() -> signInFirst(call, session, found, code));
    }

    private boolean enough(Call call, Session session, Found found) {
        return SignInFirst.enough(engine, call, session, found.client().appId());
    }

    private static Response signInFirst(
            Call call, Optional<Session> session, Found found, String code) {
        return call.db()
                .as(
                        call.principal(),
                        tx ->
                                SignInFirst.then(
                                        call,
                                        tx,
                                        AT,
                                        query(code),
                                        found.client().appId(),
                                        session.orElse(null)));
    }

    /** Of the page that asks whether a device may be let in. */
    public static String query(String code) {
        return "user_code=" + URLEncoder.encode(code, StandardCharsets.UTF_8);
    }

    private Response confirm(Call call, Session session, Found found, String code) {
        return pages.step(
                200,
                call.org().subdomain(),
                Sheets.decision(
                        DECISION,
                        code.toUpperCase(Locale.ROOT),
                        session.login(),
                        found.device(),
                        found.server(),
                        found.client(),
                        call.db().world().now()),
                "");
    }

    private Response decide(Call call) {
        var code = sent(call);
        boolean allowed = Forms.text(call.request().form(), "answer").equals("allow");
        if (Forms.foreign(call)) {
            return form(call, 400, code, null);
        }
        if (!Devices.admitted(call)) {
            return form(call, 429, code, TOO_MANY);
        }
        return devices.found(call, code)
                .map(found -> decided(call, found, code, allowed))
                .orElseGet(() -> form(call, 400, code, UNKNOWN));
    }

    private Response decided(Call call, Found found, String code, boolean allowed) {
        var session = call.db().reading(call.principal(), tx -> session(call, tx));
        if (session.filter(here -> enough(call, here, found)).isEmpty()) {
            return signInFirst(call, session, found, code);
        }
        return call.db()
                .as(call.principal(), tx -> decided(call, tx, session.get(), found, code, allowed));
    }

    private Response decided(
            Call call, Tx tx, Session session, Found found, String code, boolean allowed) {
        var user = session.user();
        boolean may =
                allowed && oauth.lookups().assigned().assigned(tx, found.client().appId(), user);
        boolean first =
                may
                        ? DeviceCodes.allow(
                                tx,
                                found.device(),
                                found.server(),
                                found.client(),
                                user,
                                context(session))
                        : DeviceCodes.deny(
                                tx, found.device(), found.server(), found.client(), user);
        if (!first) {
            return form(call, 400, code, UNKNOWN);
        }
        return may
                ? told(call, "Your device is connected", "Go back to it.")
                : refused(call, allowed);
    }

    private static Entitlement.Context context(Session session) {
        return new Entitlement.Context(
                DeviceCodeGrant.TYPE,
                session.authenticated(),
                session.amr(),
                null,
                session.id(),
                null,
                session.idp());
    }

    private Response refused(Call call, boolean allowed) {
        return allowed
                ? told(
                        call,
                        "This application is not for you",
                        "You are not assigned to it. Ask your administrator for help.")
                : told(call, "The device was refused", "It gets nothing.");
    }

    private Response told(Call call, String title, String text) {
        return pages.message(200, call.org().subdomain(), title, Message.of(text, null));
    }
}
