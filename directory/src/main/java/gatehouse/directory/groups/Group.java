package gatehouse.directory.groups;

import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.db.Row;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A group of users.
 *
 * @param type {@code OKTA_GROUP}, {@code BUILT_IN} or {@code APP_GROUP}
 */
public record Group(
        String id,
        String type,
        ObjectNode profile,
        Instant created,
        Instant lastUpdated,
        Instant lastMembershipUpdated) {

    static final String SELECT =
            """
            select g.id, g.type, g.profile, g.created, g.last_updated, g.last_membership_updated
            from groups g where g.org_id = ?\
            """;

    static Group read(Row row) {
        return new Group(
                row.text("id"),
                row.text("type"),
                row.json("profile"),
                row.instant("created"),
                row.instant("last_updated"),
                row.instant("last_membership_updated"));
    }

    public String name() {
        return profile.path("name").asString("");
    }

    boolean builtIn() {
        return type.equals("BUILT_IN");
    }

    Event.Target target() {
        return Event.Target.of("UserGroup", id, name());
    }

    /** As Okta shows it. */
    public ObjectNode json(String origin) {
        var json =
                Json.object()
                        .put("id", id)
                        .put("created", Json.time(created))
                        .put("lastUpdated", Json.time(lastUpdated))
                        .put("lastMembershipUpdated", Json.time(lastMembershipUpdated));
        json.putArray("objectClass").add("okta:user_group");
        json.put("type", type);
        json.set("profile", profile);
        var self = origin + "/api/v1/groups/" + id;
        var links = json.putObject("_links");
        var logos = links.putArray("logo");
        for (var size : new String[] {"medium", "large"}) {
            logos.addObject()
                    .put("name", size)
                    .put("href", origin + "/assets/group-" + size + ".png")
                    .put("type", "image/png");
        }
        links.putObject("owners").put("href", self + "/owners");
        links.putObject("users").put("href", self + "/users");
        links.putObject("apps").put("href", self + "/apps");
        return json;
    }
}
