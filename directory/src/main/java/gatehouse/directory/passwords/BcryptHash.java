package gatehouse.directory.passwords;

import gatehouse.kernel.Violations;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** bcrypt, as OpenBSD writes it: {@code $2a$10$} and 53 characters. */
record BcryptHash(String line) implements PasswordHash {
    private static final int LONGEST = 72;

    /** bcrypt reads no more than 72 bytes of a password; what made the hash cut it there too. */
    @Override
    public boolean matches(String password) {
        var bytes = password.getBytes(StandardCharsets.UTF_8);
        return OpenBSDBCrypt.checkPassword(
                line, Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST)));
    }

    @Override
    public String encoded() {
        return line;
    }

    static BcryptHash decode(String line) {
        return new BcryptHash(line);
    }

    static @Nullable BcryptHash imported(ObjectNode hash, Violations violations) {
        int factor = hash.path("workFactor").asInt(hash.path("workerFactor").asInt(0));
        var salt = hash.path("salt").asString("");
        var value = hash.path("value").asString("");
        violations
                .require(
                        factor >= 4 && factor <= 20,
                        "password.hash.workFactor",
                        "Must be between 4 and 20")
                .require(
                        salt.matches("[./A-Za-z0-9]{22}"),
                        "password.hash.salt",
                        "Must be 22 characters of radix-64")
                .require(
                        value.matches("[./A-Za-z0-9]{31}"),
                        "password.hash.value",
                        "Must be 31 characters of radix-64");
        return violations.causes().isEmpty()
                ? new BcryptHash("$2a$%02d$%s%s".formatted(factor, salt, value))
                : null;
    }
}
