package gatehouse.signin.sessions;

import java.time.Duration;

/**
 * How long a session lasts.
 *
 * @param idle after which it ends where nobody uses it
 * @param lifetime after which it ends however it is used; zero for none
 * @param remembered whether it outlives the browser
 */
public record Terms(Duration idle, Duration lifetime, boolean remembered) {}
