package gatehouse.protocol.oauth.manage;

import gatehouse.kernel.Json;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The clients that hold refresh tokens of an authorization server (Okta, Authorization Server
 * Clients API).
 */
public final class ServerClients {
    private static final String SELECT =
            """
            select a.client_id, a.label, a.body #>> '{settings,oauthClient,client_uri}' as uri,
                   a.body #>> '{settings,oauthClient,logo_uri}' as logo
            from app a
            where a.org_id = ? and exists (
                  select 1 from token_family f
                  join refresh_token r on r.org_id = f.org_id and r.family_id = f.id
                  where f.org_id = a.org_id and f.client_id = a.client_id
                    and f.server_id = ? and f.revoked is null and r.expires > ?)
            order by a.id\
            """;

    private record Holder(
            String clientId, String label, @Nullable String uri, @Nullable String logo) {
        static Holder read(Row row) {
            return new Holder(
                    row.text("client_id"),
                    row.text("label"),
                    row.textOrNull("uri"),
                    row.textOrNull("logo"));
        }

        ObjectNode json(String origin, String server) {
            var json = Json.object().put("client_id", clientId).put("client_name", label);
            json.put("client_uri", uri).put("logo_uri", logo);
            var links = json.putObject("_links");
            links.putObject("client")
                    .put("href", origin + "/oauth2/v1/clients/" + clientId)
                    .put("title", label);
            links.putObject("tokens")
                    .put(
                            "href",
                            origin
                                    + "/api/v1/authorizationServers/"
                                    + server
                                    + "/clients/"
                                    + clientId
                                    + "/tokens")
                    .putObject("hints")
                    .putArray("allow")
                    .add("GET")
                    .add("DELETE");
            return json;
        }
    }

    public List<Route> routes() {
        return List.of(
                Route.get(
                        "/api/v1/authorizationServers/{authServerId}/clients",
                        "listOAuth2ClientsForAuthorizationServer",
                        Guard.scope("okta.authorizationServers.read"),
                        Bucket.API,
                        ServerClients::list));
    }

    private static Response list(Call call) {
        var tx = call.tx();
        var server = TokenRoutes.server(call);
        return Response.ok(
                tx.list(SELECT, Holder::read, tx.org(), server, tx.now()).stream()
                        .map(holder -> holder.json(call.origin(), server))
                        .toList());
    }
}
