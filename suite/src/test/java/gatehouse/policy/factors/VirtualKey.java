package gatehouse.policy.factors;

import gatehouse.kernel.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A security key of ES256, as a browser would drive it, with knobs to do it wrong. */
public final class VirtualKey {
    static final int PRESENT = 0x01;
    static final int VERIFIED = 0x04;
    static final int BACKUP_ELIGIBLE = 0x08;
    private static final int ATTESTED = 0x40;
    private static final HexFormat HEX = HexFormat.of();

    private final KeyPair pair = pair();
    private final byte[] id = new byte[32];
    String origin;
    String domain;
    String aaguid = "00000000000000000000000000000000";
    int flags = PRESENT | VERIFIED;
    int algorithm = 0x26;
    int counter;
    @Nullable Maker maker;

    public VirtualKey(String origin) {
        this.origin = origin;
        this.domain = java.net.URI.create(origin).getHost();
        new java.util.Random(System.nanoTime()).nextBytes(id);
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String id() {
        return url(id);
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private byte[] client(String type, String challenge) {
        return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
                .formatted(type, challenge, origin)
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] data(boolean attested) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(Digest.sha256(domain));
        out.write(flags | (attested ? ATTESTED : 0));
        out.writeBytes(ByteBuffer.allocate(4).putInt(counter).array());
        if (attested) {
            out.writeBytes(HEX.parseHex(aaguid));
            out.writeBytes(ByteBuffer.allocate(2).putShort((short) id.length).array());
            out.writeBytes(id);
            out.writeBytes(cose());
        }
        return out.toByteArray();
    }

    private byte[] cose() {
        var point = ((ECPublicKey) pair.getPublic()).getW();
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0xa5, 1, 2, 3, (byte) algorithm, 0x20, 1});
        out.writeBytes(new byte[] {0x21, 0x58, 0x20});
        out.writeBytes(coordinate(point.getAffineX()));
        out.writeBytes(new byte[] {0x22, 0x58, 0x20});
        out.writeBytes(coordinate(point.getAffineY()));
        return out.toByteArray();
    }

    private static byte[] coordinate(java.math.BigInteger number) {
        var bytes = new byte[32];
        var given = number.toByteArray();
        int length = Math.min(given.length, 32);
        System.arraycopy(given, given.length - length, bytes, 32 - length, length);
        return bytes;
    }

    /** What the browser sends when the key was made. */
    public Map<String, String> make(String challenge) {
        var data = data(true);
        var client = client("webauthn.create", challenge);
        var out = new ByteArrayOutputStream();
        out.write(0xa3);
        text(out, "fmt");
        text(out, maker == null ? "none" : "packed");
        text(out, "attStmt");
        out.writeBytes(statement(data, client));
        text(out, "authData");
        bytes(out, data);
        return Map.of("clientData", url(client), "attestation", url(out.toByteArray()));
    }

    private byte[] statement(byte[] data, byte[] client) {
        if (maker == null) {
            return new byte[] {(byte) 0xa0};
        }
        var out = new ByteArrayOutputStream();
        out.write(0xa3);
        text(out, "alg");
        out.write(0x26);
        text(out, "sig");
        bytes(out, maker.attests(data, client));
        text(out, "x5c");
        out.write(0x81);
        bytes(out, maker.certificate());
        return out.toByteArray();
    }

    private static void bytes(ByteArrayOutputStream out, byte[] bytes) {
        out.write(0x59);
        out.writeBytes(ByteBuffer.allocate(2).putShort((short) bytes.length).array());
        out.writeBytes(bytes);
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.write(0x60 | text.length());
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** What the browser sends when the key was used. */
    public Map<String, String> use(String challenge) {
        return use("webauthn.get", challenge);
    }

    public Map<String, String> use(String type, String challenge) {
        var data = data(false);
        var client = client(type, challenge);
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(data);
            signature.update(Digest.sha256(client));
            return Map.of(
                    "id", id(),
                    "clientData", url(client),
                    "authenticatorData", url(data),
                    "signatureData", url(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
