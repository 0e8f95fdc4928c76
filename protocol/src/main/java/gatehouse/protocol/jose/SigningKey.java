package gatehouse.protocol.jose;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import gatehouse.kernel.Json;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.text.ParseException;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A key of ours that signs tokens.
 *
 * @param jwk with its private part; its {@code kid} is its RFC 7638 thumbprint, 43 characters of
 *     base64url
 */
public record SigningKey(JWK jwk, Instant created, Status status) {
    private static final int RSA_BITS = 2048;

    /** A key is published while it is NEXT, signs while it is ACTIVE, and is EXPIRED after that. */
    public enum Status {
        ACTIVE,
        NEXT,
        EXPIRED
    }

    /** The algorithms our own tokens may be signed with. */
    public enum Algorithm {
        RS256,
        ES256;

        private JWK fresh() {
            return this == RS256 ? freshRsa() : freshEc();
        }
    }

    /** A new key: RSA of 2,048 bits, or on P-256. */
    public static SigningKey generate(Algorithm algorithm, Instant now, Status status) {
        return new SigningKey(algorithm.fresh(), now, status);
    }

    private static JWK freshRsa() {
        var spec = new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4);
        var pair = Crypto.pair("RSA", spec);
        return named(
                new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                        .privateKey(pair.getPrivate())
                        .algorithm(JWSAlgorithm.RS256)
                        .keyUse(KeyUse.SIGNATURE)
                        .build());
    }

    private static JWK freshEc() {
        var pair = Crypto.pair("EC", Curve.P_256.toECParameterSpec());
        return named(
                new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
                        .privateKey(pair.getPrivate())
                        .algorithm(JWSAlgorithm.ES256)
                        .keyUse(KeyUse.SIGNATURE)
                        .build());
    }

    private static JWK named(JWK key) {
        try {
            var kid = key.computeThumbprint().toString();
            return switch (key) {
                case RSAKey rsa -> new RSAKey.Builder(rsa).keyID(kid).build();
                case ECKey ec -> new ECKey.Builder(ec).keyID(kid).build();
                default -> throw new IllegalStateException("neither RSA nor EC");
            };
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Reads what {@link #privateJwk} wrote. */
    public static SigningKey read(byte[] privateJwk, Instant created, Status status) {
        try {
            return new SigningKey(JWK.parse(new String(privateJwk, UTF_8)), created, status);
        } catch (ParseException e) {
            throw new IllegalStateException("not a key of ours", e);
        }
    }

    public SigningKey with(Status other) {
        return new SigningKey(jwk, created, other);
    }

    public String kid() {
        return jwk.getKeyID();
    }

    public Algorithm algorithm() {
        return Algorithm.valueOf(jwk.getAlgorithm().getName());
    }

    /** The whole key as JSON, to be sealed by whoever stores it. */
    public byte[] privateJwk() {
        return jwk.toJSONString().getBytes(UTF_8);
    }

    /** The public half, as the {@code keys} endpoint shows it. */
    public ObjectNode publicJwk() {
        return Json.tree(jwk.toPublicJWK().toJSONObject());
    }

    PrivateKey privateKey() {
        try {
            return ((AsymmetricJWK) jwk).toPrivateKey();
        } catch (JOSEException e) {
            throw new IllegalStateException("a key that was made can be used", e);
        }
    }

    /** The public half, as Java knows it. */
    public PublicKey publicKey() {
        try {
            return ((AsymmetricJWK) jwk).toPublicKey();
        } catch (JOSEException e) {
            throw new IllegalStateException("a key that was made can be used", e);
        }
    }

    /** Never shows the private part. */
    @Override
    public String toString() {
        return "SigningKey[" + kid() + " " + algorithm() + " " + status + "]";
    }
}
