package gatehouse.protocol.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import gatehouse.protocol.jose.JwtRefused.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Verifies the JWTs of others. The key is one that we hold for the sender: what the header says of
 * keys ({@code jwk}, {@code jku}, {@code x5u}, {@code x5c}) is not looked at.
 */
public final class Verifier {
    /** What would change how the token is to be read; none of ours needs any of it. */
    private static final Set<String> REFUSED_HEADERS = Set.of("crit", "b64", "zip", "enc");

    private Verifier() {}

    /**
     * @throws JwtRefused with the first thing found wrong: shape, header, key, signature, times
     */
    public static VerifiedJwt verify(UnverifiedJwt jwt, JwkSet keys, Purpose purpose, Instant now) {
        var algorithm = algorithm(jwt, purpose);
        var key = choose(keys.signing(), jwt, algorithm);
        return verify(jwt, verifier(key), algorithm, purpose, now);
    }

    /**
     * As {@link #verify(UnverifiedJwt, JwkSet, Purpose, Instant)}, with a secret both sides know.
     */
    public static VerifiedJwt verify(
            UnverifiedJwt jwt, String secret, Purpose purpose, Instant now) {
        var algorithm = algorithm(jwt, purpose);
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        try {
            return verify(jwt, new MACVerifier(bytes), algorithm, purpose, now);
        } catch (JOSEException _) {
            throw new JwtRefused(Reason.SECRET_TOO_SHORT);
        }
    }

    private static JWSAlgorithm algorithm(UnverifiedJwt jwt, Purpose purpose) {
        var header = jwt.header();
        if (REFUSED_HEADERS.stream().anyMatch(header::has)) {
            throw new JwtRefused(Reason.HEADER);
        }
        var type = header.get("typ");
        if (type != null && !(type.isString() && purpose.allowsType(type.asString()))) {
            throw new JwtRefused(Reason.HEADER);
        }
        return jwt.algorithm()
                .map(JWSAlgorithm::parse)
                .filter(purpose::allows)
                .orElseThrow(() -> new JwtRefused(Reason.ALGORITHM));
    }

    /** The key its {@code kid} names; without a name, the only one that fits. */
    private static JWK choose(List<JWK> keys, UnverifiedJwt jwt, JWSAlgorithm algorithm) {
        var kid = jwt.kid();
        var named =
                keys.stream()
                        .filter(key -> kid.isEmpty() || kid.get().equals(key.getKeyID()))
                        .toList();
        if (kid.isPresent() && named.isEmpty()) {
            throw new JwtRefused(Reason.KEY);
        }
        var fitting = named.stream().filter(key -> fits(key, algorithm)).toList();
        if (fitting.isEmpty()) {
            throw new JwtRefused(Reason.ALGORITHM);
        }
        if (fitting.size() > 1) {
            throw new JwtRefused(Reason.KEY);
        }
        if (KeyUse.ENCRYPTION.equals(fitting.getFirst().getKeyUse())) {
            throw new JwtRefused(Reason.KEY_USE);
        }
        return fitting.getFirst();
    }

    private static boolean fits(JWK key, JWSAlgorithm algorithm) {
        if (key.getAlgorithm() != null && !key.getAlgorithm().equals(algorithm)) {
            return false;
        }
        return switch (key) {
            case RSAKey _ -> JWSAlgorithm.Family.RSA.contains(algorithm);
            case ECKey ec -> ec.getCurve().equals(curve(algorithm));
            default -> false;
        };
    }

    private static @Nullable Curve curve(JWSAlgorithm algorithm) {
        var curves = Curve.forJWSAlgorithm(algorithm);
        return curves == null || curves.isEmpty() ? null : curves.iterator().next();
    }

    private static JWSVerifier verifier(JWK key) {
        try {
            return switch (key) {
                case RSAKey rsa -> new RSASSAVerifier(rsa);
                case ECKey ec -> new ECDSAVerifier(ec);
                default -> throw new JwtRefused(Reason.ALGORITHM);
            };
        } catch (JOSEException _) {
            throw new JwtRefused(Reason.KEY);
        }
    }

    private static VerifiedJwt verify(
            UnverifiedJwt jwt,
            JWSVerifier verifier,
            JWSAlgorithm algorithm,
            Purpose purpose,
            Instant now) {
        var signature = Base64URL.encode(jwt.signature());
        try {
            if (!verifier.verify(new JWSHeader(algorithm), jwt.signingInput(), signature)) {
                throw new JwtRefused(Reason.SIGNATURE);
            }
        } catch (JOSEException _) {
            throw new JwtRefused(Reason.SIGNATURE);
        }
        return believed(jwt, purpose, now);
    }

    /** What follows a good signature: the times, and that it is meant for somebody. */
    static VerifiedJwt believed(UnverifiedJwt jwt, Purpose purpose, Instant now) {
        ObjectNode claims = jwt.claims();
        Times.check(claims, purpose, now);
        var verified = new VerifiedJwt(claims);
        if (verified.audience().isEmpty()) {
            throw new JwtRefused(Reason.NO_AUDIENCE);
        }
        return verified;
    }
}
