package gatehouse.protocol.jose;

/** Why a JWT cannot be believed. The endpoint it was sent to finds the words. */
public final class JwtRefused extends RuntimeException {
    private final Reason reason;

    public enum Reason {
        /** Not a compact JWS of three parts with JSON objects in it, or beyond a bound. */
        MALFORMED,
        /** Missing, {@code none}, not allowed for the purpose, or not one of that key's. */
        ALGORITHM,
        /** {@code crit}, {@code b64}, {@code zip}, or a {@code typ} of another purpose. */
        HEADER,
        /** No key of that name, or several that may be meant. */
        KEY,
        /** The key is not for signatures. */
        KEY_USE,
        /** A shared secret too short for the algorithm (RFC 7518 §3.2). */
        SECRET_TOO_SHORT,
        SIGNATURE,
        NO_EXPIRY,
        EXPIRED,
        EXPIRES_TOO_LATE,
        NO_ISSUE_TIME,
        ISSUED_IN_FUTURE,
        NOT_YET_VALID,
        NO_AUDIENCE,
        /** The set of keys could not be read. */
        KEY_SET
    }

    public JwtRefused(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
