package gatehouse.protocol.jose;

import com.nimbusds.jose.JWSAlgorithm;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a JWT is shown for, and so what is asked of it (RFC 8725). One made for one purpose never
 * serves another.
 *
 * @param algorithms all that are allowed
 * @param types the {@code typ} it may carry, in lower case
 * @param issueTimeNeeded whether it must say {@code iat}
 * @param mayBeExpired whether {@code exp} may have passed
 * @param longestLife from now to {@code exp}; null where there is no bound
 * @param leeway how far the sender's clock may be behind ours
 */
public record Purpose(
        Set<JWSAlgorithm> algorithms,
        Set<String> types,
        boolean issueTimeNeeded,
        boolean mayBeExpired,
        @Nullable Duration longestLife,
        Duration leeway) {

    private static final Set<JWSAlgorithm> OURS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    private static final Set<JWSAlgorithm> ASYMMETRIC =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);
    private static final Set<String> ASSERTION = Set.of("jwt", "client-authentication+jwt");

    /** An access token of ours. */
    public static final Purpose ACCESS_TOKEN =
            new Purpose(OURS, Set.of(), true, false, null, Duration.ZERO);

    /** An ID token of ours, shown again to say whose session is meant; it may have expired. */
    public static final Purpose ID_TOKEN_HINT =
            new Purpose(OURS, Set.of(), true, true, null, Duration.ZERO);

    /** RFC 7523 §2.2, signed with a client's private key; for an hour at most, as Okta has it. */
    public static final Purpose CLIENT_ASSERTION =
            new Purpose(ASYMMETRIC, ASSERTION, false, false, Duration.ofHours(1), Duration.ZERO);

    /** RFC 7523 §2.2, with the client's secret. */
    public static final Purpose CLIENT_SECRET_ASSERTION =
            new Purpose(
                    Set.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512),
                    ASSERTION,
                    false,
                    false,
                    Duration.ofHours(1),
                    Duration.ZERO);

    /**
     * An ID token of another provider (OpenID Connect Core §2).
     *
     * @param leeway as its administrator has it
     */
    public static Purpose idToken(Duration leeway) {
        return new Purpose(ASYMMETRIC, Set.of("jwt"), true, false, null, leeway);
    }

    boolean allows(JWSAlgorithm algorithm) {
        return algorithms.contains(algorithm);
    }

    /** RFC 8725 §3.11: a {@code typ} may be missing; one that is there must be of this purpose. */
    boolean allowsType(String type) {
        var word = type.toLowerCase(Locale.ROOT);
        return types.contains(
                word.startsWith("application/") ? word.substring("application/".length()) : word);
    }
}
