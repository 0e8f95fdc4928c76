package gatehouse.protocol.oauth;

import gatehouse.kernel.OAuthError;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.authservers.AuthorizationServer.Scope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request asks for, against what the authorization server has. */
public final class Scopes {
    /** The scopes of OpenID Connect, which only make sense where there is a person. */
    public static final Set<String> OPENID =
            Set.of(
                    "openid",
                    "profile",
                    "email",
                    "address",
                    "phone",
                    "groups",
                    "offline_access",
                    "device_sso");

    private static final int LONGEST = 4_096;
    private static final Pattern TOKEN = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

    private Scopes() {}

    /**
     * The scopes asked for, each of them once; those the server gives by default where none are.
     *
     * @throws OAuthError invalid_scope where one is unknown or malformed, or none is left
     */
    public static Set<String> asked(AuthorizationServer server, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return byDefault(server);
        }
        if (text.length() > LONGEST) {
            throw unknown();
        }
        var asked = new LinkedHashSet<String>(List.of(text.strip().split(" +")));
        for (var scope : asked) {
            if (!TOKEN.matcher(scope).matches() || !known(server, scope)) {
                throw unknown();
            }
        }
        return asked;
    }

    /** What is left of scopes granted before, should the server have lost some since. */
    static Set<String> still(AuthorizationServer server, Set<String> granted) {
        var left = new LinkedHashSet<>(granted);
        left.removeIf(scope -> !known(server, scope));
        return left;
    }

    private static boolean known(AuthorizationServer server, String scope) {
        return server.scope(scope).isPresent() || (server.org() && scope.startsWith("okta."));
    }

    private static Set<String> byDefault(AuthorizationServer server) {
        var all = new LinkedHashSet<String>();
        server.scopes().stream().filter(Scope::byDefault).map(Scope::name).forEach(all::add);
        if (all.isEmpty()) {
            throw OAuthError.invalidScope(
                    "The authorization server resource does not have any configured default"
                            + " scopes, 'scope' must be provided.");
        }
        return all;
    }

    private static OAuthError unknown() {
        return OAuthError.invalidScope(
                "One or more scopes are not configured for the authorization server resource.");
    }
}
