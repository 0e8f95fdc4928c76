package gatehouse.apps.applications.credentials;

import static gatehouse.kernel.http.Bucket.APP;

import gatehouse.apps.applications.App;
import gatehouse.apps.applications.AppStore;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/apps/{appId}/credentials/jwks}: the public keys of a client, one by one (Okta,
 * Application SSO Credential OAuth 2.0 Client Auth API).
 */
public final class KeyRoutes {
    private static final String AT = "/api/v1/apps/{appId}/credentials/jwks";
    private static final String ONE = AT + "/{keyId}";
    private static final Guard READ = Guard.scope("okta.apps.read");
    private static final Guard MANAGE = Guard.scope("okta.apps.manage");

    public List<Route> routes() {
        return List.of(
                Route.get(AT, "listJwk", READ, APP, KeyRoutes::list),
                Route.write("POST", AT, "addJwk", MANAGE, APP, KeyRoutes::add),
                Route.get(ONE, "getJwk", READ, APP, KeyRoutes::get),
                Route.write("DELETE", ONE, "deletejwk", MANAGE, APP, KeyRoutes::delete),
                Route.write(
                        "POST",
                        ONE + "/lifecycle/activate",
                        "activateOAuth2ClientJsonWebKey",
                        MANAGE,
                        APP,
                        call -> moved(call, "activate", "ACTIVE")),
                Route.write(
                        "POST",
                        ONE + "/lifecycle/deactivate",
                        "deactivateOAuth2ClientJsonWebKey",
                        MANAGE,
                        APP,
                        call -> moved(call, "deactivate", "INACTIVE")));
    }

    private static Response list(Call call) {
        var app = AppStore.existing(call.tx(), call.path("appId"));
        var keys = new ArrayList<ObjectNode>();
        ClientKeys.of(app.settings()).forEach(key -> keys.add(render(call, app, key)));
        return Response.ok(keys);
    }

    private static Response get(Call call) {
        var app = AppStore.existing(call.tx(), call.path("appId"));
        return Response.ok(render(call, app, existing(call, app)));
    }

    private static ObjectNode existing(Call call, App app) {
        var id = call.path("keyId");
        for (var key : ClientKeys.of(app.settings())) {
            if (key.path("id").asString("").equals(id)) {
                return (ObjectNode) key;
            }
        }
        throw Problem.notFound(id, ClientKeys.SUBJECT);
    }

    private static App locked(Call call) {
        return AppStore.locked(call.tx(), call.path("appId"));
    }

    private static Response add(Call call) {
        var app = locked(call);
        if (!app.speaksOidc()) {
            throw ClientKeys.refused("Only OAuth clients have keys.");
        }
        var key = ClientKeys.fresh(call.tx(), call.request().json());
        var keys = ClientKeys.of(app.settings());
        keys.add(key);
        ClientKeys.check(keys);
        store(call, app, keys, "create");
        return Response.json(201, render(call, app, key));
    }

    private static Response moved(Call call, String verb, String status) {
        var app = locked(call);
        var key = existing(call, app);
        if (status.equals("INACTIVE")) {
            mustNotBeLast(app, key);
        }
        key.put("status", status).put("lastUpdated", Json.time(call.tx().now()));
        var keys = ClientKeys.of(app.settings());
        ClientKeys.check(keys);
        store(call, app, keys, verb);
        return Response.ok(render(call, app, key));
    }

    private static void mustNotBeLast(App app, ObjectNode key) {
        if (!app.credentials()
                .path("token_endpoint_auth_method")
                .asString("")
                .equals("private_key_jwt")) {
            return;
        }
        for (var other : ClientKeys.of(app.settings())) {
            if (!other.equals(key) && ClientKeys.active(other) && !ClientKeys.encrypts(other)) {
                return;
            }
        }
        throw ClientKeys.refused(
                "Can't deactivate the only active JSON Web Key when the value for"
                        + " `token_endpoint_auth_method` is `private_key_jwt`.");
    }

    private static Response delete(Call call) {
        var app = locked(call);
        var key = existing(call, app);
        if (ClientKeys.active(key)) {
            throw ClientKeys.refused(
                    "You can't delete an active JSON Web Key. Deactivate the key before deleting"
                            + " it.");
        }
        var keys = Json.array();
        for (var other : ClientKeys.of(app.settings())) {
            if (!other.equals(key)) {
                keys.add(other);
            }
        }
        store(call, app, keys, "delete");
        return Response.noContent();
    }

    private static void store(Call call, App app, ArrayNode keys, String what) {
        app.settings().putObject("jwks").set("keys", keys);
        var event = Event.of("app.oauth2.credentials.lifecycle." + what, app.target());
        AppStore.update(call.tx(), call.tx().record(event), app);
    }

    private static ObjectNode render(Call call, App app, JsonNode key) {
        var json = (ObjectNode) key.deepCopy();
        var at = call.origin() + "/api/v1/apps/" + app.id() + "/credentials/jwks/";
        json.set(
                "_links",
                CredentialLinks.of(at + key.path("id").asString(), ClientKeys.active(key)));
        return json;
    }
}
