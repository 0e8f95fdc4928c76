package gatehouse.signin.flow;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody who is about to have an account, and is nobody until all is given that is asked.
 *
 * @param profile as it will be; {@code login} and {@code email} are in it
 * @param password the hash of the one they chose, or null
 */
public record Draft(ObjectNode profile, @Nullable String password) {
    public String login() {
        return profile.path("login").asString("");
    }

    public String email() {
        return profile.path("email").asString("");
    }

    public Draft with(String hash) {
        return new Draft(profile, hash);
    }
}
