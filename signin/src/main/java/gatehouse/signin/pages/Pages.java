package gatehouse.signin.pages;

import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Map;

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

    /** What the pages need. */
    public List<Route> routes() {
        return List.of(style.route("stylesheet"), passkey.route("passkeyScript"));
    }

    /** A step of a sign-in, or another form like it. */
    public Response step(int status, String org, Sheet sheet, String formTarget) {
        return render(
                status,
                "step.jte",
                org,
                sheet.title(),
                Map.of("sheet", sheet, "script", passkey.path()),
                formTarget);
    }

    public Response consent(String org, ConsentForm form, String formTarget) {
        return render(200, "consent.jte", org, "Allow access?", Map.of("form", form), formTarget);
    }

    public Response message(int status, String org, String title, Message message) {
        return message(status, org, title, message, "");
    }

    public Response message(
            int status, String org, String title, Message message, String formTarget) {
        return render(status, "message.jte", org, title, Map.of("message", message), formTarget);
    }

    /** A page that has no form. */
    public Response page(String template, String org, String title, Map<String, Object> content) {
        return render(200, template, org, title, content, "");
    }

    /**
     * A page may tell us where its form is sent from, for a browser hides its origin where it may
     * tell nothing (Fetch §3.2).
     *
     * @param formTarget what a form may lead to beside ourselves: the origin of the client
     */
    private Response render(
            int status,
            String template,
            String org,
            String title,
            Map<String, Object> content,
            String formTarget) {
        var all = new java.util.HashMap<>(content);
        all.put("frame", new Frame(org, title, style.path()));
        var out = new StringOutput();
        templates.render(template, all, out);
        return Response.html(status, out.toString())
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src 'self' data:;"
                                + " script-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' "
                                + formTarget)
                .with("X-Frame-Options", "DENY")
                .with("Referrer-Policy", "same-origin");
    }
}
