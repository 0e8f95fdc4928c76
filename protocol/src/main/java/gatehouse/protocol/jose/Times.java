package gatehouse.protocol.jose;

import gatehouse.protocol.jose.JwtRefused.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The times a JWT speaks of, against the rules of its purpose. */
final class Times {
    /** How far another's clock may be off. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    /** 9999-12-31: beyond it no calendar of ours goes. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private Times() {}

    /**
     * @throws JwtRefused MALFORMED where it is there but no number of seconds
     */
    static Optional<Instant> of(ObjectNode claims, String name) {
        var value = claims.get(name);
        if (value == null) {
            return Optional.empty();
        }
        double seconds = value.isNumber() ? value.asDouble() : -1;
        if (!(seconds >= 0 && seconds <= LAST_SECOND)) {
            throw new JwtRefused(Reason.MALFORMED);
        }
        return Optional.of(Instant.ofEpochSecond((long) seconds));
    }

    static void check(ObjectNode claims, Purpose purpose, Instant now) {
        expiry(claims, purpose, now);
        var issued = of(claims, "iat");
        if (issued.isEmpty() && purpose.issueTimeNeeded()) {
            throw new JwtRefused(Reason.NO_ISSUE_TIME);
        }
        var latest = now.plus(SKEW).plus(purpose.leeway());
        if (issued.isPresent() && issued.get().isAfter(latest)) {
            throw new JwtRefused(Reason.ISSUED_IN_FUTURE);
        }
        var notBefore = of(claims, "nbf");
        if (notBefore.isPresent() && notBefore.get().isAfter(latest)) {
            throw new JwtRefused(Reason.NOT_YET_VALID);
        }
    }

    private static void expiry(ObjectNode claims, Purpose purpose, Instant now) {
        var expires = of(claims, "exp").orElseThrow(() -> new JwtRefused(Reason.NO_EXPIRY));
        if (!purpose.mayBeExpired() && !expires.plus(purpose.leeway()).isAfter(now)) {
            throw new JwtRefused(Reason.EXPIRED);
        }
        var longest = purpose.longestLife();
        if (longest != null && expires.isAfter(now.plus(longest).plus(SKEW))) {
            throw new JwtRefused(Reason.EXPIRES_TOO_LATE);
        }
    }
}
