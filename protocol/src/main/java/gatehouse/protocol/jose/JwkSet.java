package gatehouse.protocol.jose;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import gatehouse.kernel.Json;
import gatehouse.protocol.jose.JwtRefused.Reason;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The public keys of a client (RFC 7517), read strictly: RSA of at least 2,048 bits or one of the
 * NIST curves, nothing private, no name twice.
 */
public final class JwkSet {
    /** As many as Okta takes for one client. */
    private static final int MOST = 50;

    private static final int SHORTEST_RSA = 2048;
    private static final Set<Curve> CURVES = Set.of(Curve.P_256, Curve.P_384, Curve.P_521);

    private final List<JWK> keys;

    private JwkSet(List<JWK> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * @param set {@code {"keys": [...]}}; keys a client has switched off ({@code "status":
     *     "INACTIVE"}) are left out
     * @throws JwtRefused KEY_SET where any key is not acceptable
     */
    public static JwkSet read(JsonNode set) {
        var sent = set.path("keys");
        if (!sent.isArray() || sent.size() > MOST) {
            throw new JwtRefused(Reason.KEY_SET);
        }
        var keys = new ArrayList<JWK>();
        var names = new HashSet<String>();
        for (var one : sent) {
            if (!one.path("status").asString("ACTIVE").equals("INACTIVE")) {
                var key = key(one);
                if (key.getKeyID() != null && !names.add(key.getKeyID())) {
                    throw new JwtRefused(Reason.KEY_SET);
                }
                keys.add(key);
            }
        }
        return new JwkSet(keys);
    }

    private static JWK key(JsonNode sent) {
        try {
            var key = JWK.parse(Json.text(sent));
            if (key.isPrivate() || !acceptable(key)) {
                throw new JwtRefused(Reason.KEY_SET);
            }
            return key;
        } catch (ParseException | IllegalArgumentException | IllegalStateException _) {
            throw new JwtRefused(Reason.KEY_SET);
        }
    }

    private static boolean acceptable(JWK key) {
        return switch (key) {
            case RSAKey rsa -> rsa.size() >= SHORTEST_RSA;
            case ECKey ec -> CURVES.contains(ec.getCurve());
            default -> false;
        };
    }

    /** The keys; one that says it is for encryption is refused when it is chosen. */
    List<JWK> signing() {
        return keys;
    }

    /** Whether there is any that may verify a signature. */
    public boolean empty() {
        return keys.stream().allMatch(key -> KeyUse.ENCRYPTION.equals(key.getKeyUse()));
    }
}
