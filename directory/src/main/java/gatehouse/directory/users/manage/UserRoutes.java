package gatehouse.directory.users.manage;

import static gatehouse.kernel.http.Bucket.USER;
import static gatehouse.kernel.http.Bucket.USERS;

import gatehouse.directory.schemas.UserTypes;
import gatehouse.directory.users.User;
import gatehouse.directory.users.UserJson;
import gatehouse.directory.users.UserLifecycle;
import gatehouse.directory.users.UserStatus;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Digest;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/users}: users made, read, changed and deleted (Okta, Users API). */
public final class UserRoutes {
    static final String AT = "/api/v1/users";
    static final String ONE = AT + "/{id}";
    static final Guard READ = Guard.scope("okta.users.read");
    static final Guard MANAGE = Guard.scope("okta.users.manage");
    private static final String OMISSIONS = "okta-response=";

    private final UserTypes types;
    private final UserCreation creation;
    private final UserChange change;
    private final UserLifecycle lifecycle;
    private final UserSearch search;

    public UserRoutes(
            UserTypes types,
            UserCreation creation,
            UserChange change,
            UserLifecycle lifecycle,
            UserSearch search) {
        this.types = types;
        this.creation = creation;
        this.change = change;
        this.lifecycle = lifecycle;
        this.search = search;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(AT, "listUsers", READ, USERS, this::list),
                Route.free("POST", AT, "createUser", MANAGE, USERS, creation::create),
                Route.get(ONE, "getUser", Guard.scopeOrSelf("okta.users.read"), USER, this::get),
                Route.free("PUT", ONE, "replaceUser", MANAGE, USERS, call -> change.put(call)),
                Route.free("POST", ONE, "updateUser", MANAGE, USERS, call -> change.post(call)),
                Route.write("DELETE", ONE, "deleteUser", MANAGE, USERS, this::delete));
    }

    private Response list(Call call) {
        return search.page(call, types.find(call.db(), call.org().id(), "default").orElseThrow());
    }

    private Response get(Call call) {
        var user = UserStore.readable(call);
        var json = UserJson.alone(call, user);
        omit(call, json);
        return Response.ok(json).with("ETag", etag(user));
    }

    /** Okta's way to ask for less: a parameter of the content type. */
    private static void omit(Call call, ObjectNode json) {
        var type = call.request().header("content-type");
        int at = type == null ? -1 : type.indexOf(OMISSIONS);
        if (type == null || at < 0) {
            return;
        }
        var asked = type.substring(at + OMISSIONS.length()).replace("\"", "");
        if (asked.contains("omitCredentials,") || asked.endsWith("omitCredentials")) {
            json.remove("credentials");
        }
        if (asked.contains("omitCredentialsLinks") && json.get("_links") instanceof ObjectNode l) {
            List.of("changePassword", "changeRecoveryQuestion", "forgotPassword", "resetPassword")
                    .forEach(l::remove);
        }
        if (asked.contains("omitTransitioningToStatus")) {
            json.remove("transitioningToStatus");
        }
    }

    /** Weak, because the links of a user may change while the user does not. */
    static String etag(User user) {
        var content = user.id() + Json.time(user.lastUpdated()) + user.status() + user.profile();
        var hash = Digest.sha256(content.getBytes(StandardCharsets.UTF_8));
        return "W/\"" + HexFormat.of().formatHex(hash) + "\"";
    }

    /** The first call deactivates, the second deletes. */
    private Response delete(Call call) {
        var tx = call.tx();
        var name = call.path("id");
        var user = UserStore.locked(tx, name).orElseThrow(() -> UserStore.missing(name));
        if (user.status() != UserStatus.DEPROVISIONED) {
            lifecycle.end(tx, user);
        } else {
            UserStore.delete(
                    tx.record(Event.of("user.lifecycle.delete.initiated", user.target())),
                    tx.org(),
                    user);
        }
        return Response.noContent();
    }
}
