package gatehouse.signin.pages;

import gatehouse.kernel.Digest;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The pages a person must be able to reach when all else fails. They need no script, and what they
 * may load, send and stand in is said in their headers.
 */
public final class Pages {
    private static final String PACKAGE = "gatehouse.signin.templates";

    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(
                    null, ContentType.Html, Pages.class.getClassLoader(), PACKAGE);
    private final byte[] style = style();
    private final String stylePath =
            "/assets/gatehouse-"
                    + HexFormat.of().formatHex(Digest.sha256(style)).substring(0, 16)
                    + ".css";

    private static byte[] style() {
        try (var in = Objects.requireNonNull(Pages.class.getResourceAsStream("gatehouse.css"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the pages need. */
    public List<Route> routes() {
        return List.of(
                Route.free(
                        "GET",
                        stylePath,
                        "stylesheet",
                        Guard.open(),
                        Bucket.UNLIMITED,
                        _ ->
                                new Response(
                                        200,
                                        List.of(
                                                new Response.Header(
                                                        "Content-Type", "text/css;charset=UTF-8"),
                                                new Response.Header(
                                                        "Cache-Control",
                                                        "public, max-age=31536000, immutable")),
                                        style)));
    }

    public Response signIn(int status, String org, SignInForm form, String formTarget) {
        return render(status, "signin.jte", org, "Sign in", Map.of("form", form), formTarget);
    }

    public Response password(String org, PasswordForm form, String formTarget) {
        return render(
                200,
                "password.jte",
                org,
                "Choose a new password",
                Map.of("form", form),
                formTarget);
    }

    public Response consent(String org, ConsentForm form, String formTarget) {
        return render(200, "consent.jte", org, "Allow access?", Map.of("form", form), formTarget);
    }

    public Response message(int status, String org, String title, Message message) {
        return render(status, "message.jte", org, title, Map.of("message", message), "");
    }

    /** A letter as HTML. */
    public String letter(Letter letter) {
        var out = new StringOutput();
        templates.render("letter.jte", Map.of("letter", letter), out);
        return out.toString();
    }

    /**
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
        all.put("frame", new Frame(org, title, stylePath));
        var out = new StringOutput();
        templates.render(template, all, out);
        return Response.html(status, out.toString())
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
                                + " frame-ancestors 'none'; form-action 'self' "
                                + formTarget)
                .with("X-Frame-Options", "DENY");
    }
}
