package gatehouse.protocol.oauth.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.jose.OwnTokens;
import gatehouse.protocol.jose.Signer;
import gatehouse.protocol.jose.SigningKey;
import java.util.List;

/** The keys in the form in which they sign and verify, prepared once for each. */
public final class Keyring {
    private static final int MOST = 10_000;

    private final Cache<String, Signer> signers = Caffeine.newBuilder().maximumSize(MOST).build();
    private final Cache<List<String>, OwnTokens> verifiers =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /** Signs with the server's active key. */
    public String sign(AuthorizationServer server, Object claims) {
        var key = server.signing();
        return signers.get(key.kid(), _ -> new Signer(key)).sign(claims);
    }

    /** Believes the keys the server publishes at this moment. */
    public OwnTokens verifier(AuthorizationServer server) {
        var kids = server.published().stream().map(SigningKey::kid).toList();
        return verifiers.get(kids, _ -> new OwnTokens(server.published()));
    }
}
