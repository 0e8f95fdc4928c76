package gatehouse.protocol.oauth.consents;

import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.db.Row;
import gatehouse.protocol.oauth.manage.Issuer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** That a person let a client have a scope. */
record UserGrant(
        String id,
        Instant created,
        String userId,
        String user,
        String clientId,
        String appId,
        String app,
        Issuer issuer,
        String scope,
        @Nullable String scopeId) {
    static final String SELECT =
            """
            select c.id, c.created, c.user_id, c.client, c.server, c.scope, a.id as app_id,
                   a.label as app, concat_ws(' ', u.first_name, u.last_name) as person,
                   s.name as server_name, p.id as scope_id,
                   coalesce((s.body ->> 'default')::boolean, false) as default_server
            from consent c
            join app a on a.org_id = c.org_id and a.client_id = c.client
            join users u on u.org_id = c.org_id and u.id = c.user_id
            left join auth_server s on s.org_id = c.org_id and s.id = c.server
            left join auth_scope p on p.org_id = c.org_id and p.parent_id = c.server
                      and p.name = c.scope
            where c.org_id = ? and c.user_id = ?\
            """;

    static UserGrant read(Row row) {
        return new UserGrant(
                row.text("id"),
                row.instant("created"),
                row.text("user_id"),
                row.text("person"),
                row.text("client"),
                row.text("app_id"),
                row.text("app"),
                new Issuer(
                        row.text("server"),
                        row.textOrNull("server_name"),
                        row.flag("default_server")),
                row.text("scope"),
                row.textOrNull("scope_id"));
    }

    /**
     * @param embedded whether with what is known of the scope
     */
    ObjectNode json(String origin, boolean embedded) {
        var json = Json.object().put("id", id).put("status", "ACTIVE");
        json.put("created", Json.time(created));
        json.putObject("createdBy").put("id", userId).put("type", "User");
        json.put("lastUpdated", Json.time(created)).put("issuer", issuer.uri(origin));
        json.put("clientId", clientId).put("userId", userId).put("scopeId", scope);
        json.put("source", "END_USER");
        if (embedded) {
            json.putObject("_embedded").putObject("scope").put("id", scope).put("name", scope);
        }
        var links = Links.in(json);
        links.titled("app", origin + "/api/v1/apps/" + appId, app);
        issuer.link(links, origin);
        if (scopeId != null) {
            links.titled("scope", issuer.management(origin) + "/scopes/" + scopeId, scope);
        }
        var self = origin + "/api/v1/users/" + userId + "/grants/" + id;
        links.to("self", self, "GET", "DELETE").to("revoke", self, "DELETE");
        links.titled("client", origin + "/oauth2/v1/clients/" + clientId, app);
        links.titled("user", origin + "/api/v1/users/" + userId, user);
        return json;
    }
}
