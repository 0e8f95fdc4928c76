package gatehouse.protocol.oauth.authorize;

import gatehouse.kernel.OAuthError;
import org.jspecify.annotations.Nullable;

/** What came of looking at a request to {@code /authorize}. */
public sealed interface Checked {
    record Good(AuthorizeRequest request) implements Checked {}

    /**
     * The client is known and the address is its own: it may be told what is wrong (RFC 6749
     * §4.1.2.1).
     *
     * @param state to be sent back, where one came
     */
    record Back(RedirectUri redirect, ResponseMode mode, @Nullable String state, OAuthError error)
            implements Checked {}

    /** Nobody but the person in front of the browser may be told. */
    record Page(OAuthError error) implements Checked {}
}
