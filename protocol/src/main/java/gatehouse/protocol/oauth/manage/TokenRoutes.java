package gatehouse.protocol.oauth.manage;

import gatehouse.kernel.Event;
import gatehouse.kernel.Event.Target;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Page;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.protocol.oauth.tokens.TokenFamilies;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Refresh tokens from three sides (Okta, Application Tokens, Authorization Server Clients and User
 * OAuth APIs): those of an application, of a client at a server, of a user with a client.
 */
public final class TokenRoutes {
    private static final int USUAL = 20;
    private static final int MOST = 200;

    /** What narrows the list, and the values for it. */
    private record Narrowed(String where, List<String> values) {}

    /** From which side the tokens are looked at. */
    @FunctionalInterface
    private interface Side {
        /**
         * @throws Problem E0000007 where what the path names is not there
         */
        Narrowed of(Call call);
    }

    public List<Route> routes() {
        return Stream.of(
                        side(
                                "/api/v1/apps/{appId}/tokens",
                                "okta.apps",
                                List.of(
                                        "listOAuth2TokensForApplication",
                                        "revokeOAuth2TokensForApplication",
                                        "getOAuth2TokenForApplication",
                                        "revokeOAuth2TokenForApplication"),
                                TokenRoutes::ofApp),
                        side(
                                "/api/v1/authorizationServers/{authServerId}/clients/{clientId}"
                                        + "/tokens",
                                "okta.authorizationServers",
                                List.of(
                                        "listRefreshTokensForAuthorizationServerAndClient",
                                        "revokeRefreshTokensForAuthorizationServerAndClient",
                                        "getRefreshTokenForAuthorizationServerAndClient",
                                        "revokeRefreshTokenForAuthorizationServerAndClient"),
                                TokenRoutes::ofServerAndClient),
                        side(
                                "/api/v1/users/{userId}/clients/{clientId}/tokens",
                                "okta.users",
                                List.of(
                                        "listRefreshTokensForUserAndClient",
                                        "revokeTokensForUserAndClient",
                                        "getRefreshTokenForUserAndClient",
                                        "revokeTokenForUserAndClient"),
                                TokenRoutes::ofUserAndClient))
                .flatMap(List::stream)
                .toList();
    }

    /** The four operations of one side; their names in the order list, revoke all, get, revoke. */
    private static List<Route> side(String path, String scope, List<String> names, Side side) {
        var read = Guard.scope(scope + ".read");
        var manage = Guard.scope(scope + ".manage");
        var one = path + "/{tokenId}";
        return List.of(
                Route.get(path, names.get(0), read, Bucket.API, call -> list(call, side)),
                Route.write(
                        "DELETE",
                        path,
                        names.get(1),
                        manage,
                        Bucket.API,
                        call -> revokeAll(call, side)),
                Route.get(one, names.get(2), read, Bucket.API, call -> get(call, side)),
                Route.write(
                        "DELETE",
                        one,
                        names.get(3),
                        manage,
                        Bucket.API,
                        call -> revoke(call, side)));
    }

    private static Narrowed ofApp(Call call) {
        return new Narrowed(" and a.id = ?", List.of(Named.app(call)));
    }

    private static Narrowed ofServerAndClient(Call call) {
        return new Narrowed(
                " and f.server_id = ? and f.client_id = ?",
                List.of(Named.server(call), Named.client(call)));
    }

    private static Narrowed ofUserAndClient(Call call) {
        return new Narrowed(
                " and f.user_id = ? and f.client_id = ?",
                List.of(Named.user(call), Named.client(call)));
    }

    private static List<IssuedToken> find(
            Tx tx, Narrowed narrowed, String more, List<Object> values) {
        var args = new ArrayList<Object>(List.of(tx.org(), tx.now()));
        args.addAll(narrowed.values);
        args.addAll(values);
        return tx.list(
                IssuedToken.SELECT + narrowed.where + more, IssuedToken::read, args.toArray());
    }

    private static Response list(Call call, Side side) {
        var narrowed = side.of(call);
        int limit = call.limit(USUAL, MOST);
        var rows =
                find(
                        call.tx(),
                        narrowed,
                        " and f.id > ? order by f.id limit ?",
                        List.of(call.after(), limit + 1));
        var at = call.origin() + call.request().path() + "/";
        return Page.of(rows, limit, IssuedToken::id)
                .map(token -> token.json(call.origin(), at + token.id()))
                .response(call);
    }

    private static IssuedToken one(Call call, Side side) {
        var id = call.path("tokenId");
        return find(call.tx(), side.of(call), " and f.id = ?", List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound(id, "OAuth2RefreshToken"));
    }

    private static Response get(Call call, Side side) {
        return Response.ok(
                one(call, side).json(call.origin(), call.origin() + call.request().path()));
    }

    private static Response revoke(Call call, Side side) {
        revoke(call.tx(), one(call, side));
        return Response.noContent();
    }

    private static Response revokeAll(Call call, Side side) {
        find(call.tx(), side.of(call), "", List.of()).forEach(token -> revoke(call.tx(), token));
        return Response.noContent();
    }

    private static void revoke(Tx tx, IssuedToken token) {
        var prefix = token.issuer().name() == null ? "app.oauth2." : "app.oauth2.as.";
        tx.record(
                Event.of(
                        prefix + "token.revoke",
                        new Target(token.id(), "refresh_token", null, "Refresh Token"),
                        Target.of("AppInstance", token.appId(), token.app()),
                        Target.of("User", token.userId(), token.user())));
        TokenFamilies.revoke(tx, token.id());
    }
}
