package gatehouse.protocol.oauth.inspect;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.OAuthError;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.jose.VerifiedJwt;
import gatehouse.protocol.oauth.ClientRequest;
import gatehouse.protocol.oauth.tokens.Revocations;
import gatehouse.protocol.oauth.tokens.TokenFamilies;
import gatehouse.protocol.oauth.tokens.TokenLog;
import java.util.List;

/**
 * {@code POST /revoke} (RFC 7009). A refresh token takes its whole family with it; an access token
 * goes alone. What is no token, or none any more, is revoked already.
 */
public final class RevokeEndpoint {
    private final ClientRequest.Desk desk;
    private final AccessTokens tokens;

    public RevokeEndpoint(ClientRequest.Desk desk, AccessTokens tokens) {
        this.desk = desk;
        this.tokens = tokens;
    }

    public Response handle(Call call) {
        var request = desk.open(call);
        var server = request.server();
        var client = request.client();
        var token = request.token();
        var actor = TokenLog.actor(call.org().id(), client, call.principal().via());
        if (token.indexOf('.') < 0) {
            call.db()
                    .as(
                            actor,
                            tx -> {
                                revokeFamily(tx, server, client, token);
                                return token;
                            });
        } else {
            tokens.signed(server, call.origin(), token)
                    .ifPresent(jwt ->
                            call.db()
                                    .as(
                                            actor,
                                            tx -> {
                                                revoke(tx, server, client, jwt);
                                                return token;
                                            }));
        }
        return new Response(200, List.of(), new byte[0]).with("Cache-Control", "no-store");
    }

    private static void revokeFamily(
            Tx tx, AuthorizationServer server, Client client, String token) {
        RefreshTokens.find(tx, token, client)
                .filter(known -> known.serverId().equals(server.id()))
                .ifPresent(known -> {
                    mustOwn(client, known.clientId());
                    tx.record(TokenLog.revoked(server, "refresh_token", known.family()));
                    TokenFamilies.revoke(tx, known.family());
                });
    }

    private static void revoke(Tx tx, AuthorizationServer server, Client client, VerifiedJwt jwt) {
        mustOwn(client, jwt.text("cid").orElse(""));
        var id = jwt.text("jti").orElse("");
        tx.record(TokenLog.revoked(server, "access_token", id));
        Revocations.token(tx, id, jwt.time("exp").orElseThrow());
    }

    private static void mustOwn(Client client, String owner) {
        if (!client.clientId().equals(owner)) {
            throw OAuthError.invalidGrant(
                    "The grant was issued to another client. Please make sure the 'client_id'"
                            + " matches the one used at the authorize request.");
        }
    }
}
