package gatehouse.protocol.jose;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** The hashes under which codes and tokens are known once they are handed out. */
public final class TokenHash {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private TokenHash() {}

    /** What is stored of a code or a token: its SHA-256, 43 characters of base64url. */
    public static String stored(String secret) {
        return BASE64.encodeToString(sha256(secret.getBytes(UTF_8)));
    }

    /**
     * {@code at_hash} and {@code c_hash} (OpenID Connect Core §3.1.3.6, §3.3.2.11): the left half
     * of the hash that the ID token's own algorithm uses, which is SHA-256 for all of ours.
     */
    public static String half(String value) {
        return BASE64.encodeToString(Arrays.copyOf(sha256(value.getBytes(UTF_8)), 16));
    }

    /** The whole SHA-256 in plain base64, as a Content-Security-Policy names a script. */
    public static String base64(String text) {
        return Base64.getEncoder().encodeToString(sha256(text.getBytes(UTF_8)));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
