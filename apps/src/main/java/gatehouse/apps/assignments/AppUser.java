package gatehouse.apps.assignments;

import gatehouse.kernel.Json;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.http.Call;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A person as an application knows them.
 *
 * @param own whether they are assigned by themselves
 * @param group the group that else gives them the application
 */
record AppUser(
        String id,
        String login,
        String status,
        String userName,
        ObjectNode profile,
        Instant created,
        Instant lastUpdated,
        boolean own,
        @Nullable String group) {
    static AppUser read(Row row) {
        var name = row.textOrNull("user_name");
        var profile = row.jsonOrNull("profile");
        return new AppUser(
                row.text("id"),
                row.text("login"),
                row.text("status"),
                name == null ? row.text("login") : name,
                profile == null ? Json.object() : profile,
                row.instant("created"),
                row.instant("last_updated"),
                row.flag("own"),
                row.textOrNull("through"));
    }

    ObjectNode json(Call call) {
        var json =
                Json.object()
                        .put("id", id)
                        .putNull("externalId")
                        .put("created", Json.time(created))
                        .put("lastUpdated", Json.time(lastUpdated))
                        .put("scope", own ? "USER" : "GROUP")
                        .put("status", status.equals("DEPROVISIONED") ? "DEPROVISIONED" : "ACTIVE")
                        .put("statusChanged", Json.time(created))
                        .putNull("passwordChanged")
                        .put("syncState", "DISABLED");
        json.putObject("credentials").put("userName", userName);
        json.set("profile", profile);
        var links = json.putObject("_links");
        var app = call.origin() + "/api/v1/apps/" + call.path("appId");
        allow(links.putObject("app").put("href", app), "GET");
        if (!own && group != null) {
            allow(
                    links.putObject("group").put("href", call.origin() + "/api/v1/groups/" + group),
                    "GET");
        }
        allow(links.putObject("user").put("href", call.origin() + "/api/v1/users/" + id), "GET");
        return json;
    }

    private static void allow(ObjectNode link, String method) {
        link.putObject("hints").putArray("allow").add(method);
    }
}
