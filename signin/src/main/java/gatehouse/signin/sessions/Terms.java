package gatehouse.signin.sessions;

import java.time.Duration;

/**
 * How long a session lasts, and what comes of it for its device.
 *
 * @param idle after which it ends where nobody uses it
 * @param lifetime after which it ends however it is used; zero for none
 * @param remembered whether it outlives the browser
 * @param trusts whether no second factor is asked for on its device again
 */
public record Terms(Duration idle, Duration lifetime, boolean remembered, boolean trusts) {}
