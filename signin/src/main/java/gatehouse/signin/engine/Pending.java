package gatehouse.signin.engine;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

/**
 * What the person was asked for and has yet to give.
 *
 * @param enrolling whether it is to be set up, rather than proved
 * @param key of the authenticator
 * @param method of it
 * @param enrollment whose it is, or null
 * @param data what the page shows of it: a phone number half hidden, a challenge, a QR code
 */
public record Pending(
        boolean enrolling,
        String key,
        String method,
        @Nullable String enrollment,
        ObjectNode data) {}
