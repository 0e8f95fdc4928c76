package gatehouse.apps.applications;

import gatehouse.apps.applications.credentials.ClientKeys;
import gatehouse.kernel.Json;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.http.Call;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Applications on the wire. */
public final class AppJson {
    /** Finds what belongs to other parts of the house and yet stands in an application. */
    public interface Neighbours {
        /** The id of the policy of a type that an application follows, if there is one. */
        Optional<String> policy(Db db, String org, String app, String type);

        /** The id of the key that the org's own authorization server signs with. */
        Optional<String> signingKey(Db db, String org);
    }

    static final String LOGO = "/assets/app-medium.png";

    private final Neighbours neighbours;

    public AppJson(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    /**
     * @param secret shown this once, or null
     */
    ObjectNode render(Call call, App app, @Nullable String secret) {
        var json =
                Json.object()
                        .put("id", app.id())
                        .put("orn", orn(call, app))
                        .put("name", app.name())
                        .put("label", app.label())
                        .put("status", app.status())
                        .put("lastUpdated", Json.time(app.lastUpdated()))
                        .put("created", Json.time(app.created()));
        json.setAll(app.body());
        ClientKeys.show(app.settings());
        var credentials = (ObjectNode) json.path("credentials");
        neighbours
                .signingKey(call.db(), call.org().id())
                .ifPresent(kid -> ((ObjectNode) credentials.path("signing")).put("kid", kid));
        if (app.speaksOidc()) {
            credentials.set("oauthClient", client(app, secret));
        }
        json.set("_links", links(call, app));
        return json;
    }

    /** Where people start it. */
    static String home(Call call, App app) {
        return call.origin() + "/home/" + app.name() + "/" + app.id();
    }

    private static String orn(Call call, App app) {
        return "orn:okta:idp:%s:apps:%s:%s".formatted(call.org().id(), app.name(), app.id());
    }

    private static ObjectNode client(App app, @Nullable String secret) {
        var kept = app.credentials();
        var shown = Json.object();
        shown.set("autoKeyRotation", kept.path("autoKeyRotation"));
        shown.put("client_id", app.clientId());
        if (secret != null) {
            shown.put("client_secret", secret);
        }
        kept.properties().forEach(entry -> shown.set(entry.getKey(), entry.getValue()));
        return shown;
    }

    private ObjectNode links(Call call, App app) {
        var self = call.origin() + "/api/v1/apps/" + app.id();
        var links = Json.object();
        allow(links.putObject("uploadLogo").put("href", self + "/logo"), "POST");
        var appLinks = links.putArray("appLinks");
        var names = app.body().path("visibility").path("appLinks").propertyNames();
        for (var name : names) {
            appLinks.addObject()
                    .put("name", name)
                    .put("href", home(call, app))
                    .put("type", "text/html");
        }
        policy(call, app, links, "profileEnrollment", "PROFILE_ENROLLMENT");
        allow(links.putObject("policies").put("href", self + "/policies"), "PUT");
        links.putObject("groups").put("href", self + "/groups");
        links.putArray("logo")
                .addObject()
                .put("name", "medium")
                .put("href", call.origin() + LOGO)
                .put("type", "image/png");
        if (app.speaksOidc()) {
            links.putArray("clientCredentials")
                    .addObject()
                    .put("name", "secrets")
                    .put("href", self + "/credentials/secrets");
        }
        policy(call, app, links, "accessPolicy", "ACCESS_POLICY");
        links.putObject("users").put("href", self + "/users");
        var verb = app.active() ? "deactivate" : "activate";
        links.putObject(verb).put("href", self + "/lifecycle/" + verb);
        return links;
    }

    private void policy(Call call, App app, ObjectNode links, String name, String type) {
        neighbours
                .policy(call.db(), call.org().id(), app.id(), type)
                .ifPresent(id ->
                        links.putObject(name)
                                .put("href", call.origin() + "/api/v1/policies/" + id));
    }

    private static void allow(ObjectNode link, String method) {
        link.putObject("hints").putArray("allow").add(method);
    }
}
