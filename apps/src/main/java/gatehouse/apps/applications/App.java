package gatehouse.apps.applications;

import gatehouse.kernel.Event;
import gatehouse.kernel.db.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An application of an org.
 *
 * @param body all of it that a client may write, complete with defaults, without secrets
 */
public record App(
        String id,
        String name,
        String label,
        String status,
        @Nullable String clientId,
        Instant created,
        Instant lastUpdated,
        ObjectNode body) {

    static final String SELECT =
            "select id, name, label, status, client_id, created, last_updated, body"
                    + " from app where org_id = ?";

    static App read(Row row) {
        return new App(
                row.text("id"),
                row.text("name"),
                row.text("label"),
                row.text("status"),
                row.textOrNull("client_id"),
                row.instant("created"),
                row.instant("last_updated"),
                row.json("body"));
    }

    public boolean active() {
        return status.equals("ACTIVE");
    }

    public boolean speaksOidc() {
        return clientId != null;
    }

    /** {@code settings.oauthClient}; empty for an application that is no OAuth client. */
    public ObjectNode settings() {
        return body.path("settings").path("oauthClient") instanceof ObjectNode settings
                ? settings
                : gatehouse.kernel.Json.object();
    }

    /** {@code credentials.oauthClient}; empty for an application that is no OAuth client. */
    public ObjectNode credentials() {
        return body.path("credentials").path("oauthClient") instanceof ObjectNode credentials
                ? credentials
                : gatehouse.kernel.Json.object();
    }

    public Event.Target target() {
        return Event.Target.of("AppInstance", id, label);
    }
}
