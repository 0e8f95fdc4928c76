package gatehouse.protocol.authservers;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.resource.Documents;
import gatehouse.kernel.resource.Stored;
import gatehouse.protocol.jose.SigningKey;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The keys of an authorization server, and their rotation (Okta, Authorization Server Keys API).
 */
final class KeyRoutes {
    private static final String AT = "/api/v1/authorizationServers/{authServerId}/credentials";
    private static final Guard READ = Guard.scope(ServerResources.AREA + ".read");
    private static final Guard MANAGE = Guard.scope(ServerResources.AREA + ".manage");

    private final ServerKeys keys;
    private final Documents servers;

    KeyRoutes(ServerKeys keys, Documents servers) {
        this.keys = keys;
        this.servers = servers;
    }

    List<Route> routes() {
        return List.of(
                Route.get(AT + "/keys", "listAuthorizationServerKeys", READ, API, this::list),
                Route.get(AT + "/keys/{keyId}", "getAuthorizationServerKey", READ, API, this::get),
                Route.write(
                        "POST",
                        AT + "/lifecycle/keyRotate",
                        "rotateAuthorizationServerKeys",
                        MANAGE,
                        API,
                        this::rotate));
    }

    private Stored server(Call call) {
        var id = call.path("authServerId");
        return servers.find(call.tx(), null, id)
                .orElseThrow(() -> Problem.notFound(id, "AuthorizationServer"));
    }

    private Response list(Call call) {
        var server = server(call);
        return Response.ok(
                keys.all(call.tx(), server.id()).stream()
                        .map(key -> render(call, server, key))
                        .toList());
    }

    private Response get(Call call) {
        var server = server(call);
        var kid = call.path("keyId");
        return keys.all(call.tx(), server.id()).stream()
                .filter(key -> key.kid().equals(kid))
                .findFirst()
                .map(key -> Response.ok(render(call, server, key)))
                .orElseThrow(() -> Problem.notFound(kid, "JsonWebKey"));
    }

    private Response rotate(Call call) {
        var use = call.request().jsonOrEmpty().path("use").asString("sig");
        if (!Set.of("sig").contains(use)) {
            throw Problem.invalid("use", "use: Must be sig");
        }
        var server = server(call);
        keys.rotate(call.tx(), server.id(), AuthorizationServers.algorithm(server));
        return list(call);
    }

    private static ObjectNode render(Call call, Stored server, SigningKey key) {
        var json = Json.object().put("status", key.status().name());
        json.setAll(key.publicJwk());
        var known = server.body().path("default").asBoolean(false) ? "default" : server.id();
        var self =
                call.origin()
                        + "/api/v1/authorizationServers/"
                        + known
                        + "/credentials/keys/"
                        + key.kid();
        Links.in(json).to("self", self, "GET");
        return json;
    }
}
