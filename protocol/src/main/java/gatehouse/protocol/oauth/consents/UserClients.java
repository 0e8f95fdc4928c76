package gatehouse.protocol.oauth.consents;

import gatehouse.kernel.Links;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.protocol.oauth.manage.ClientView;
import gatehouse.protocol.oauth.manage.Named;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The clients that hold tokens of a person, or may do something for them (Okta, Users API). */
public final class UserClients {
    private static final String SELECT =
            "select "
                    + ClientView.COLUMNS
                    + """
                     from app a
                    where a.org_id = ? and (
                        exists (select 1 from consent c
                          where c.org_id = a.org_id and c.client = a.client_id and c.user_id = ?)
                        or exists (select 1 from token_family f
                          join refresh_token r on r.org_id = f.org_id and r.family_id = f.id
                          where f.org_id = a.org_id and f.client_id = a.client_id
                            and f.user_id = ? and f.revoked is null and r.expires > ?))
                    order by a.id\
                    """;

    private UserClients() {}

    public static List<Route> routes() {
        return List.of(
                Route.get(
                        "/api/v1/users/{userId}/clients",
                        "listUserClients",
                        Guard.scope("okta.users.read"),
                        Bucket.USER,
                        UserClients::list));
    }

    private static Response list(Call call) {
        var tx = call.tx();
        var user = Named.user(call);
        return Response.ok(
                tx.list(SELECT, ClientView::read, tx.org(), user, user, tx.now()).stream()
                        .map(client -> json(call.origin(), user, client))
                        .toList());
    }

    private static ObjectNode json(String origin, String user, ClientView client) {
        var json = client.json(origin);
        var at = origin + "/api/v1/users/" + user + "/clients/" + client.clientId();
        Links.of(json)
                .to("grants", at + "/grants", "GET", "DELETE")
                .to("tokens", at + "/tokens", "GET", "DELETE");
        return json;
    }
}
