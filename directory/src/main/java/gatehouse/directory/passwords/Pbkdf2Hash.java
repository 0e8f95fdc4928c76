package gatehouse.directory.passwords;

import gatehouse.kernel.Digest;
import gatehouse.kernel.Violations;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * PBKDF2 (RFC 8018).
 *
 * @param digest {@code SHA256} or {@code SHA512}
 */
record Pbkdf2Hash(String digest, int iterations, byte[] salt, byte[] value)
        implements PasswordHash {
    private static final int FEWEST = 4_096;
    private static final int MOST = 10_000_000;

    @Override
    public boolean matches(String password) {
        try {
            var spec = new PBEKeySpec(password.toCharArray(), salt, iterations, value.length * 8);
            var computed =
                    SecretKeyFactory.getInstance("PBKDF2WithHmac" + digest)
                            .generateSecret(spec)
                            .getEncoded();
            return Digest.same(value, computed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2 with " + digest, e);
        }
    }

    @Override
    public String encoded() {
        var base64 = Base64.getEncoder();
        return "$pbkdf2$%s$%d$%s$%s"
                .formatted(
                        digest,
                        iterations,
                        base64.encodeToString(salt),
                        base64.encodeToString(value));
    }

    static Pbkdf2Hash decode(String line) {
        var parts = line.split("\\$", -1);
        var base64 = Base64.getDecoder();
        return new Pbkdf2Hash(
                parts[2],
                Integer.parseInt(parts[3]),
                base64.decode(parts[4]),
                base64.decode(parts[5]));
    }

    static @Nullable Pbkdf2Hash imported(ObjectNode hash, Violations violations) {
        var digest = hash.path("digestAlgorithm").asString("");
        int iterations = hash.path("iterationCount").asInt(0);
        violations
                .require(
                        digest.equals("SHA256_HMAC") || digest.equals("SHA512_HMAC"),
                        "password.hash.digestAlgorithm",
                        "Must be SHA256_HMAC or SHA512_HMAC")
                .require(
                        iterations >= FEWEST && iterations <= MOST,
                        "password.hash.iterationCount",
                        "Must be between " + FEWEST + " and " + MOST);
        var salt = PasswordHash.bytes(hash, "salt", violations);
        var value = PasswordHash.bytes(hash, "value", violations);
        if (salt == null || value == null || !violations.causes().isEmpty()) {
            return null;
        }
        int size = hash.path("keySize").asInt(value.length);
        violations
                .require(salt.length > 0, "password.hash.salt", "Must not be empty")
                .require(
                        value.length >= 16 && size == value.length,
                        "password.hash.keySize",
                        "Must be the length of the value in bytes");
        return new Pbkdf2Hash(digest.replace("_HMAC", ""), iterations, salt, value);
    }
}
