package gatehouse.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** UTF-8 as it is defined, with nothing repaired: a byte sequence that is not UTF-8 is refused. */
public final class Utf8 {
    private Utf8() {}

    /** Whether a text can be told in UTF-8: half a surrogate pair cannot. */
    static boolean holds(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /**
     * @throws Problem E0000003 where the bytes are not UTF-8
     */
    public static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw Problem.of("E0000003");
        }
    }
}
