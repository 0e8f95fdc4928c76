package gatehouse.signin.pages;

import gatehouse.kernel.Json;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pages a person must be able to reach when all else fails. They need no script, save where a
 * passkey is asked for, and what they may load, send and stand in is said in their headers.
 */
public final class Pages {
    private static final String PACKAGE = "gatehouse.signin.templates";

    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(
                    null, ContentType.Html, Pages.class.getClassLoader(), PACKAGE);
    private final Asset style = Asset.read("gatehouse.css", "text/css");
    private final Asset passkey = Asset.read("passkey.js", "text/javascript");
    private final Asset starter = Asset.read("widget.js", "text/javascript");
    private final @Nullable Widget widget;
    private final Looks looks;

    /** What the sign-in page of an org looks like. */
    @FunctionalInterface
    public interface Looks {
        /** Its main color; empty where the org gave it no face of its own. */
        Optional<String> signIn(Tx tx);
    }

    /**
     * @param widget that sign-in pages show, or null for pages that need no script
     * @param looks of the orgs whose page shows it
     */
    public Pages(@Nullable Widget widget, Looks looks) {
        this.widget = widget;
        this.looks = looks;
    }

    /** What the pages need. */
    public List<Route> routes() {
        var own =
                Stream.of(
                        style.route("stylesheet"),
                        passkey.route("passkeyScript"),
                        starter.route("widgetScript"));
        return Stream.concat(own, widget == null ? Stream.of() : widget.routes().stream()).toList();
    }

    /** The main color of the sign-in page that shows the widget; empty where it shows none. */
    public Optional<String> widgetColor(Call call) {
        return widget == null
                ? Optional.empty()
                : call.db().reading(call.principal(), looks::signIn);
    }

    /**
     * The page that shows the widget.
     *
     * @param config of the widget
     * @param plain the address of the page that needs no script
     * @param nonce new for each answer
     */
    public Response widget(
            String org, ObjectNode config, String plain, String nonce, String formTarget) {
        var shown = Objects.requireNonNull(widget);
        var page = new WidgetPage(shown, Json.text(config), plain, starter.path(), nonce);
        var scripts = "'nonce-" + nonce + "'";
        var from = shown.source();
        return html(200, "widget.jte", org, "Sign in", Map.of("page", page))
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src %1$s; style-src %1$s %2$s; img-src 'self' data: %2$s;"
                                        .formatted(scripts, from)
                                + " font-src data: %1$s; connect-src 'self' %1$s; base-uri 'none';"
                                        .formatted(from)
                                + " frame-ancestors 'none'; form-action 'self' "
                                + formTarget)
                .with("X-Frame-Options", "DENY")
                .with("Referrer-Policy", "same-origin");
    }

    /** A step of a sign-in, or another form like it. */
    public Response step(int status, String org, Sheet sheet, String formTarget) {
        return render(
                status,
                "step.jte",
                org,
                sheet.title(),
                Map.of("sheet", sheet, "script", passkey.path()),
                new Allowed(formTarget, sheet.captcha()));
    }

    public Response consent(String org, ConsentForm form, String formTarget) {
        return render(
                200,
                "consent.jte",
                org,
                "Allow access?",
                Map.of("form", form),
                Allowed.of(formTarget));
    }

    /** There is no such sign-in, or not in this browser. */
    public Response startAgain(Call call) {
        return message(
                400,
                call.org().subdomain(),
                "Start again",
                Message.of(
                        "This page is too old, or was opened in another browser. Go back to the"
                                + " application and sign in again.",
                        null));
    }

    public Response message(int status, String org, String title, Message message) {
        return message(status, org, title, message, "");
    }

    public Response message(
            int status, String org, String title, Message message, String formTarget) {
        return render(
                status,
                "message.jte",
                org,
                title,
                Map.of("message", message),
                Allowed.of(formTarget));
    }

    /** A page that has no form. */
    public Response page(String template, String org, String title, Map<String, Object> content) {
        return render(200, template, org, title, content, Allowed.of(""));
    }

    /**
     * A page may tell us where its form is sent from, for a browser hides its origin where it may
     * tell nothing (Fetch §3.2).
     */
    private Response render(
            int status,
            String template,
            String org,
            String title,
            Map<String, Object> content,
            Allowed allowed) {
        return html(status, template, org, title, content)
                .with("Content-Security-Policy", allowed.policy())
                .with("X-Frame-Options", "DENY")
                .with("Referrer-Policy", "same-origin");
    }

    private Response html(
            int status, String template, String org, String title, Map<String, Object> content) {
        var all = new HashMap<>(content);
        all.put("frame", new Frame(org, title, style.path()));
        var out = new StringOutput();
        templates.render(template, all, out);
        return Response.html(status, out.toString());
    }
}
