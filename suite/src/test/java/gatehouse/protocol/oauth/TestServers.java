package gatehouse.protocol.oauth;

import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.authservers.AuthorizationServer.Scope;
import gatehouse.protocol.authservers.AuthorizationServer.TokenClaim;
import gatehouse.protocol.authservers.Decision;
import gatehouse.protocol.jose.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes authorization servers with the scopes of OpenID Connect and two more. */
final class TestServers {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final SigningKey KEY =
            SigningKey.generate(SigningKey.Algorithm.RS256, BEGINNING, SigningKey.Status.ACTIVE);
    private static final SigningKey ORG_KEY =
            SigningKey.generate(SigningKey.Algorithm.ES256, BEGINNING, SigningKey.Status.ACTIVE);
    static final Decision.Granted LIFETIMES =
            new Decision.Granted(Duration.ofHours(1), Duration.ofDays(90), Duration.ofDays(7));

    private TestServers() {}

    /** The org's own. */
    static AuthorizationServer own() {
        return new AuthorizationServer(
                AuthorizationServer.ORG,
                "Org",
                "",
                true,
                List.of(),
                standardScopes(),
                List.of(),
                ORG_KEY,
                List.of(ORG_KEY),
                (_, _, _, _, _) -> LIFETIMES);
    }

    static AuthorizationServer server(String id, List<TokenClaim> claims) {
        return server(id, claims, true, (_, _, _, _, _) -> LIFETIMES);
    }

    static AuthorizationServer server(
            String id, List<TokenClaim> claims, boolean active, AuthorizationServer.Access access) {
        var scopes = new ArrayList<>(standardScopes());
        scopes.add(scope("sample.read", "IMPLICIT", false));
        scopes.add(scope("sample.write", "REQUIRED", false));
        return new AuthorizationServer(
                id,
                id,
                "/oauth2/" + id,
                active,
                List.of("api://" + id),
                scopes,
                claims,
                KEY,
                List.of(KEY),
                access);
    }

    static Scope scope(String name, String consent, boolean byDefault) {
        return new Scope(name, name, name, consent, byDefault, true, false);
    }

    private static List<Scope> standardScopes() {
        return Scopes.OPENID.stream().map(name -> scope(name, "IMPLICIT", false)).toList();
    }
}
