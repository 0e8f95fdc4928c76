package gatehouse.kernel.http;

import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;

/** Who may use a route. A route cannot be made without one. */
public sealed interface Guard {
    /** Anyone: the handler itself decides, as the OAuth endpoints and the sign-in pages do. */
    record Open() implements Guard {}

    /**
     * @param scope such as {@code okta.users.read}
     * @param orSelf whether {@code scope.self}, or a signed-in user, is let in too; the handler
     *     must then see to it that they reach only what is theirs
     */
    record Needs(String scope, boolean orSelf) implements Guard {}

    static Guard open() {
        return new Open();
    }

    static Guard scope(String name) {
        return new Needs(name, false);
    }

    static Guard scopeOrSelf(String name) {
        return new Needs(name, true);
    }

    /**
     * @throws Problem E0000011 for a stranger, E0000006 for one who may not
     */
    default void check(Principal principal) {
        if (this instanceof Needs(var scope, var orSelf)) {
            if (principal.anonymous()) {
                throw Problem.of("E0000011");
            }
            if (!principal.may(scope)
                    && !(orSelf && (isUser(principal) || principal.may(scope + ".self")))) {
                throw Problem.forbidden();
            }
        }
    }

    private static boolean isUser(Principal principal) {
        return principal.type() == Principal.Type.USER && principal.via().session() != null;
    }
}
