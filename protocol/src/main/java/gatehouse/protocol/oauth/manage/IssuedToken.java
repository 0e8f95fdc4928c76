package gatehouse.protocol.oauth.manage;

import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.db.Row;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A family of refresh tokens as the management API shows it: as one token. */
record IssuedToken(
        String id,
        Instant created,
        Instant lastUpdated,
        Instant expires,
        String clientId,
        String appId,
        String app,
        String userId,
        String user,
        Issuer issuer,
        List<String> scopes) {

    /** Those that live; what narrows the list follows. */
    static final String SELECT =
            """
            select f.id, f.created, f.client_id, f.user_id, f.server_id, f.scopes,
                   t.created as updated, t.expires, a.id as app_id, a.label as app,
                   concat_ws(' ', u.first_name, u.last_name) as person, s.name as server,
                   coalesce((s.body ->> 'default')::boolean, false) as default_server
            from token_family f
            join lateral (select max(r.created) as created, max(r.expires) as expires
                          from refresh_token r
                          where r.org_id = f.org_id and r.family_id = f.id) t on true
            join app a on a.org_id = f.org_id and a.client_id = f.client_id
            join users u on u.org_id = f.org_id and u.id = f.user_id
            left join auth_server s on s.org_id = f.org_id and s.id = f.server_id
            where f.org_id = ? and f.revoked is null and t.expires > ?\
            """;

    static IssuedToken read(Row row) {
        return new IssuedToken(
                row.text("id"),
                row.instant("created"),
                row.instant("updated"),
                row.instant("expires"),
                row.text("client_id"),
                row.text("app_id"),
                row.text("app"),
                row.text("user_id"),
                row.text("person"),
                new Issuer(
                        row.text("server_id"),
                        row.textOrNull("server"),
                        row.flag("default_server")),
                row.texts("scopes"));
    }

    /**
     * @param self where this token was asked for
     */
    ObjectNode json(String origin, String self) {
        var json = Json.object().put("id", id).put("status", "ACTIVE");
        json.put("created", Json.time(created)).put("lastUpdated", Json.time(lastUpdated));
        json.put("expiresAt", Json.time(expires)).put("issuer", issuer.uri(origin));
        json.put("clientId", clientId).put("userId", userId);
        var all = json.putArray("scopes");
        scopes.forEach(all::add);
        var links = Links.in(json);
        links.titled("app", origin + "/api/v1/apps/" + appId, app);
        issuer.link(links, origin);
        links.to("self", self).to("revoke", self, "DELETE");
        links.titled("client", origin + "/oauth2/v1/clients/" + clientId, app);
        links.titled("user", origin + "/api/v1/users/" + userId, user);
        return json;
    }
}
