package gatehouse.protocol.jose;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.kernel.Json;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * Signs claims with one key: compact JWS (RFC 7515 §7.1). Safe for any number of threads; make one
 * per key and keep it, for the header is encoded and the key translated only once.
 */
public final class Signer {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final SigningKey key;
    private final PrivateKey secret;
    private final byte[] header;

    public Signer(SigningKey key) {
        this.key = key;
        this.secret = translated(key.privateKey());
        this.header = (encodedHeader(key) + '.').getBytes(ISO_8859_1);
    }

    /** As Okta writes it, {@code kid} before {@code alg}; always the same bytes for one key. */
    static String encodedHeader(SigningKey key) {
        var header = Json.object().put("kid", key.kid()).put("alg", key.algorithm().name());
        return BASE64.encodeToString(Json.text(header).getBytes(UTF_8));
    }

    /** The provider's own form of the key, so that no signature pays for the translation. */
    private static PrivateKey translated(PrivateKey key) {
        try {
            return Crypto.keys(key.getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was made can be used", e);
        }
    }

    public SigningKey key() {
        return key;
    }

    /** The claims as a signed JWT. */
    public String sign(Object claims) {
        var payload = BASE64.encode(Json.bytes(claims));
        var input = new byte[header.length + payload.length];
        System.arraycopy(header, 0, input, 0, header.length);
        System.arraycopy(payload, 0, input, header.length, payload.length);
        return new String(input, ISO_8859_1) + '.' + BASE64.encodeToString(signature(input));
    }

    private byte[] signature(byte[] input) {
        try {
            var signature = Crypto.signature(jcaName(key.algorithm()));
            signature.initSign(secret);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a good key could not sign", e);
        }
    }

    /** RFC 7518 §3.4 wants R and S side by side, which is what P1363 calls it; not DER. */
    static String jcaName(SigningKey.Algorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> "SHA256withRSA";
            case ES256 -> "SHA256withECDSAinP1363Format";
        };
    }
}
