package gatehouse.signin;

import gatehouse.directory.users.User;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.signin.SignIn.Outcome;
import gatehouse.signin.sessions.Sessions;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /api/v1/authn}: primary authentication of the classic Authn API. */
public final class AuthnRoutes {
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final SignIn signIn;

    public AuthnRoutes(SignIn signIn) {
        this.signIn = signIn;
    }

    public List<Route> routes() {
        return List.of(
                Route.free(
                        "POST",
                        "/api/v1/authn",
                        "authenticate",
                        Guard.open(),
                        Bucket.AUTHN,
                        this::authenticate));
    }

    private Response authenticate(Call call) {
        var body = call.request().json();
        var login = body.path("username").asString("");
        var password = body.path("password").asString("");
        if (login.isEmpty() || password.isEmpty()) {
            throw Problem.of("E0000004");
        }
        return switch (signIn.password(call.principal(), login, password)) {
            case Outcome.Done(var user) -> success(call, user);
            case Outcome.Locked _ -> Response.ok(Json.object().put("status", "LOCKED_OUT"));
            case Outcome.MustChangePassword _ -> throw Problem.of("E0000064");
            case Outcome.Refused _ -> throw Problem.of("E0000004");
        };
    }

    private static Response success(Call call, User user) {
        var token = call.db().as(call.principal(), tx -> Sessions.token(tx, user));
        var json =
                Json.object()
                        .put("expiresAt", Json.time(call.db().world().now().plus(LIFETIME)))
                        .put("status", "SUCCESS")
                        .put("sessionToken", token);
        json.putObject("_embedded").set("user", embedded(user));
        return Response.ok(json);
    }

    private static ObjectNode embedded(User user) {
        var json = Json.object().put("id", user.id());
        var changed = user.passwordChanged();
        json.put("passwordChanged", changed == null ? null : Json.time(changed));
        var profile = json.putObject("profile").put("login", user.login());
        for (var name : List.of("firstName", "lastName", "locale", "timeZone")) {
            profile.put(name, user.profile().path(name).asString(""));
        }
        return json;
    }
}
