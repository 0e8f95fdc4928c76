package gatehouse.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How programs say on the wire what they have to say. */
public final class Wire {
    /** The example of RFC 7636, appendix B. */
    public static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    public static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private Wire() {}

    /** One value of a form or a query. */
    public static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    /** A form or a query. */
    public static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /**
     * The same, of what may be said twice.
     *
     * @param pairs names and values by turns
     */
    public static String form(String... pairs) {
        return Stream.iterate(0, at -> at < pairs.length, at -> at + 2)
                .map(at -> pairs[at] + "=" + encoded(pairs[at + 1]))
                .collect(Collectors.joining("&"));
    }

    /** What an application asks of {@code /authorize}: a code, with PKCE, to sign a person in. */
    public static String codeRequest(String client, String redirect) {
        return form(
                "client_id",
                client,
                "redirect_uri",
                redirect,
                "response_type",
                "code",
                "scope",
                "openid",
                "code_challenge_method",
                "S256",
                "code_challenge",
                CHALLENGE,
                "state",
                "s");
    }

    /** How a client says who it is in a header. */
    public static Map<String, String> basic(String client, String secret) {
        var both = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(UTF_8));
        return Map.of("authorization", "Basic " + both);
    }

    /**
     * The same.
     *
     * @param app as the API shows one that was just made
     */
    public static Map<String, String> basic(Reply app) {
        var at = "/credentials/oauthClient/";
        return basic(app.text(at + "client_id"), app.text(at + "client_secret"));
    }
}
