package gatehouse.signin.engine;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

/** What a person says to a step. What does not fit the step leaves it where it is. */
public sealed interface Answer {
    /**
     * @param password where the page asks for both at once, or null
     */
    record Identify(String identifier, @Nullable String password, boolean remember)
            implements Answer {}

    /**
     * One of those on offer.
     *
     * @param authenticator its id
     * @param method of it, or null where it has but one
     */
    record Choose(String authenticator, @Nullable String method) implements Answer {}

    /** What was asked for: {@code passcode}, {@code answer}, what a key signed … */
    record Prove(ObjectNode credentials) implements Answer {
        String passcode() {
            return credentials.path("passcode").asString("");
        }
    }

    /** What is asked of the person can wait. */
    record Skip() implements Answer {}

    /** Nothing; how does it stand? */
    record Look() implements Answer {}
}
