package gatehouse.policy.factors.otp;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/** RFC 4648 §6, as authenticator apps write secrets: without padding. */
public final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    public static String encode(byte[] bytes) {
        var text = new StringBuilder();
        long buffer = 0;
        int bits = 0;
        for (byte one : bytes) {
            buffer = buffer << Byte.SIZE | (one & 0xff);
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt((int) (buffer >> bits) & 31));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((int) (buffer << (BITS - bits)) & 31));
        }
        return text.toString();
    }

    /**
     * @throws IllegalArgumentException where it is something else
     */
    public static byte[] decode(String text) {
        var bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (char one : text.replaceAll("[\\s=]", "").toUpperCase(Locale.ROOT).toCharArray()) {
            int value = ALPHABET.indexOf(one);
            if (value < 0) {
                throw new IllegalArgumentException("not base32");
            }
            buffer = (buffer << BITS | value) & 0xfff;
            bits += BITS;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes.write(buffer >> bits);
            }
        }
        return bytes.toByteArray();
    }
}
