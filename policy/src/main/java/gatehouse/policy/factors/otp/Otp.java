package gatehouse.policy.factors.otp;

import gatehouse.kernel.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time passwords of a counter (RFC 4226), which may be the time (RFC 6238).
 *
 * @param algorithm of the HMAC, in the JDK's or in Okta's spelling: {@code HmacSHA1}, {@code
 *     HMacSHA256} …
 * @param digits of a password, 6 to 10
 */
public record Otp(String algorithm, int digits) {
    /** What every authenticator app does. */
    public static final Otp USUAL = new Otp("HmacSHA1", 6);

    /** The password for one value of the counter. */
    public String at(byte[] key, long counter) {
        var hash = hmac(key, ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
        int offset = hash[hash.length - 1] & 0xf;
        long truncated = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffffL;
        long modulus = 1;
        for (int i = 0; i < digits; i++) {
            modulus *= 10;
        }
        return String.format(Locale.ROOT, "%0" + digits + "d", truncated % modulus);
    }

    /** The first value of the counter, of those from the first to the last, that has this one. */
    public OptionalLong find(byte[] key, String password, long first, long last) {
        var sought = password.getBytes(StandardCharsets.UTF_8);
        for (long counter = Math.max(first, 0); counter <= last; counter++) {
            if (Digest.same(at(key, counter).getBytes(StandardCharsets.UTF_8), sought)) {
                return OptionalLong.of(counter);
            }
        }
        return OptionalLong.empty();
    }

    private byte[] hmac(byte[] key, byte[] message) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
