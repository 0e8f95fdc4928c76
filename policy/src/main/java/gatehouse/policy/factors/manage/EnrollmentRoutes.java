package gatehouse.policy.factors.manage;

import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.policy.authenticators.Authenticator;
import gatehouse.policy.factors.Factors;
import gatehouse.policy.factors.Terms;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Standing;
import gatehouse.policy.factors.methods.Codes;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/users/{userId}/authenticator-enrollments} (Okta, UserAuthenticatorEnrollments).
 */
public final class EnrollmentRoutes {
    private static final String ALL = "/api/v1/users/{userId}/authenticator-enrollments";
    private static final String ONE = ALL + "/{enrollmentId}";

    private final Factors factors;

    public EnrollmentRoutes(Factors factors) {
        this.factors = factors;
    }

    public List<Route> routes() {
        return List.of(
                free("GET", ALL, "listAuthenticatorEnrollments", FactorRoutes.READ, this::list),
                free(
                        "POST",
                        ALL + "/phone",
                        "createAuthenticatorEnrollment",
                        FactorRoutes.MANAGE,
                        call -> create(call, Kind.SMS)),
                free(
                        "POST",
                        ALL + "/tac",
                        "createTacAuthenticatorEnrollment",
                        FactorRoutes.MANAGE,
                        call -> create(call, Kind.TEMPORARY_CODE)),
                free("GET", ONE, "getAuthenticatorEnrollment", FactorRoutes.READ, this::get),
                free(
                        "DELETE",
                        ONE,
                        "deleteAuthenticatorEnrollment",
                        FactorRoutes.MANAGE,
                        this::delete));
    }

    private static Route free(
            String method, String path, String operation, Guard guard, Route.Handler handler) {
        return Route.free(method, path, operation, guard, Bucket.USER, handler);
    }

    private Enrollment one(Call call) {
        var id = call.path("enrollmentId");
        return Asked.standing(factors, call)
                .find(id)
                .orElseThrow(() -> Problem.notFound(id, "AuthenticatorEnrollment"));
    }

    private Response list(Call call) {
        var standing = Asked.standing(factors, call);
        return Response.ok(standing.all().stream().map(one -> json(call, standing, one)).toList());
    }

    private Response get(Call call) {
        var one = one(call);
        return Response.ok(json(call, Asked.standing(factors, call), one));
    }

    private Response delete(Call call) {
        factors.unenroll(call.db(), call.principal(), one(call), call.origin());
        return Response.noContent();
    }

    private static ObjectNode json(Call call, Standing standing, Enrollment one) {
        var authenticator = standing.authenticators().id(one.authenticator());
        var json =
                Json.object()
                        .put("type", authenticator.map(Authenticator::type).orElse(""))
                        .put("id", one.id())
                        .put("key", one.kind().key())
                        .put("status", one.status().name())
                        .put("name", one.name())
                        .put("created", Json.time(one.created()))
                        .put("lastUpdated", Json.time(one.lastUpdated()));
        var profile = one.shown();
        boolean phone = one.kind() == Kind.SMS || one.kind() == Kind.CALL;
        if (phone && !call.flag("discloseIdentifiers", false)) {
            profile.put("phoneNumber", Codes.masked(one));
        }
        if (!profile.isEmpty()) {
            json.set("profile", profile);
        }
        json.putNull("nickname");
        var user = call.origin() + "/api/v1/users/" + one.user();
        var links = Links.in(json);
        var self = user + "/authenticator-enrollments/" + one.id();
        links.to("self", self, "GET", "DELETE");
        links.to("user", user, "GET");
        var at = call.origin() + "/api/v1/authenticators/" + one.authenticator();
        links.to("authenticator", at, "GET");
        return json;
    }

    /** For those who vouch for the person: nothing needs to be proved. */
    private Response create(Call call, Kind kind) {
        var standing = Asked.standing(factors, call);
        var sent = call.request().json();
        var id = sent.path("authenticatorId").asString("");
        var authenticator =
                standing.authenticators()
                        .id(id)
                        .filter(one -> one.key().equals(kind.key()))
                        .orElseThrow(() ->
                                Problem.invalid(
                                        "authenticatorId",
                                        "authenticatorId: Not an authenticator of this kind"));
        var user = standing.person().id();
        var begun =
                factors.enroll(
                        call.db(),
                        Asked.occasion(call, user),
                        user,
                        authenticator,
                        kind,
                        sent,
                        Terms.VOUCHED);
        var json = json(call, Asked.standing(factors, call), begun.enrollment());
        if (kind == Kind.TEMPORARY_CODE) {
            json.set("profile", begun.activation());
        }
        return Response.ok(json);
    }
}
