package gatehouse.protocol.oauth.consents;

import gatehouse.kernel.Event;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Page;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.protocol.oauth.manage.Named;
import gatehouse.protocol.oauth.tokens.TokenFamilies;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a person let clients do (Okta, User Grants API). Whatever is taken back, the tokens that
 * hold it go with it.
 */
public final class UserGrants {
    private static final String USER = "/api/v1/users/{userId}";
    private static final String ALL = USER + "/grants";
    private static final String ONE = ALL + "/{grantId}";
    private static final String OF_CLIENT = USER + "/clients/{clientId}/grants";
    private static final Guard READ = Guard.scope("okta.users.read");
    private static final Guard MANAGE = Guard.scope("okta.users.manage");
    private static final int USUAL = 20;
    private static final int MOST = 200;

    private UserGrants() {}

    public static List<Route> routes() {
        return List.of(
                Route.get(ALL, "listUserGrants", READ, Bucket.USER, UserGrants::list),
                revoke(ALL, "revokeUserGrants"),
                Route.get(ONE, "getUserGrant", READ, Bucket.USER, UserGrants::get),
                revoke(ONE, "revokeUserGrant"),
                Route.get(
                        OF_CLIENT,
                        "listGrantsForUserAndClient",
                        READ,
                        Bucket.USER,
                        UserGrants::list),
                revoke(OF_CLIENT, "revokeGrantsForUserAndClient"));
    }

    private static Route revoke(String path, String operation) {
        return Route.write("DELETE", path, operation, MANAGE, Bucket.USER, UserGrants::revoke);
    }

    /** Those that the path names: of a user, of one client perhaps, or one alone. */
    private static List<UserGrant> find(Call call, String more, Object... values) {
        var tx = call.tx();
        var client = call.parameters().containsKey("clientId") ? Named.client(call) : "";
        var grant = call.parameters().getOrDefault("grantId", "");
        var user = Named.user(call);
        var args = new ArrayList<Object>(List.of(tx.org(), user, client, client, grant, grant));
        args.addAll(List.of(values));
        return tx.list(
                UserGrant.SELECT + " and (? = '' or c.client = ?) and (? = '' or c.id = ?)" + more,
                UserGrant::read,
                args.toArray());
    }

    private static Response list(Call call) {
        int limit = call.limit(USUAL, MOST);
        var scope = Objects.requireNonNullElse(call.query("scopeId"), "");
        var rows =
                find(
                        call,
                        " and (? = '' or c.scope = ?) and c.id > ? order by c.id limit ?",
                        scope,
                        scope,
                        call.after(),
                        limit + 1);
        boolean embedded = embedded(call);
        return Page.of(rows, limit, UserGrant::id)
                .map(grant -> grant.json(call.origin(), embedded))
                .response(call);
    }

    private static boolean embedded(Call call) {
        return "scope".equals(call.query("expand"));
    }

    private static Response get(Call call) {
        return Response.ok(existing(call).getFirst().json(call.origin(), embedded(call)));
    }

    /** Where the path names one, there must be it. */
    private static List<UserGrant> existing(Call call) {
        var found = find(call, "");
        if (found.isEmpty() && call.parameters().containsKey("grantId")) {
            throw Problem.notFound(call.path("grantId"), "OAuth2ScopeConsentGrant");
        }
        return found;
    }

    private static Response revoke(Call call) {
        existing(call).forEach(grant -> revoke(call.tx(), grant));
        return Response.noContent();
    }

    private static void revoke(Tx tx, UserGrant grant) {
        tx.record(
                        Event.of(
                                        "app.oauth2.as.consent.revoke",
                                        Event.Target.of(
                                                "PublicClientApp", grant.clientId(), grant.app()),
                                        Event.Target.of("User", grant.userId(), grant.user()))
                                .with("grantedScopes", grant.scope()))
                .execute("delete from consent where org_id = ? and id = ?", tx.org(), grant.id());
        holding(tx, grant).forEach(family -> TokenFamilies.revoke(tx, family));
    }

    private static List<String> holding(Tx tx, UserGrant grant) {
        return tx.list(
                "select id from token_family where org_id = ? and user_id = ? and client_id = ?"
                        + " and server_id = ? and revoked is null and ? = any (scopes)",
                row -> row.text("id"),
                tx.org(),
                grant.userId(),
                grant.clientId(),
                grant.issuer().id(),
                grant.scope());
    }
}
