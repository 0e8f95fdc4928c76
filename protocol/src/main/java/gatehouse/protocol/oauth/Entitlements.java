package gatehouse.protocol.oauth;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.OAuthError;
import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.authservers.AuthorizationServer.Scope;
import gatehouse.protocol.authservers.AuthorizationServer.TokenClaim;
import gatehouse.protocol.authservers.Decision;
import gatehouse.protocol.oauth.tokens.Entitlement;
import gatehouse.protocol.oauth.tokens.Subject;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Decides what a client may have, for every grant and for {@code /authorize} alike: the person must
 * be active and assigned, the scopes granted to the app, the policies of the server must agree.
 */
public final class Entitlements {
    private final Lookups lookups;

    public Entitlements(Lookups lookups) {
        this.lookups = lookups;
    }

    /**
     * For a client that speaks for itself.
     *
     * @throws OAuthError where it may not
     */
    Entitlement ofClient(
            String org,
            AuthorizationServer server,
            String origin,
            Client client,
            Set<String> scopes) {
        refusePersonal(server, scopes);
        var decision =
                server.access()
                        .decide("client_credentials", client.clientId(), null, Set.of(), scopes);
        return new Entitlement(
                org, server, origin, client, null, List.of(), scopes, granted(decision), null);
    }

    /**
     * For a client that speaks for a person.
     *
     * @param gone what to say where the person is not there, or not active
     * @throws OAuthError where it may not
     */
    public Entitlement ofUser(
            Tx tx,
            AuthorizationServer server,
            String origin,
            Client client,
            String userId,
            Set<String> scopes,
            Entitlement.Context context,
            Supplier<OAuthError> gone) {
        var subject =
                Subject.find(tx, userId)
                        .filter(person -> person.activeSince(context.authTime()))
                        .orElseThrow(gone);
        if (!lookups.assigned().assigned(tx, client.appId(), userId)) {
            throw TokenErrors.notAssigned();
        }
        if (scopes.contains("offline_access") && !client.grantTypes().contains("refresh_token")) {
            throw illegal(List.of("offline_access"));
        }
        refuseUngranted(tx, server, client, scopes);
        var decision =
                server.access()
                        .decide(
                                context.grantType(),
                                client.clientId(),
                                userId,
                                lookups.groupIds().of(tx, userId),
                                scopes);
        return new Entitlement(
                tx.org(),
                server,
                origin,
                client,
                subject,
                groups(tx, server, userId, scopes),
                scopes,
                granted(decision),
                context);
    }

    /** The names of groups are read only where something will say them. */
    private List<String> groups(
            Tx tx, AuthorizationServer server, String userId, Set<String> scopes) {
        return sayGroups(server, scopes) ? lookups.groupNames().of(tx, userId) : List.of();
    }

    /** The same for a token that is there already. */
    public List<String> groups(
            Db db, Principal asker, AuthorizationServer server, String userId, Set<String> scopes) {
        return sayGroups(server, scopes)
                ? db.reading(asker, tx -> lookups.groupNames().of(tx, userId))
                : List.of();
    }

    private static boolean sayGroups(AuthorizationServer server, Set<String> scopes) {
        return server.org()
                ? scopes.contains("groups")
                : server.claims().stream().anyMatch(Entitlements::speaksOfGroups);
    }

    private static boolean speaksOfGroups(TokenClaim claim) {
        return claim.valueType().equals("GROUPS") || claim.value().contains("Group");
    }

    private static Decision.Granted granted(Decision decision) {
        return switch (decision) {
            case Decision.Granted granted -> granted;
            case Decision.Denied _ -> throw TokenErrors.noPolicy();
        };
    }

    /** A service of its own accord: what only a person can give is refused. */
    private static void refusePersonal(AuthorizationServer server, Set<String> scopes) {
        var personal = those(server, scopes, Scope::personal);
        if (!personal.isEmpty()) {
            throw TokenErrors.onlyPeopleConsent(personal);
        }
    }

    /** Where nobody can be asked, what needs asking is refused. */
    public void refuseWithoutConsent(
            AuthorizationServer server, Client client, Set<String> scopes) {
        var missing = those(server, scopes, Scope::consented);
        if (client.consentRequired() && !missing.isEmpty()) {
            throw TokenErrors.consent(missing);
        }
    }

    private static List<String> those(
            AuthorizationServer server, Set<String> scopes, Predicate<Scope> like) {
        return scopes.stream()
                .filter(scope -> server.scope(scope).filter(like).isPresent())
                .toList();
    }

    /** Okta's own scopes are granted to an app by an administrator, one by one. */
    void refuseUngranted(Tx tx, AuthorizationServer server, Client client, Set<String> scopes) {
        var asked = scopes.stream().filter(scope -> scope.startsWith("okta.")).toList();
        if (!server.org() || asked.isEmpty()) {
            return;
        }
        var granted = lookups.appGrants().of(tx, client.appId());
        if (asked.stream().noneMatch(granted::contains)) {
            throw TokenErrors.notGranted();
        }
        var refused = asked.stream().filter(scope -> !granted.contains(scope)).toList();
        if (!refused.isEmpty()) {
            throw illegal(refused);
        }
    }

    private static OAuthError illegal(List<String> scopes) {
        return OAuthError.invalidScope(
                "The following scopes are not allowed for this request: " + scopes + ".");
    }
}
