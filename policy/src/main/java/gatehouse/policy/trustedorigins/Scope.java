package gatehouse.policy.trustedorigins;

import java.util.Arrays;
import java.util.List;

/** What an origin is trusted with. */
public enum Scope {
    /** Its pages may call the API with a person's cookies. */
    CORS,
    /** People may be sent there when they are signed in or out. */
    REDIRECT,
    /** Its pages may show ours in a frame. */
    IFRAME_EMBED;

    static List<String> names() {
        return Arrays.stream(values()).map(Scope::name).toList();
    }
}
