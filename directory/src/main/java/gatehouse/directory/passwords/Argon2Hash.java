package gatehouse.directory.passwords;

import gatehouse.kernel.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id (RFC 9106) in the PHC string format. */
record Argon2Hash(Cost cost, byte[] salt, byte[] value) implements PasswordHash {
    static final int SALT_BYTES = 16;
    private static final int LENGTH = 32;

    /**
     * What one try costs.
     *
     * @param kibibytes of memory
     * @param passes over it
     */
    record Cost(int kibibytes, int passes) {}

    static Argon2Hash make(String password, Cost cost, byte[] salt) {
        return new Argon2Hash(cost, salt, compute(password, cost, salt));
    }

    /** One to try passwords against that nobody has: nothing is worked out for it beforehand. */
    static Argon2Hash ofNobody(Cost cost) {
        return new Argon2Hash(cost, new byte[SALT_BYTES], new byte[LENGTH]);
    }

    private static byte[] compute(String password, Cost cost, byte[] salt) {
        var generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(cost.kibibytes)
                        .withIterations(cost.passes)
                        .withParallelism(1)
                        .withSalt(salt)
                        .build());
        var value = new byte[LENGTH];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), value);
        return value;
    }

    @Override
    public boolean matches(String password) {
        return Digest.same(value, compute(password, cost, salt));
    }

    @Override
    public String encoded() {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
                .formatted(
                        cost.kibibytes,
                        cost.passes,
                        base64.encodeToString(salt),
                        base64.encodeToString(value));
    }

    static Argon2Hash decode(String line) {
        var parts = line.split("\\$", -1);
        var numbers = parts[3].split("[=,]", -1);
        var base64 = Base64.getDecoder();
        return new Argon2Hash(
                new Cost(Integer.parseInt(numbers[1]), Integer.parseInt(numbers[3])),
                base64.decode(parts[4]),
                base64.decode(parts[5]));
    }
}
