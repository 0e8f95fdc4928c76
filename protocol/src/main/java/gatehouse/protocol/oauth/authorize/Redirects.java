package gatehouse.protocol.oauth.authorize;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.kernel.Json;
import gatehouse.kernel.OAuthError;
import gatehouse.kernel.http.Response;
import gatehouse.protocol.jose.TokenHash;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Carries an answer to a redirect URI. Only a {@link RedirectUri} can be answered, so nothing that
 * a request merely claims to be one.
 */
public final class Redirects {
    private static final String SUBMIT = "document.forms[0].submit();";
    private static final String POST =
            "var m=document.body.dataset;"
                    + "(window.opener||window.parent)"
                    + ".postMessage(JSON.parse(m.message),m.origin);";

    private Redirects() {}

    /**
     * @param issuer goes with every answer (RFC 9207)
     * @param answer the code, tokens, state …; in this order
     */
    public static Response answer(
            RedirectUri to, ResponseMode mode, String issuer, Map<String, String> answer) {
        var all = new LinkedHashMap<>(answer);
        all.put("iss", issuer);
        var response =
                switch (mode) {
                    case QUERY -> Response.redirect(to + queryMark(to) + encoded(all));
                    case FRAGMENT -> Response.redirect(to + "#" + encoded(all));
                    case FORM_POST -> formPost(to, all);
                    case OKTA_POST_MESSAGE -> postMessage(to, all);
                };
        return response.with("Referrer-Policy", "no-referrer").with("Cache-Control", "no-store");
    }

    /** RFC 6749 §4.1.2.1. */
    public static Response refusal(
            RedirectUri to,
            ResponseMode mode,
            String issuer,
            @Nullable String state,
            OAuthError error) {
        var answer = new LinkedHashMap<String, String>();
        if (state != null) {
            answer.put("state", state);
        }
        answer.put("error", error.error());
        answer.put("error_description", error.description());
        return answer(to, mode, issuer, answer);
    }

    private static String queryMark(RedirectUri to) {
        var text = to.toString();
        if (!text.contains("?")) {
            return "?";
        }
        return text.endsWith("?") || text.endsWith("&") ? "" : "&";
    }

    private static String encoded(Map<String, String> all) {
        return all.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Response formPost(RedirectUri to, Map<String, String> all) {
        var fields =
                all.entrySet().stream()
                        .map(e ->
                                "<input type=\"hidden\" name=\"%s\" value=\"%s\"/>"
                                        .formatted(e.getKey(), escaped(e.getValue())))
                        .collect(Collectors.joining());
        var page =
                """
                <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"/><title>Signing in</title>\
                </head><body><form method="post" action="%s">%s<noscript><button type="submit">\
                Continue</button></noscript></form><script>%s</script></body></html>\
                """
                        .formatted(escaped(to.toString()), fields, SUBMIT);
        return Response.html(200, page)
                .with("Content-Security-Policy", policy(SUBMIT, "form-action " + to.origin()));
    }

    private static Response postMessage(RedirectUri to, Map<String, String> all) {
        var page =
                """
                <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"/><title>Signing in</title>\
                </head><body data-origin="%s" data-message="%s"><script>%s</script></body></html>\
                """
                        .formatted(escaped(to.origin()), escaped(Json.text(all)), POST);
        return Response.html(200, page)
                .with(
                        "Content-Security-Policy",
                        policy(POST, "form-action 'none'; frame-ancestors " + to.origin()));
    }

    /** One script, known by its hash, and nothing else. */
    private static String policy(String script, String more) {
        return "default-src 'none'; base-uri 'none'; script-src 'sha256-"
                + TokenHash.base64(script)
                + "'; "
                + more;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
