package gatehouse.protocol.oauth.authorize;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.http.Params;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An address a client registered, and the only kind an answer is ever sent to.
 *
 * <p>It is compared as it was sent, character by character (RFC 9700 §2.1). Two exceptions, both of
 * them about the parsed address: the port of a loopback address of a native app (RFC 8252 §7.3),
 * and one label of the host where the client allows wildcards.
 */
public final class RedirectUri {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
    private static final Set<String> SCRIPTS =
            Set.of("javascript", "data", "vbscript", "blob", "file", "about", "view-source");
    private static final Set<String> ANSWERS =
            Set.of(
                    "code",
                    "state",
                    "iss",
                    "error",
                    "error_description",
                    "access_token",
                    "id_token",
                    "token_type",
                    "expires_in",
                    "scope");
    private static final Pattern PART_OF_LABEL = Pattern.compile("[A-Za-z0-9-]+");

    private final String text;
    private final URI uri;

    private RedirectUri(String text, URI uri) {
        this.text = text;
        this.uri = uri;
    }

    /** The address sent, if it is one of the client's. */
    public static Optional<RedirectUri> registered(Client client, String sent) {
        return parse(sent)
                .filter(RedirectUri::usable)
                .filter(uri ->
                        client.redirectUris().stream()
                                .anyMatch(own -> matches(client, own, sent, uri)))
                .map(uri -> new RedirectUri(sent, uri));
    }

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    /**
     * Whether an answer may go there, whoever registered it: no script, no fragment, no forgery.
     */
    private static boolean usable(URI uri) {
        var scheme = uri.getScheme();
        return scheme != null
                && !SCRIPTS.contains(scheme.toLowerCase(Locale.ROOT))
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null
                && !uri.isOpaque()
                && !String.valueOf(uri.getRawAuthority()).contains("*")
                && Params.parse(uri.getRawQuery()).names().stream().noneMatch(ANSWERS::contains);
    }

    private static boolean matches(Client client, String own, String sent, URI uri) {
        return own.equals(sent)
                || (client.isNative() && sameLoopback(own, uri))
                || (client.wildcardRedirect().equals("SUBDOMAIN") && fillsWildcard(own, sent));
    }

    private static boolean sameLoopback(String own, URI sent) {
        return parse(own)
                .filter(uri -> "http".equals(uri.getScheme()) && "http".equals(sent.getScheme()))
                .filter(uri -> uri.getHost() != null && LOOPBACK.contains(uri.getHost()))
                .filter(uri -> uri.getHost().equals(sent.getHost()))
                .filter(uri -> Objects.equals(uri.getRawPath(), sent.getRawPath()))
                .filter(uri -> Objects.equals(uri.getRawQuery(), sent.getRawQuery()))
                .isPresent();
    }

    /** {@code https://*.example.com/cb}: the star stands for a part of the first label. */
    private static boolean fillsWildcard(String own, String sent) {
        int star = own.indexOf('*');
        int host = own.indexOf("://") + 3;
        if (star < host || host < 3 || own.indexOf('*', star + 1) >= 0) {
            return false;
        }
        int labelEnd = own.indexOf('.', host);
        var before = own.substring(0, star);
        var after = own.substring(star + 1);
        return labelEnd > star
                && own.indexOf('.', labelEnd + 1) > 0
                && sent.length() > before.length() + after.length()
                && sent.startsWith(before)
                && sent.endsWith(after)
                && PART_OF_LABEL
                        .matcher(sent.substring(before.length(), sent.length() - after.length()))
                        .matches();
    }

    /** Scheme, host and port: where a message may be posted to, or a form sent. */
    public String origin() {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    /** Exactly as it was sent. */
    @Override
    public String toString() {
        return text;
    }
}
