package gatehouse.protocol.jose;

import gatehouse.protocol.jose.JwtRefused.Reason;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Verifies the tokens we made ourselves. Every header we write is the same text for one key, so the
 * key is found by that text: any other header, however it came about, is not ours.
 */
public final class OwnTokens {
    private record Known(PublicKey key, SigningKey.Algorithm algorithm) {}

    private final Map<String, Known> byHeader;

    /**
     * @param keys all that tokens still in use were signed with
     */
    public OwnTokens(Collection<SigningKey> keys) {
        var known = new HashMap<String, Known>();
        for (var key : keys) {
            known.put(
                    Signer.encodedHeader(key),
                    new Known(translated(key.publicKey()), key.algorithm()));
        }
        this.byHeader = Map.copyOf(known);
    }

    private static PublicKey translated(PublicKey key) {
        try {
            return Crypto.keys(key.getAlgorithm())
                    .generatePublic(new X509EncodedKeySpec(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was made can be used", e);
        }
    }

    /**
     * @throws JwtRefused where it is not one of ours, or not any more
     */
    public VerifiedJwt verify(UnverifiedJwt jwt, Purpose purpose, Instant now) {
        var known = byHeader.get(jwt.encodedHeader());
        if (known == null) {
            throw new JwtRefused(Reason.KEY);
        }
        if (!signed(jwt, known)) {
            throw new JwtRefused(Reason.SIGNATURE);
        }
        return Verifier.believed(jwt, purpose, now);
    }

    private static boolean signed(UnverifiedJwt jwt, Known known) {
        var claimed = jwt.signature();
        try {
            var signature = Crypto.signature(Signer.jcaName(known.algorithm));
            signature.initVerify(known.key);
            signature.update(jwt.signingInput());
            return signature.verify(claimed);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
