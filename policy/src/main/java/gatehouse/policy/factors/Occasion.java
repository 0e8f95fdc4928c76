package gatehouse.policy.factors;

import gatehouse.kernel.Principal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * In what a proof is asked for.
 *
 * @param by who acts: a stranger at the door, the user, an administrator
 * @param origin under which the person reaches the org: scheme, host and port. Links begin with it,
 *     and passkeys are bound to it
 * @param request what it is asked for in, such as the handle of a sign-in; a challenge made in one
 *     request is nothing in another. Unguessable where strangers name it
 * @param lifetime of a code, or null for what the authenticator says
 * @param template of the message, or null for the usual one
 * @param language the person wants to be written in, as in {@code Accept-Language}, or null
 */
public record Occasion(
        Principal by,
        String origin,
        String request,
        @Nullable Duration lifetime,
        @Nullable String template,
        @Nullable String language) {

    /** The letter to who forgot their password. */
    public static final String FORGOT_PASSWORD = "ForgotPassword";

    /** The letter to who wants to open their account again. */
    public static final String UNLOCK = "SelfServiceUnlock";

    public Occasion(Principal by, String origin, String request) {
        this(by, origin, request, null, null, null);
    }
}
