package gatehouse.directory.passwords;

import gatehouse.kernel.Digest;
import gatehouse.kernel.Violations;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A single salted digest, as older systems kept passwords. Renewed as Argon2id at the next sign-in.
 *
 * @param saltFirst whether the salt stands before the password
 */
record DigestHash(String algorithm, boolean saltFirst, byte[] salt, byte[] value)
        implements PasswordHash {
    @Override
    public boolean matches(String password) {
        try {
            var digest = MessageDigest.getInstance(algorithm);
            var secret = password.getBytes(StandardCharsets.UTF_8);
            digest.update(saltFirst ? salt : secret);
            digest.update(saltFirst ? secret : salt);
            return Digest.same(value, digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    @Override
    public String encoded() {
        var base64 = Base64.getEncoder();
        return "$%s$%s$%s$%s"
                .formatted(
                        algorithm,
                        saltFirst ? "PREFIX" : "POSTFIX",
                        base64.encodeToString(salt),
                        base64.encodeToString(value));
    }

    static DigestHash decode(String line) {
        var parts = line.split("\\$", -1);
        var base64 = Base64.getDecoder();
        return new DigestHash(
                parts[1],
                parts[2].equals("PREFIX"),
                base64.decode(parts[3]),
                base64.decode(parts[4]));
    }

    static @Nullable DigestHash imported(String algorithm, ObjectNode hash, Violations violations) {
        boolean salted = !hash.path("salt").asString("").isEmpty();
        var order = hash.path("saltOrder").asString(salted ? "" : "PREFIX");
        violations.require(
                order.equals("PREFIX") || order.equals("POSTFIX"),
                "password.hash.saltOrder",
                "Must be PREFIX or POSTFIX");
        var salt = PasswordHash.bytes(hash, "salt", violations);
        var value = PasswordHash.bytes(hash, "value", violations);
        if (value == null || salt == null || !violations.causes().isEmpty()) {
            return null;
        }
        violations.require(
                value.length == length(algorithm),
                "password.hash.value",
                "Must be " + length(algorithm) + " bytes long");
        return new DigestHash(algorithm, order.equals("PREFIX"), salt, value);
    }

    private static int length(String algorithm) {
        return switch (algorithm) {
            case "SHA-512" -> 64;
            case "SHA-256" -> 32;
            case "SHA-1" -> 20;
            default -> 16;
        };
    }
}
