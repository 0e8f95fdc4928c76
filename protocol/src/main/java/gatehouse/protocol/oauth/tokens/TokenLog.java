package gatehouse.protocol.oauth.tokens;

import gatehouse.apps.clients.Client;
import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Event;
import gatehouse.kernel.Event.Target;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Via;
import gatehouse.kernel.db.Tx;
import gatehouse.protocol.authservers.AuthorizationServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the System Log tells of tokens, in Okta's event types. */
public final class TokenLog {
    private TokenLog() {}

    private static String prefix(AuthorizationServer server) {
        return server.org() ? "app.oauth2." : "app.oauth2.as.";
    }

    /** The client as the one who acts. */
    public static Principal actor(String org, Client client, Via via) {
        return new Principal(
                org,
                client.clientId(),
                Principal.Type.CLIENT,
                client.clientId(),
                client.label(),
                Principal.Grants.NONE,
                via);
    }

    public static Target target(Client client) {
        return new Target(client.clientId(), "PublicClientApp", client.clientId(), client.label());
    }

    private static Target target(AuthorizationServer server) {
        return Target.of("AuthorizationServer", server.id(), server.name());
    }

    /** One event for each token handed out, the access token's first. */
    public static List<Event> granted(Entitlement to, Tokens tokens, String grantType) {
        var events = new ArrayList<Event>();
        events.add(event(to, "access_token", tokens.accessTokenId(), "Access Token", grantType));
        if (tokens.idToken() != null) {
            events.add(event(to, "id_token", tokens.accessTokenId(), "ID Token", grantType));
        }
        if (tokens.refreshToken() != null) {
            var family = Revocations.familyOf(tokens.accessTokenId());
            events.add(event(to, "refresh_token", family, "Refresh Token", grantType));
        }
        return events;
    }

    private static Event event(
            Entitlement to, String kind, String id, String name, String grantType) {
        var targets = new ArrayList<Target>();
        targets.add(new Target(id, kind, null, name));
        if (to.subject() != null) {
            targets.add(to.subject().target());
        }
        targets.add(target(to.server()));
        return Event.of(prefix(to.server()) + "token.grant." + kind, targets.toArray(Target[]::new))
                .with("grantType", grantType)
                .with("grantedScopes", String.join(", ", to.scopes()));
    }

    /**
     * A request for tokens that was refused.
     *
     * @param client who it says it is of, which may not be proved
     */
    public static Event refused(AuthorizationServer server, Optional<Client> client, String error) {
        var event = Event.of(prefix(server) + "token.grant", target(server)).failed(error);
        return client.map(TokenLog::target).map(event::by).orElse(event);
    }

    public static Event reused(AuthorizationServer server, String family) {
        return Event.of(
                        prefix(server) + "token.detect_reuse",
                        new Target(family, "refresh_token", null, "Refresh Token"),
                        target(server))
                .severity("WARN")
                .outcome("FAILURE", "refresh_token_reused");
    }

    public static Event revoked(AuthorizationServer server, String kind, String id) {
        return Event.of(
                prefix(server) + "token.revoke",
                new Target(
                        id,
                        kind,
                        null,
                        kind.equals("refresh_token") ? "Refresh Token" : "Access Token"),
                target(server));
    }

    /** A code was handed out. */
    public static Event code(AuthorizationServer server, Client client, Subject subject) {
        return Event.of(
                        prefix(server) + "authorize.code",
                        target(client),
                        subject.target(),
                        target(server))
                .by(subject.target());
    }

    /** A person let a client have what it asked for. */
    public static Event authorized(
            Tx tx, AuthorizationServer server, Client client, String user, String grantType) {
        return authorize(tx, server, client, user).with("grantType", grantType);
    }

    /**
     * A request to {@code /authorize} got nothing.
     *
     * @param user who it would have been for, or null where nobody is signed in
     */
    public static Event unauthorized(
            Tx tx, AuthorizationServer server, Client client, @Nullable String user, String error) {
        return authorize(tx, server, client, user).failed(error);
    }

    private static Event authorize(
            Tx tx, AuthorizationServer server, Client client, @Nullable String user) {
        var event = Event.of(prefix(server) + "authorize", target(client), target(server));
        return user == null
                ? event
                : UserStore.byId(tx, user).map(User::target).map(event::by).orElse(event);
    }

    /** A token was handed out through the browser. */
    public static Event implicit(
            AuthorizationServer server, Client client, Subject subject, String kind) {
        return Event.of(
                        prefix(server) + "authorize.implicit." + kind,
                        target(client),
                        subject.target(),
                        target(server))
                .by(subject.target());
    }
}
