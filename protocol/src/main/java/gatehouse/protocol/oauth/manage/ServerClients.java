package gatehouse.protocol.oauth.manage;

import gatehouse.kernel.Links;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The clients that hold refresh tokens of an authorization server (Okta, Authorization Server
 * Clients API).
 */
public final class ServerClients {
    private static final String SELECT =
            "select "
                    + ClientView.COLUMNS
                    + """
                     from app a
                    where a.org_id = ? and exists (
                          select 1 from token_family f
                          join refresh_token r on r.org_id = f.org_id and r.family_id = f.id
                          where f.org_id = a.org_id and f.client_id = a.client_id
                            and f.server_id = ? and f.revoked is null and r.expires > ?)
                    order by a.id\
                    """;

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
        var server = Named.server(call);
        return Response.ok(
                tx.list(SELECT, ClientView::read, tx.org(), server, tx.now()).stream()
                        .map(client -> json(call.origin(), server, client))
                        .toList());
    }

    private static ObjectNode json(String origin, String server, ClientView client) {
        var json = client.json(origin);
        var at = origin + "/api/v1/authorizationServers/" + server + "/clients/";
        Links.of(json).to("tokens", at + client.clientId() + "/tokens", "GET", "DELETE");
        return json;
    }
}
