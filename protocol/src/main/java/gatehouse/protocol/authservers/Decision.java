package gatehouse.protocol.authservers;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the access policies of an authorization server say to a request for tokens. */
public sealed interface Decision {
    /**
     * @param accessToken how long an access token lives
     * @param refreshToken how long a refresh token and its successors live; null: without end
     * @param refreshIdle how long a refresh token may lie unused
     */
    record Granted(Duration accessToken, @Nullable Duration refreshToken, Duration refreshIdle)
            implements Decision {}

    /** No rule lets it through. */
    record Denied() implements Decision {}
}
