package gatehouse.signin.myaccount;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.directory.users.User;
import gatehouse.directory.users.manage.OwnProfile;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /idp/myaccount/profile}. */
final class ProfileRoutes {
    private static final String AT = "/idp/myaccount/profile";
    private static final Guard READ = Guard.scope("okta.myAccount.profile.read");
    private static final Guard MANAGE = Guard.scope("okta.myAccount.profile.manage");

    private final Me me;
    private final OwnProfile profiles;

    ProfileRoutes(Me me, OwnProfile profiles) {
        this.me = me;
        this.profiles = profiles;
    }

    List<Route> routes() {
        return List.of(
                Route.free("GET", AT, "getProfile", READ, API, this::show),
                Route.free("PUT", AT, "replaceProfile", MANAGE, API, this::replace),
                Route.free("GET", AT + "/schema", "getProfileSchema", READ, API, this::schema));
    }

    private static User reading(Call call) {
        return call.db().reading(call.principal(), tx -> Me.reading(call, tx));
    }

    private Response show(Call call) {
        return shown(call, reading(call));
    }

    private Response shown(Call call, User user) {
        var json =
                Json.object()
                        .put("createdAt", Json.time(user.created()))
                        .put("modifiedAt", Json.time(user.lastUpdated()));
        json.set("profile", profiles.visible(call.db(), call.org().id(), user));
        var links = json.putObject("_links");
        links.putObject("self").put("href", call.origin() + AT);
        links.putObject("describedBy").put("href", call.origin() + AT + "/schema");
        return Response.ok(json);
    }

    private Response replace(Call call) {
        var sent = call.request().json().path("profile");
        var user = me.writing(call);
        if (!(sent instanceof ObjectNode profile)) {
            throw Problem.invalid("profile", "profile: The field cannot be left blank");
        }
        return shown(call, profiles.replace(call.db(), call.principal(), user.id(), profile));
    }

    private Response schema(Call call) {
        var user = reading(call);
        var json = Json.object();
        json.set("properties", profiles.schema(call.db(), call.org().id(), user));
        var links = json.putObject("_links");
        links.putObject("self").put("href", call.origin() + AT + "/schema");
        links.putObject("user").put("href", call.origin() + AT);
        return Response.ok(json);
    }
}
