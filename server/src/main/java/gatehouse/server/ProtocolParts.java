package gatehouse.server;

import gatehouse.apps.AppParts;
import gatehouse.apps.assignments.AppGrants;
import gatehouse.apps.assignments.Assignments;
import gatehouse.apps.clients.Clients;
import gatehouse.directory.groups.Group;
import gatehouse.directory.groups.Memberships;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Gatehouse;
import gatehouse.kernel.http.Route;
import gatehouse.protocol.authservers.AuthorizationServers;
import gatehouse.protocol.oauth.Lookups;
import gatehouse.protocol.oauth.OAuthParts;
import gatehouse.protocol.oauth.direct.DirectSignIn;
import gatehouse.protocol.oauth.inspect.BearerAuthenticator;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The protocol's part of the house, and what it is given of the others. */
final class ProtocolParts {
    private final AuthorizationServers servers;
    private final Lookups lookups;
    private final OAuthParts oauth;

    /**
     * @param direct takes what a client has of a person to the sign-in engine
     * @param fetch gets a document that a client publishes
     */
    ProtocolParts(
            Db db,
            AuthorizationServers servers,
            AppParts apps,
            DirectSignIn direct,
            Function<URI, byte[]> fetch) {
        this.servers = servers;
        this.lookups =
                new Lookups(
                        apps.clients()::find,
                        servers::find,
                        (at, org, client) -> Clients.secretTexts(at, org, client, apps.secrets()),
                        Assignments::assigned,
                        AppGrants::scopes,
                        (tx, user) -> new HashSet<>(Memberships.groupIdsOf(tx, user)),
                        (tx, user) ->
                                Memberships.groupsOf(tx, user).stream().map(Group::name).toList(),
                        direct,
                        fetch);
        this.oauth = new OAuthParts(db, lookups);
    }

    OAuthParts oauth() {
        return oauth;
    }

    BearerAuthenticator bearer(Db db, Gatehouse.Origins origins) {
        return new BearerAuthenticator(
                lookups, oauth.accessTokens(), ProtocolParts::administers, origins, db);
    }

    private static Boolean administers(Tx tx, String user) {
        return tx.exists(
                "select 1 from role_assignment where org_id = ? and user_id = ?"
                        + " and type in ('SUPER_ADMIN', 'ORG_ADMIN')",
                tx.org(),
                user);
    }

    List<Route> routes() {
        return Stream.of(servers.routes(), oauth.routes()).flatMap(List::stream).toList();
    }
}
