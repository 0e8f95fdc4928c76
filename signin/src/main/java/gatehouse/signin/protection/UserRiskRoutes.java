package gatehouse.signin.protection;

import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.policy.evaluation.circumstances.Risk;
import gatehouse.signin.circumspection.Circumspection;
import gatehouse.signin.protection.EntityRisk.Detection;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/users/{userId}/risk} (Okta, User Risk API). */
final class UserRiskRoutes {
    private static final String AT = "/api/v1/users/{userId}/risk";
    private static final String UNSAID = "override.by.admin";
    private static final Pattern REASON = Pattern.compile("[a-zA-Z0-9\\s\\-,.]{0,500}");

    private final Circumspection circumspection;
    private final EntityRisk entityRisk;

    UserRiskRoutes(Circumspection circumspection, EntityRisk entityRisk) {
        this.circumspection = circumspection;
        this.entityRisk = entityRisk;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        AT,
                        "getUserRisk",
                        Guard.scope("okta.userRisk.read"),
                        Bucket.USER,
                        UserRiskRoutes::get),
                Route.free(
                        "PUT",
                        AT,
                        "upsertUserRisk",
                        Guard.scope("okta.userRisk.manage"),
                        Bucket.USER,
                        this::put));
    }

    private static User missing(String name) {
        throw UserStore.missing(name);
    }

    private static Response get(Call call) {
        var name = call.path("userId");
        var user = UserStore.named(call.tx(), name).orElseGet(() -> missing(name));
        return Response.ok(json(call, user, UserRisk.of(call.tx(), user.id())));
    }

    private Response put(Call call) {
        var name = call.path("userId");
        var user =
                call.db()
                        .reading(call.principal(), tx -> UserStore.named(tx, name))
                        .orElseGet(() -> missing(name));
        var risk = read(call.request().json());
        var detected =
                entityRisk.detected(
                        circumspection.user(call, user),
                        Detection.ADMIN_REPORTED_USER_RISK,
                        risk.level());
        boolean created =
                call.db()
                        .as(
                                call.principal(),
                                tx -> {
                                    var now =
                                            UserStore.locked(tx, user.id())
                                                    .orElseGet(() -> missing(name));
                                    boolean first = risk.store(tx, now);
                                    entityRisk.act(tx, now, detected);
                                    return first;
                                });
        return Response.json(created ? 201 : 200, json(call, user, Optional.of(risk)));
    }

    private static UserRisk read(ObjectNode body) {
        var level =
                Arrays.stream(Risk.values())
                        .filter(one -> one.name().equals(body.path("riskLevel").asString("")))
                        .findFirst()
                        .orElseThrow(() ->
                                Problem.invalid(
                                        "riskLevel",
                                        "riskLevel: Must be one of " + List.of(Risk.values())));
        var reason = body.path("riskReason");
        if (reason.isMissingNode() || reason.isNull()) {
            return new UserRisk(level, UNSAID);
        }
        if (!reason.isString() || !REASON.matcher(reason.asString()).matches()) {
            throw Problem.invalid(
                    "riskReason",
                    "riskReason: Only alphanumeric characters, spaces, hyphens, commas, and"
                            + " periods are allowed, at most 500 of them");
        }
        return new UserRisk(level, reason.asString().isBlank() ? UNSAID : reason.asString());
    }

    private static ObjectNode json(Call call, User user, Optional<UserRisk> risk) {
        var at = call.origin() + "/api/v1/users/" + user.id();
        var json =
                Json.object()
                        .put(
                                "riskLevel",
                                risk.map(one -> one.level().name()).orElse(UserRisk.NONE));
        risk.ifPresent(one -> json.put("reason", one.reason()));
        var links = json.putObject("_links");
        link(links, "user", at, "GET");
        link(links, "self", at + "/risk", "GET", "PUT");
        return json;
    }

    private static void link(ObjectNode links, String name, String href, String... allow) {
        var methods = links.putObject(name).put("href", href).putObject("hints").putArray("allow");
        List.of(allow).forEach(methods::add);
    }
}
