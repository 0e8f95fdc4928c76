package gatehouse.protocol.oauth.consents;

import gatehouse.kernel.Event;
import gatehouse.kernel.db.Tx;
import gatehouse.protocol.authservers.AuthorizationServer.Scope;
import gatehouse.protocol.oauth.authorize.AuthorizeRequest;
import java.util.LinkedHashSet;
import java.util.Set;

/** What people let clients do. */
public final class Consents {
    private Consents() {}

    /** The scopes that this person has yet to agree to. */
    public static Set<String> missing(Tx tx, AuthorizeRequest request, String user) {
        if (!request.client().consentRequired() && !request.prompts().contains("consent")) {
            return Set.of();
        }
        var missing = new LinkedHashSet<String>();
        for (var scope : request.scopes()) {
            boolean wanted = request.server().scope(scope).map(Scope::consented).orElse(false);
            if (wanted || request.prompts().contains("consent")) {
                missing.add(scope);
            }
        }
        if (!request.prompts().contains("consent")) {
            missing.removeAll(given(tx, request, user));
        }
        return missing;
    }

    private static Set<String> given(Tx tx, AuthorizeRequest request, String user) {
        return Set.copyOf(
                tx.list(
                        "select scope from consent where org_id = ? and user_id = ?"
                                + " and client = ? and server = ?",
                        row -> row.text("scope"),
                        tx.org(),
                        user,
                        request.client().clientId(),
                        request.server().id()));
    }

    public static void give(Tx tx, AuthorizeRequest request, String user, Set<String> scopes) {
        var client = request.client();
        var event =
                Event.of(
                        "app.oauth2.as.consent.grant",
                        Event.Target.of("PublicClientApp", client.clientId(), client.label()));
        var writer = tx.record(event.with("grantedScopes", String.join(",", scopes)));
        for (var scope : scopes) {
            writer.execute(
                    "insert into consent (org_id, id, user_id, client, server, scope, created)"
                            + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                    tx.org(),
                    tx.world().id("oag"),
                    user,
                    client.clientId(),
                    request.server().id(),
                    scope,
                    tx.now());
        }
    }
}
