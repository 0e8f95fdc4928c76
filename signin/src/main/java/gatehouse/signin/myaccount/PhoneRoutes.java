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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /idp/myaccount/phones}: telephones that a person can be told codes by. */
final class PhoneRoutes {
    private static final String AT = "/idp/myaccount/phones";
    private static final String ONE = AT + "/{id}";
    private static final Guard READ = Guard.scope("okta.myAccount.phone.read");
    private static final Guard MANAGE = Guard.scope("okta.myAccount.phone.manage");

    private final Me me;
    private final OwnFactors own;
    private final OwnFactors.Holdings phones;

    PhoneRoutes(Me me, OwnFactors own) {
        this.me = me;
        this.own = own;
        this.phones =
                new OwnFactors.Holdings(
                        me, own, PhoneRoutes::phone, "UserProfilePhone", PhoneRoutes::json);
    }

    List<Route> routes() {
        return List.of(
                Route.free("GET", AT, "listPhones", READ, API, phones::list),
                Route.free("POST", AT, "createPhone", MANAGE, API, this::create),
                Route.free("GET", ONE, "getPhone", READ, API, phones::show),
                Route.free("DELETE", ONE, "deletePhone", MANAGE, API, phones::delete),
                Route.free(
                        "POST",
                        ONE + "/challenge",
                        "sendPhoneChallenge",
                        MANAGE,
                        API,
                        this::challenge),
                Route.free(
                        "POST",
                        ONE + "/verify",
                        "verifyPhoneChallenge",
                        MANAGE,
                        API,
                        this::verify));
    }

    private static boolean phone(Enrollment enrollment) {
        return enrollment.kind() == Kind.SMS || enrollment.kind() == Kind.CALL;
    }

    private static ObjectNode json(Call call, Enrollment phone) {
        boolean verified = OwnFactors.active(phone);
        var json = Json.object().put("id", phone.id());
        json.put("status", verified ? "VERIFIED" : "UNVERIFIED");
        json.putObject("profile").put("phoneNumber", phone.target());
        var at = call.origin() + AT + "/" + phone.id();
        var links = Links.in(json).to("self", at, "GET", "DELETE");
        links.to("challenge", at + "/challenge", "POST");
        if (!verified) {
            links.to("verify", at + "/verify", "POST");
        }
        return json;
    }

    /** By which way; {@code SMS} where nothing is said. */
    private static Kind kind(JsonNode method) {
        return switch (method.asString("SMS")) {
            case "SMS" -> Kind.SMS;
            case "CALL" -> Kind.CALL;
            default ->
                    throw Problem.invalid(
                            "Method", "Invalid method " + method.asString() + " in the request.");
        };
    }

    private Response create(Call call) {
        var body = call.request().json();
        var user = me.writing(call);
        var kind = kind(body.path("method"));
        var authenticator =
                own.enabled(call, kind, "Phone authenticator is not enabled for your org.");
        var wanted = body.at("/profile/phoneNumber").asString("").replaceAll("[\\s().-]", "");
        for (var known : phones.all(call, user)) {
            refuseAnother(known, kind, wanted);
        }
        var begun = own.begin(call, user, authenticator, kind, body);
        return Response.json(201, json(call, begun.enrollment()));
    }

    private static void refuseAnother(Enrollment known, Kind kind, String wanted) {
        if (known.kind() != kind || !OwnFactors.active(known)) {
            return;
        }
        if (known.target().equals(wanted)) {
            throw Problem.of("E0000157", wanted)
                    .because("This phone number is already assigned to the current user account.");
        }
        throw Problem.invalid(
                "Exceeded cardinality max",
                "This user account has reached the maximum number of enrolled phone numbers.");
    }

    private Response challenge(Call call) {
        var body = call.request().json();
        var user = me.writing(call);
        var phone = phones.one(call, user);
        var kind = kind(body.path("method"));
        if (kind != phone.kind()) {
            throw Problem.invalid(
                    "Method",
                    "Invalid method " + body.path("method").asString() + " in the request.");
        }
        own.factors().challenge(call.db(), OwnFactors.occasion(call, user), List.of(phone));
        var json = Json.object();
        var at = call.origin() + AT + "/" + phone.id();
        Links.in(json).to("verify", at + "/verify", "POST");
        return Response.ok(json);
    }

    private Response verify(Call call) {
        var code = call.request().json().path("verificationCode").asString("");
        var user = me.writing(call);
        var standing = own.standing(call, user);
        var phone = phones.one(call, standing);
        var occasion = OwnFactors.occasion(call, user);
        var answer = Json.object().put("passCode", code);
        var verdict =
                OwnFactors.active(phone)
                        ? own.factors()
                                .verify(call.db(), occasion, standing, List.of(phone), answer)
                        : own.factors().activate(call.db(), occasion, phone, answer);
        if (verdict instanceof Verdict.Accepted) {
            return Response.noContent();
        }
        throw Problem.of("E0000004")
                .because("The verification challenge failed due to an invalid code.");
    }
}
