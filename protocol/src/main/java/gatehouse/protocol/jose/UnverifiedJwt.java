package gatehouse.protocol.jose;

import gatehouse.kernel.Json;
import gatehouse.protocol.jose.JwtRefused.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody sent and says is a JWT. What it claims may choose the key it is verified with, and
 * decide nothing else.
 */
public final class UnverifiedJwt {
    private static final int LONGEST = 16 * 1024;
    private static final int LONGEST_HEADER = 2 * 1024;
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final String compact;
    private final int headerEnd;
    private final int payloadEnd;

    private UnverifiedJwt(String compact, int headerEnd, int payloadEnd) {
        this.compact = compact;
        this.headerEnd = headerEnd;
        this.payloadEnd = payloadEnd;
    }

    /**
     * Takes the compact form apart. Nothing is decoded yet.
     *
     * @throws JwtRefused MALFORMED where it is not three parts, or longer than 16 KiB
     */
    public static UnverifiedJwt parse(String compact) {
        int first = compact.indexOf('.');
        int second = compact.indexOf('.', first + 1);
        if (compact.length() > LONGEST
                || first <= 0
                || first > LONGEST_HEADER
                || second <= first + 1
                || second == compact.length() - 1
                || compact.indexOf('.', second + 1) >= 0) {
            throw new JwtRefused(Reason.MALFORMED);
        }
        return new UnverifiedJwt(compact, first, second);
    }

    String encodedHeader() {
        return compact.substring(0, headerEnd);
    }

    byte[] signingInput() {
        return compact.substring(0, payloadEnd).getBytes(StandardCharsets.US_ASCII);
    }

    byte[] signature() {
        return decode(compact.substring(payloadEnd + 1));
    }

    /** The header, which its sender wrote. */
    ObjectNode header() {
        return object(encodedHeader());
    }

    /** The claims, which its sender wrote. */
    ObjectNode claims() {
        return object(compact.substring(headerEnd + 1, payloadEnd));
    }

    /** A claim that says which issuer or client to look up; to be asked again once verified. */
    public Optional<String> claimed(String name) {
        var value = claims().get(name);
        return value != null && value.isString() ? Optional.of(value.asString()) : Optional.empty();
    }

    /** The {@code kid} of the header, if it has one. */
    public Optional<String> kid() {
        var value = header().get("kid");
        return value != null && value.isString() ? Optional.of(value.asString()) : Optional.empty();
    }

    /** The {@code alg} of the header, if it has one. */
    public Optional<String> algorithm() {
        var value = header().get("alg");
        return value != null && value.isString() ? Optional.of(value.asString()) : Optional.empty();
    }

    private static ObjectNode object(String encoded) {
        try {
            var text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(decode(encoded)))
                            .toString();
            if (Json.MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
            throw new JwtRefused(Reason.MALFORMED);
        } catch (CharacterCodingException | JacksonException _) {
            throw new JwtRefused(Reason.MALFORMED);
        }
    }

    /** Base64url in its one canonical spelling, so that no other text is the same token. */
    private static byte[] decode(String encoded) {
        try {
            var bytes = DECODER.decode(encoded);
            if (!ENCODER.encodeToString(bytes).equals(encoded)) {
                throw new JwtRefused(Reason.MALFORMED);
            }
            return bytes;
        } catch (IllegalArgumentException _) {
            throw new JwtRefused(Reason.MALFORMED);
        }
    }
}
