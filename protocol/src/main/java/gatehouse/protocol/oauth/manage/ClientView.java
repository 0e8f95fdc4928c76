package gatehouse.protocol.oauth.manage;

import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.db.Row;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A client as those see it who look at what it holds (Okta, {@code OAuth2Client}). */
public record ClientView(
        String clientId, String label, @Nullable String uri, @Nullable String logo) {
    /** What is selected of the application {@code a}. */
    public static final String COLUMNS =
            """
            a.client_id, a.label, a.body #>> '{settings,oauthClient,client_uri}' as uri,
                   a.body #>> '{settings,oauthClient,logo_uri}' as logo\
            """;

    public static ClientView read(Row row) {
        return new ClientView(
                row.text("client_id"),
                row.text("label"),
                row.textOrNull("uri"),
                row.textOrNull("logo"));
    }

    /** Without where it leads, but for the client itself. */
    public ObjectNode json(String origin) {
        var json = Json.object().put("client_id", clientId).put("client_name", label);
        json.put("client_uri", uri).put("logo_uri", logo);
        Links.in(json).titled("client", origin + "/oauth2/v1/clients/" + clientId, label);
        return json;
    }
}
