package gatehouse.directory.passwords;

import gatehouse.kernel.Violations;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A password as it is kept: nothing of it can be read back, only tried. Ours are Argon2id; the
 * others were made elsewhere and imported (Okta, Users API: hashed password object).
 */
public sealed interface PasswordHash
        permits Argon2Hash, BcryptHash, DigestHash, PasswordImport, Pbkdf2Hash {
    /** Whether {@code password} is the one; takes the same time whatever differs. */
    boolean matches(String password);

    /** The one line in which it is stored. */
    String encoded();

    /** Reads what {@link #encoded} wrote. */
    static PasswordHash decoded(String line) {
        var kind = line.substring(1, line.indexOf('$', 1));
        return switch (kind) {
            case "argon2id" -> Argon2Hash.decode(line);
            case "2a", "2b", "2y" -> BcryptHash.decode(line);
            case "pbkdf2" -> Pbkdf2Hash.decode(line);
            case "import" -> new PasswordImport();
            default -> DigestHash.decode(line);
        };
    }

    /** Reads {@code credentials.password.hash}; null where something is wrong with it. */
    static @Nullable PasswordHash imported(ObjectNode hash, Violations violations) {
        var algorithm = hash.path("algorithm").asString("");
        return switch (algorithm) {
            case "BCRYPT" -> BcryptHash.imported(hash, violations);
            case "SHA-512", "SHA-256", "SHA-1", "MD5" ->
                    DigestHash.imported(algorithm, hash, violations);
            case "PBKDF2" -> Pbkdf2Hash.imported(hash, violations);
            default -> {
                violations.add(
                        "password.hash.algorithm",
                        "Must be one of BCRYPT, SHA-512, SHA-256, SHA-1, MD5, PBKDF2");
                yield null;
            }
        };
    }

    /** Bytes in base64 of either alphabet, or null. */
    static byte @Nullable [] bytes(ObjectNode hash, String field, Violations violations) {
        var text = hash.path(field).asString("");
        try {
            return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            violations.add("password.hash." + field, "Must be base64");
            return null;
        }
    }
}
