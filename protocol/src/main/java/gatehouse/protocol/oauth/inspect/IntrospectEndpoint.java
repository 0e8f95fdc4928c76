package gatehouse.protocol.oauth.inspect;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.Json;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.jose.VerifiedJwt;
import gatehouse.protocol.oauth.ClientRequest;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /introspect} (RFC 7662). Of a token that is not good, or of another server, it says
 * that and nothing else.
 */
public final class IntrospectEndpoint {
    private static final List<String> TOLD = List.of("exp", "iat", "sub", "aud", "iss", "jti");

    private final ClientRequest.Desk desk;
    private final AccessTokens tokens;

    public IntrospectEndpoint(ClientRequest.Desk desk, AccessTokens tokens) {
        this.desk = desk;
        this.tokens = tokens;
    }

    public Response handle(Call call) {
        var request = desk.open(call);
        var server = request.server();
        var client = request.client();
        var token = request.token();
        var answer = found(call, server, client, token);
        return Response.ok(answer.orElseGet(() -> Json.object().put("active", false)))
                .with("Cache-Control", "no-store");
    }

    private Optional<ObjectNode> found(
            Call call, AuthorizationServer server, Client caller, String token) {
        if (token.indexOf('.') < 0) {
            return call.db()
                    .reading(call.principal(), tx -> RefreshTokens.find(tx, token, caller))
                    .filter(RefreshTokens.Known::good)
                    .filter(known -> known.serverId().equals(server.id()))
                    .filter(known -> known.clientId().equals(caller.clientId()))
                    .map(IntrospectEndpoint::refresh);
        }
        return tokens.signed(server, call.origin(), token)
                .flatMap(jwt ->
                        jwt.text("jti").orElse("").startsWith("ID.")
                                ? identity(call, jwt, caller)
                                : access(call, server, caller, jwt));
    }

    private Optional<ObjectNode> access(
            Call call, AuthorizationServer server, Client caller, VerifiedJwt jwt) {
        return tokens.live(call.principal(), server, call.origin(), jwt)
                .filter(live -> own(caller, live.client().clientId()))
                .map(live -> {
                    var answer = active();
                    answer.put("scope", String.join(" ", live.jwt().texts("scp")));
                    if (live.subject() != null) {
                        answer.put("username", live.subject().login());
                    }
                    copy(live.jwt(), answer);
                    answer.put("client_id", live.client().clientId());
                    live.jwt().text("uid").ifPresent(uid -> answer.put("uid", uid));
                    return answer;
                });
    }

    /** Who can keep no secret may ask of its own tokens only. */
    private static boolean own(Client caller, String clientId) {
        return !caller.isPublic() || caller.clientId().equals(clientId);
    }

    private Optional<ObjectNode> identity(Call call, VerifiedJwt jwt, Client caller) {
        if (!jwt.audience().equals(List.of(caller.clientId()))) {
            return Optional.empty();
        }
        return tokens.alive(call.principal(), jwt, caller.clientId(), jwt.text("sub").orElse(""))
                .map(live -> {
                    var answer = active();
                    copy(jwt, answer);
                    if (live.subject() != null) {
                        answer.put("username", live.subject().login());
                    }
                    return answer.put("client_id", caller.clientId());
                });
    }

    private static ObjectNode active() {
        return Json.object().put("active", true).put("token_type", "Bearer");
    }

    private static void copy(VerifiedJwt jwt, ObjectNode answer) {
        TOLD.forEach(name -> {
            var value = jwt.claims().get(name);
            if (value != null) {
                answer.set(name, value);
            }
        });
    }

    private static ObjectNode refresh(RefreshTokens.Known known) {
        return active().put("scope", String.join(" ", known.scopes()))
                .put("client_id", known.clientId())
                .put("username", known.login())
                .put("exp", known.expires().getEpochSecond())
                .put("sub", known.login())
                .put("uid", known.userId());
    }
}
