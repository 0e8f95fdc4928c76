package gatehouse.policy.factors.otp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a YubiKey types (Yubico, "OTPs Explained"): a public id and, encrypted under a key of its
 * own, a private id and a counter.
 *
 * @param publicId in hexadecimal digits
 */
public record YubikeyOtp(String publicId, byte[] encrypted) {
    private static final Pattern MODHEX = Pattern.compile("[cbdefghijklnrtuv]{32,64}");
    private static final String LETTERS = "cbdefghijklnrtuv";
    private static final int ENCRYPTED = 32;
    private static final int PRIVATE = 6;
    private static final int CRC_OK = 0xf0b8;

    /** What was typed, where it has that form. */
    public static Optional<YubikeyOtp> read(String typed) {
        var text = typed.strip().toLowerCase(Locale.ROOT);
        if (!MODHEX.matcher(text).matches() || text.length() % 2 == 1) {
            return Optional.empty();
        }
        int at = text.length() - ENCRYPTED;
        return Optional.of(
                new YubikeyOtp(
                        hex(text.substring(0, at)),
                        HexFormat.of().parseHex(hex(text.substring(at)))));
    }

    /** The hexadecimal digits for the letters of Yubico's keyboard-proof alphabet. */
    public static String hex(String modhex) {
        var hex = new StringBuilder();
        for (int i = 0; i < modhex.length(); i++) {
            hex.append(Character.forDigit(LETTERS.indexOf(modhex.charAt(i)), 16));
        }
        return hex.toString();
    }

    /**
     * The counter in it: how often the key was plugged in and, below that, how often touched since.
     *
     * @return nothing where it was not made with this key and private id
     */
    public Optional<Long> counter(byte[] key, byte[] privateId) {
        var clear = decrypted(key);
        boolean ours =
                crc(clear) == CRC_OK && Arrays.equals(Arrays.copyOf(clear, PRIVATE), privateId);
        return ours
                ? Optional.of(
                        (long) (clear[7] & 0x7f) << 16
                                | (clear[6] & 0xff) << 8
                                | (clear[11] & 0xff))
                : Optional.empty();
    }

    private byte[] decrypted(byte[] key) {
        try {
            var cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"));
            return cipher.doFinal(encrypted);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }

    private static int crc(byte[] bytes) {
        int crc = 0xffff;
        for (byte one : bytes) {
            crc ^= one & 0xff;
            for (int i = 0; i < Byte.SIZE; i++) {
                boolean odd = (crc & 1) == 1;
                crc >>= 1;
                if (odd) {
                    crc ^= 0x8408;
                }
            }
        }
        return crc;
    }
}
