package gatehouse.protocol.oauth.clientauth;

import gatehouse.kernel.OAuthError;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Utf8;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client's id and secret in the {@code Authorization} header (RFC 6749 §2.3.1, RFC 7617). */
record BasicCredentials(String id, String secret) {

    /**
     * @throws OAuthError invalid_client where there is a header and it is of another scheme, or is
     *     not a form-encoded id, a colon and a form-encoded secret in base64
     */
    static Optional<BasicCredentials> read(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        if (!header.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            throw ClientErrors.badBasic();
        }
        try {
            var text = Utf8.decode(Base64.getDecoder().decode(header.substring(6).strip()));
            int colon = text.indexOf(':');
            if (colon <= 0) {
                throw ClientErrors.badBasic();
            }
            return Optional.of(
                    new BasicCredentials(
                            decoded(text.substring(0, colon)), decoded(text.substring(colon + 1))));
        } catch (IllegalArgumentException | Problem _) {
            throw ClientErrors.badBasic();
        }
    }

    /** The id in a header, where one can be read; for the log. */
    static Optional<String> claimedId(@Nullable String header) {
        try {
            return read(header).map(BasicCredentials::id);
        } catch (OAuthError _) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
