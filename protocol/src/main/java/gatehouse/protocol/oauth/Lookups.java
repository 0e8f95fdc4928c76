package gatehouse.protocol.oauth;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.oauth.direct.DirectSignIn;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the protocol asks of the rest of the house.
 *
 * @param secrets the texts of a client's active secrets, for {@code client_secret_jwt}
 * @param assigned whether a user may use an app, by themselves or through a group
 * @param appGrants the {@code okta.*} scopes an app was granted
 * @param groupIds the groups of a user
 * @param groupNames the same, by name
 * @param direct takes what a client has of a person to the sign-in engine
 * @param fetch gets a document that a client publishes
 */
public record Lookups(
        Clients clients,
        Servers servers,
        Secrets secrets,
        Assignment assigned,
        Of<Set<String>> appGrants,
        Of<Set<String>> groupIds,
        Of<List<String>> groupNames,
        DirectSignIn direct,
        Function<URI, byte[]> fetch) {

    /** Finds a client by its id. */
    @FunctionalInterface
    public interface Clients {
        Optional<Client> find(Db db, String org, String clientId);
    }

    /** Finds an authorization server by its id, by {@code default} or {@code org}. */
    @FunctionalInterface
    public interface Servers {
        Optional<AuthorizationServer> find(Db db, String org, String id);
    }

    @FunctionalInterface
    public interface Secrets {
        List<String> of(Db db, String org, Client client);
    }

    @FunctionalInterface
    public interface Assignment {
        boolean assigned(Tx tx, String appId, String userId);
    }

    /** Something read of one user, or one app, by its id. */
    @FunctionalInterface
    public interface Of<T> {
        T of(Tx tx, String id);
    }
}
