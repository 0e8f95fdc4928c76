package gatehouse.signin.myaccount;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.policy.factors.Verdict;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.Kind;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /idp/myaccount/recovery-codes}: the codes that a person keeps, which they may have made
 * anew. The former hold until one of the new ones was said. Okta has no such thing.
 */
final class RecoveryCodeRoutes {
    private static final String AT = "/idp/myaccount/recovery-codes";
    private static final String ONE = AT + "/{id}";
    private static final Guard READ = Guard.scope("okta.myAccount.authenticators.read");
    private static final Guard MANAGE = Guard.scope("okta.myAccount.authenticators.manage");

    private final Me me;
    private final OwnFactors own;
    private final OwnFactors.Holdings sets;

    RecoveryCodeRoutes(Me me, OwnFactors own) {
        this.me = me;
        this.own = own;
        this.sets =
                new OwnFactors.Holdings(
                        me,
                        own,
                        one -> one.kind() == Kind.RECOVERY_CODE,
                        "UserFactor",
                        RecoveryCodeRoutes::json);
    }

    List<Route> routes() {
        return List.of(
                Route.free("GET", AT, "listRecoveryCodes", READ, API, sets::list),
                Route.free("POST", AT, "createRecoveryCodes", MANAGE, API, this::create),
                Route.free("GET", ONE, "getRecoveryCodes", READ, API, sets::show),
                Route.free("DELETE", ONE, "deleteRecoveryCodes", MANAGE, API, sets::delete),
                Route.free(
                        "POST", ONE + "/verify", "verifyRecoveryCodes", MANAGE, API, this::verify));
    }

    private static ObjectNode json(Call call, Enrollment set) {
        boolean verified = OwnFactors.active(set);
        var json =
                Json.object()
                        .put("id", set.id())
                        .put("status", verified ? "VERIFIED" : "UNVERIFIED")
                        .put("name", set.name())
                        .put("created", Json.time(set.created()))
                        .put("lastUpdated", Json.time(set.lastUpdated()));
        var at = call.origin() + AT + "/" + set.id();
        var links = Links.in(json).to("self", at, "GET", "DELETE");
        if (!verified) {
            links.to("verify", at + "/verify", "POST");
        }
        return json;
    }

    /** Tells the codes, this once. */
    private Response create(Call call) {
        call.request().jsonOrEmpty();
        var user = me.writing(call);
        var authenticator =
                own.enabled(
                        call, Kind.RECOVERY_CODE, "Recovery codes are not enabled for the org.");
        var begun = own.begin(call, user, authenticator, Kind.RECOVERY_CODE, Json.object());
        var json = json(call, begun.enrollment());
        json.setAll(begun.activation());
        return Response.json(201, json);
    }

    /** Says one of them, which is not used up by it. */
    private Response verify(Call call) {
        var code = call.request().json().path("verificationCode").asString("");
        var user = me.writing(call);
        var set = sets.one(call, user);
        if (OwnFactors.active(set)) {
            throw Problem.invalid("verificationCode", "verificationCode: It is verified already.");
        }
        var said = Json.object().put("passCode", code);
        var occasion = OwnFactors.occasion(call, user);
        if (own.factors().activate(call.db(), occasion, set, said) instanceof Verdict.Accepted) {
            return Response.noContent();
        }
        throw Problem.of("E0000004")
                .because("The verification challenge failed due to an invalid code.");
    }
}
