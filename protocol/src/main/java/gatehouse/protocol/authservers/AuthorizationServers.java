package gatehouse.protocol.authservers;

import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.resource.Documents;
import gatehouse.kernel.resource.Resource;
import gatehouse.kernel.resource.ResourceRoutes;
import gatehouse.kernel.resource.Stored;
import gatehouse.kernel.secret.Vault;
import gatehouse.kernel.snapshot.Snapshot;
import gatehouse.kernel.snapshot.Snapshots;
import gatehouse.protocol.authservers.AuthorizationServer.Access;
import gatehouse.protocol.authservers.AuthorizationServer.Scope;
import gatehouse.protocol.authservers.AuthorizationServer.TokenClaim;
import gatehouse.protocol.authservers.Decision.Granted;
import gatehouse.protocol.jose.SigningKey;
import gatehouse.protocol.jose.SigningKey.Algorithm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The authorization servers of orgs: their API, and what the protocol endpoints see of them. */
public final class AuthorizationServers {
    private static final int MOST_REMEMBERED = 20_000;
    private static final Set<String> TABLES =
            Set.of(
                    "auth_server",
                    "auth_scope",
                    "auth_claim",
                    "auth_policy",
                    "auth_rule",
                    "auth_server_key");

    /** The org's own server: its lifetimes are fixed. */
    private static final Access OWN =
            (_, _, _, _, _) ->
                    new Granted(Duration.ofHours(1), Duration.ofDays(90), Duration.ofDays(90));

    private final ServerKeys keys;
    private final Resource server;
    private final Resource scope;
    private final Resource claim;
    private final Resource policy;
    private final Resource rule;
    private final Snapshot<AuthorizationServer> known;

    public AuthorizationServers(Vault vault, Snapshots snapshots) {
        this.keys = new ServerKeys(vault);
        this.server = ServerResources.server(keys, new ServerSeeds(keys));
        this.scope = ServerResources.scope(server);
        this.claim = ClaimResource.under(server);
        this.policy = PolicyResources.policy(server);
        this.rule = PolicyResources.rule(policy);
        this.known = snapshots.of(TABLES, MOST_REMEMBERED, this::read);
    }

    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        for (var resource : List.of(server, scope, claim, policy, rule)) {
            routes.addAll(ResourceRoutes.of(resource));
        }
        routes.addAll(new AssociatedServers(server).routes());
        routes.addAll(new KeyRoutes(keys, new Documents(server)).routes());
        return routes;
    }

    /**
     * @param id of a server, {@code default}, or {@link AuthorizationServer#ORG}
     */
    public Optional<AuthorizationServer> find(Db db, String org, String id) {
        var found = known.find(db, org, id);
        if (found.isPresent()) {
            return found;
        }
        var unkeyed = db.reading(Principal.system(org), tx -> unkeyed(tx, id));
        if (unkeyed.isEmpty()) {
            return Optional.empty();
        }
        keys.ensure(db, org, unkeyed.get().id(), unkeyed.get().algorithm());
        // Who made the key in our stead may have committed, and not yet told the snapshot.
        known.forget(org);
        return known.find(db, org, id);
    }

    /** A server that may be without keys. */
    private record Unkeyed(String id, Algorithm algorithm) {}

    private Optional<Unkeyed> unkeyed(Tx tx, String id) {
        return id.equals(AuthorizationServer.ORG)
                ? Optional.of(new Unkeyed(id, Algorithm.RS256))
                : new Documents(server)
                        .find(tx, null, id)
                        .map(stored -> new Unkeyed(stored.id(), algorithm(stored)));
    }

    /** The id of the key that the org's own server signs with. */
    public Optional<String> ownKey(Db db, String org) {
        return find(db, org, AuthorizationServer.ORG).map(own -> own.signing().kid());
    }

    /** Nothing, where the server has no keys yet. */
    private Optional<AuthorizationServer> read(Tx tx, String id) {
        if (id.equals(AuthorizationServer.ORG)) {
            return keyed(tx, id, signing -> own(signing, published(tx, id)));
        }
        return new Documents(server)
                .find(tx, null, id)
                .flatMap(stored -> keyed(tx, stored.id(), signing -> custom(tx, stored, signing)));
    }

    private Optional<AuthorizationServer> keyed(
            Tx tx, String id, Function<SigningKey, AuthorizationServer> then) {
        return keys.active(tx, id).map(then);
    }

    private List<SigningKey> published(Tx tx, String id) {
        return keys.all(tx, id);
    }

    private static AuthorizationServer own(SigningKey signing, List<SigningKey> published) {
        var scopes = new ArrayList<Scope>();
        for (var name :
                List.of(
                        "openid",
                        "profile",
                        "email",
                        "address",
                        "phone",
                        "offline_access",
                        "groups",
                        "device_sso")) {
            scopes.add(new Scope(name, name, null, "IMPLICIT", false, true, true));
        }
        return new AuthorizationServer(
                AuthorizationServer.ORG,
                "org",
                "",
                true,
                List.of(),
                scopes,
                List.of(),
                signing,
                published,
                OWN);
    }

    private AuthorizationServer custom(Tx tx, Stored stored, SigningKey signing) {
        var body = stored.body();
        var path = body.path("default").asBoolean(false) ? "default" : stored.id();
        return new AuthorizationServer(
                stored.id(),
                stored.name(),
                "/oauth2/" + path,
                stored.active(),
                List.copyOf(texts(body.path("audiences"))),
                new Documents(scope)
                        .all(tx, stored.id()).stream().map(AuthorizationServers::scope).toList(),
                new Documents(claim)
                        .all(tx, stored.id()).stream()
                                .filter(Stored::active)
                                .filter(one -> !one.system() || isSubject(one))
                                .map(AuthorizationServers::claim)
                                .toList(),
                signing,
                published(tx, stored.id()),
                PolicyAccess.of(
                        new Documents(policy).all(tx, stored.id()),
                        id -> new Documents(rule).all(tx, id)));
    }

    private static Scope scope(Stored stored) {
        var body = stored.body();
        return new Scope(
                stored.name(),
                body.path("displayName").isString() ? body.get("displayName").asString() : null,
                body.path("description").isString() ? body.get("description").asString() : null,
                body.path("consent").asString("IMPLICIT"),
                body.path("default").asBoolean(false),
                body.path("metadataPublish").asString("").equals("ALL_CLIENTS"),
                stored.system());
    }

    /** The one claim of ours whose value is the administrator's to choose, once they chose. */
    private static boolean isSubject(Stored claim) {
        return claim.system()
                && claim.name().equals("sub")
                && !claim.body().path("value").equals(ServerSeeds.subject());
    }

    private static TokenClaim claim(Stored stored) {
        var body = stored.body();
        return new TokenClaim(
                stored.name(),
                body.path("claimType").asString("RESOURCE"),
                stored.system()
                        ? AuthorizationServer.SUBJECT
                        : body.path("valueType").asString("EXPRESSION"),
                body.path("value").asString(""),
                body.path("group_filter_type").isString()
                        ? body.get("group_filter_type").asString()
                        : null,
                body.path("alwaysIncludeInToken").asBoolean(true),
                texts(body.at("/conditions/scopes")));
    }

    private static Set<String> texts(JsonNode list) {
        var texts = new HashSet<String>();
        list.forEach(item -> texts.add(item.asString("")));
        return texts;
    }

    static Algorithm algorithm(Stored stored) {
        return Algorithm.valueOf(stored.body().at("/credentials/signing/alg").asString("RS256"));
    }
}
