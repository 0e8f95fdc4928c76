package gatehouse.platform.ratelimits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gatehouse.kernel.Event;
import gatehouse.kernel.Org;
import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Rate;
import java.time.Duration;
import java.time.Instant;

/**
 * Counts requests in windows of sixty seconds that begin with a request (Okta, rate limits). An org
 * has its buckets; of each, one token, client or user may use half. Counts are kept in memory, by
 * each node for itself.
 *
 * <p>An org whose limits are off is told of full buckets, which is the truth: its next request will
 * be answered, whatever went before.
 */
public final class RateLimits {
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final int MOST_WINDOWS = 200_000;
    private static final String WHOLE_ORG = "";

    private record Key(String org, String bucket, String principal) {}

    /**
     * @param refused how many were turned away; while there are any, the window is used up
     */
    private record Window(Instant begins, int used, int refused) {
        Window next(Instant now, int limit) {
            if (!now.isBefore(ends())) {
                return new Window(now, 1, 0);
            }
            return used < limit
                    ? new Window(begins, used + 1, 0)
                    : new Window(begins, used, refused + 1);
        }

        Instant ends() {
            return begins.plus(WINDOW);
        }

        Rate rate(int limit) {
            return new Rate(refused == 0, limit, (long) limit - used, ends());
        }
    }

    private final Db db;
    private final Cache<Key, Window> windows =
            Caffeine.newBuilder()
                    .maximumSize(MOST_WINDOWS)
                    .expireAfterAccess(WINDOW.multipliedBy(2))
                    .build();

    public RateLimits(Db db) {
        this.db = db;
    }

    /** Counts a request; one that is turned away costs nobody else anything. */
    public Rate count(Org org, Principal principal, Bucket bucket) {
        var now = db.world().now();
        if (!org.limited() || bucket.equals(Bucket.UNLIMITED)) {
            return new Rate(true, bucket.perMinute(), bucket.perMinute(), now.plus(WINDOW));
        }
        var whole = new Key(org.id(), bucket.name(), WHOLE_ORG);
        if (principal.anonymous()) {
            return take(whole, bucket.perMinute(), now);
        }
        var own = take(new Key(org.id(), bucket.name(), who(principal)), half(bucket), now);
        if (!own.admitted()) {
            return own;
        }
        var all = take(whole, bucket.perMinute(), now);
        return all.admitted() && own.remaining() <= all.remaining() ? own : all;
    }

    private static int half(Bucket bucket) {
        return Math.max(1, bucket.perMinute() / 2);
    }

    private static String who(Principal principal) {
        var token = principal.via().token();
        return token == null ? principal.id() : token;
    }

    private Rate take(Key key, int limit, Instant now) {
        var window =
                windows.asMap()
                        .compute(
                                key,
                                (_, before) ->
                                        before == null
                                                ? new Window(now, 1, 0)
                                                : before.next(now, limit));
        if (window.refused == 1) {
            tell(key);
        }
        return window.rate(limit);
    }

    /** Once for each window that runs over. */
    private void tell(Key key) {
        var bucket = Event.Target.of("Bucket Uuid", key.bucket, key.bucket);
        db.tell(
                Principal.system(key.org),
                Event.of("system.org.rate_limit.violation", bucket)
                        .severity("WARN")
                        .outcome("DENY", null)
                        .with("bucket", key.bucket)
                        .with("scope", key.principal.equals(WHOLE_ORG) ? "ORG" : key.principal));
    }
}
