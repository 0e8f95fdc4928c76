package gatehouse.protocol.jose;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.protocol.jose.JwtRefused.Reason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * The key sets clients publish at their {@code jwks_uri}, remembered for some minutes. A token that
 * names a key we have not seen makes us look again, but not more often than once in a while, so
 * that nobody can make us knock at another's door as often as they like.
 */
public final class RemoteJwks {
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST = 1_000;
    private static final int LARGEST = 256 * 1024;

    private record Read(JwkSet keys, Instant at) {}

    private final Function<URI, byte[]> fetch;
    private final InstantSource clock;
    private final Cache<URI, Read> known = Caffeine.newBuilder().maximumSize(MOST).build();

    /**
     * @param fetch gets the document, or throws; the guard against inner addresses is its own
     */
    public RemoteJwks(Function<URI, byte[]> fetch, InstantSource clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    /**
     * Verifies with the set at {@code uri}.
     *
     * @throws JwtRefused KEY_SET where it cannot be had or read
     */
    public VerifiedJwt verify(UnverifiedJwt jwt, URI uri, Purpose purpose) {
        var now = clock.instant();
        var read = known.getIfPresent(uri);
        if (read == null || now.isAfter(read.at.plus(FRESH))) {
            read = again(uri, now);
        }
        try {
            return Verifier.verify(jwt, read.keys, purpose, now);
        } catch (JwtRefused refused) {
            if (refused.reason() == Reason.KEY && now.isAfter(read.at.plus(PATIENCE))) {
                return Verifier.verify(jwt, again(uri, now).keys, purpose, now);
            }
            throw refused;
        }
    }

    private Read again(URI uri, Instant now) {
        byte[] document;
        try {
            document = fetch.apply(uri);
        } catch (RuntimeException _) {
            throw new JwtRefused(Reason.KEY_SET);
        }
        if (document.length > LARGEST) {
            throw new JwtRefused(Reason.KEY_SET);
        }
        try {
            var read = new Read(JwkSet.read(Json.received(document, ObjectNode.class)), now);
            known.put(uri, read);
            return read;
        } catch (Problem _) {
            throw new JwtRefused(Reason.KEY_SET);
        }
    }
}
