package gatehouse.protocol.jose;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A JWT whose signature, times and shape were found good. Only a verifier can make one. */
public final class VerifiedJwt {
    private final ObjectNode claims;

    VerifiedJwt(ObjectNode claims) {
        this.claims = claims;
    }

    public ObjectNode claims() {
        return claims;
    }

    /** A claim that is a text. */
    public Optional<String> text(String name) {
        var value = claims.get(name);
        return value != null && value.isString() ? Optional.of(value.asString()) : Optional.empty();
    }

    /** A claim that is a time, in seconds since 1970 (RFC 7519 §2, NumericDate). */
    public Optional<Instant> time(String name) {
        return Times.of(claims, name);
    }

    /** The audiences, of which a single one may be written without a list. */
    public List<String> audience() {
        return texts("aud");
    }

    /** A claim that is a list of texts, or one text. */
    public List<String> texts(String name) {
        var value = claims.get(name);
        if (value == null) {
            return List.of();
        }
        if (value.isString()) {
            return List.of(value.asString());
        }
        var all = new ArrayList<String>();
        value.forEach(element -> all.add(element.asString("")));
        return all;
    }
}
