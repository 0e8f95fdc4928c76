package gatehouse.protocol.jose;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;

/** RFC 7636, with its method S256 alone. */
public final class Pkce {
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9\\-._~]{43,128}");
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9\\-_]{43}");

    private Pkce() {}

    /** RFC 7636 §4.1: 43 to 128 unreserved characters. */
    public static boolean isVerifier(String text) {
        return VERIFIER.matcher(text).matches();
    }

    /** The base64url of a SHA-256, and nothing else. */
    public static boolean isChallenge(String text) {
        return CHALLENGE.matcher(text).matches();
    }

    /** RFC 7636 §4.2. */
    public static String challenge(String verifier) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(TokenHash.sha256(verifier.getBytes(US_ASCII)));
    }

    /** RFC 7636 §4.6, in the same time whatever the answer. */
    public static boolean matches(String challenge, String verifier) {
        return isVerifier(verifier)
                && MessageDigest.isEqual(
                        challenge.getBytes(US_ASCII), challenge(verifier).getBytes(US_ASCII));
    }
}
