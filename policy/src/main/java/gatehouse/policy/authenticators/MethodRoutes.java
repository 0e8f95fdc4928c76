package gatehouse.policy.authenticators;

import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/authenticators/{id}/methods} (Okta, Authenticators API). */
public final class MethodRoutes {
    static final String METHOD = AuthenticatorRoutes.ONE + "/methods/{methodType}";

    private MethodRoutes() {}

    public static List<Route> routes() {
        return List.of(
                AuthenticatorRoutes.read(
                        AuthenticatorRoutes.ONE + "/methods",
                        "listAuthenticatorMethods",
                        MethodRoutes::methods),
                AuthenticatorRoutes.read(METHOD, "getAuthenticatorMethod", MethodRoutes::method),
                AuthenticatorRoutes.write(
                        "PUT", METHOD, "replaceAuthenticatorMethod", MethodRoutes::replaceMethod),
                AuthenticatorRoutes.write(
                        "POST",
                        METHOD + "/lifecycle/activate",
                        "activateAuthenticatorMethod",
                        call -> moveMethod(call, true)),
                AuthenticatorRoutes.write(
                        "POST",
                        METHOD + "/lifecycle/deactivate",
                        "deactivateAuthenticatorMethod",
                        call -> moveMethod(call, false)));
    }

    private static Response methods(Call call) {
        var one = AuthenticatorRoutes.find(call);
        return Response.ok(
                one.methods().stream()
                        .map(method -> AuthenticatorJson.of(call.origin(), one, method))
                        .toList());
    }

    private static Method method(Call call, Authenticator one) {
        var type = call.path("methodType");
        return one.method(type).orElseThrow(() -> Problem.notFound(type, "AuthenticatorMethod"));
    }

    private static Response method(Call call) {
        var one = AuthenticatorRoutes.find(call);
        return Response.ok(AuthenticatorJson.of(call.origin(), one, method(call, one)));
    }

    private static Response replaceMethod(Call call) {
        var one = AuthenticatorRoutes.find(call);
        var before = method(call, one);
        var sent = call.request().json();
        var settings =
                sent.has("settings")
                        ? MethodCheck.settings(
                                call.tx().world(), call.origin(), before, sent.path("settings"))
                        : before.settings();
        return changed(
                call,
                json -> {
                    if (settings.isObject()) {
                        json.set("settings", settings);
                    }
                });
    }

    private static Response moveMethod(Call call, boolean on) {
        if (!on && AuthenticatorRoutes.find(call).key().equals("okta_password")) {
            throw Problem.of("E0000148", "");
        }
        return changed(call, json -> json.put("status", on ? "ACTIVE" : "INACTIVE"));
    }

    /** The same for whoever knows which. */
    static Authenticator moved(Tx tx, Authenticator one, String method, boolean on) {
        return changed(tx, one, method, json -> json.put("status", on ? "ACTIVE" : "INACTIVE"));
    }

    private static Response changed(Call call, Consumer<ObjectNode> change) {
        var one = AuthenticatorRoutes.find(call);
        var method = method(call, one);
        var now = changed(call.tx(), one, method.type(), change);
        return Response.ok(AuthenticatorJson.of(call.origin(), now, method(call, now)));
    }

    private static Authenticator changed(
            Tx tx, Authenticator one, String method, Consumer<ObjectNode> change) {
        var body = one.body().deepCopy();
        for (var json : body.path("methods")) {
            if (json.path("type").asString("").equals(method)) {
                change.accept((ObjectNode) json);
            }
        }
        return AuthenticatorRoutes.saved(tx, one, body);
    }
}
