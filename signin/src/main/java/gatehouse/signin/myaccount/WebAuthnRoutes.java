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
import gatehouse.policy.factors.methods.WebAuthn;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /idp/myaccount/webauthn}: passkeys that a person makes, sees and takes away. */
final class WebAuthnRoutes {
    private static final String AT = "/idp/myaccount/webauthn";
    private static final String ONE = AT + "/{id}";
    private static final Guard READ = Guard.scope("okta.myAccount.webauthn.read");
    private static final Guard MANAGE = Guard.scope("okta.myAccount.webauthn.manage");

    private final Me me;
    private final OwnFactors own;
    private final OwnFactors.Holdings passkeys;

    WebAuthnRoutes(Me me, OwnFactors own) {
        this.me = me;
        this.own = own;
        this.passkeys =
                new OwnFactors.Holdings(
                        me,
                        own,
                        one -> passkey(one) && OwnFactors.active(one),
                        "UserFactor",
                        WebAuthnRoutes::json);
    }

    List<Route> routes() {
        return List.of(
                Route.free("GET", AT, "listWebAuthn", READ, API, passkeys::list),
                Route.free("POST", AT, "createWebAuthnEnrollment", MANAGE, API, this::create),
                Route.free(
                        "POST",
                        AT + "/registration",
                        "startWebAuthnEnrollment",
                        MANAGE,
                        API,
                        this::start),
                Route.free("GET", ONE, "getWebAuthn", READ, API, passkeys::show),
                Route.free("DELETE", ONE, "deleteWebAuthn", MANAGE, API, passkeys::delete));
    }

    private static boolean passkey(Enrollment enrollment) {
        return enrollment.kind() == Kind.WEBAUTHN;
    }

    private static ObjectNode json(Call call, Enrollment passkey) {
        var profile = passkey.profile();
        var json =
                Json.object()
                        .put("id", passkey.id())
                        .put("status", "ACTIVE")
                        .put("type", "security_key")
                        .put("key", "webauthn")
                        .put("name", profile.path("authenticatorName").asString(passkey.name()))
                        .put("credentialId", profile.path("credentialId").asString(""))
                        .put("created", Json.time(passkey.created()))
                        .put("lastUpdated", Json.time(passkey.lastUpdated()));
        Links.in(json).to("self", call.origin() + AT + "/" + passkey.id(), "GET", "DELETE");
        return json;
    }

    private Response start(Call call) {
        call.request().jsonOrEmpty();
        var user = me.writing(call);
        var authenticator =
                own.enabled(call, Kind.WEBAUTHN, "WebAuthn is not enabled for the org.");
        var begun = own.begin(call, user, authenticator, Kind.WEBAUTHN, Json.object());
        var json = Json.object();
        json.set("options", begun.activation());
        var end = call.db().world().now().plus(WebAuthn.LIFETIME);
        json.put("expiresAt", Json.time(end));
        Links.in(json).to("enroll", call.origin() + AT, "POST");
        return Response.ok(json);
    }

    private Response create(Call call) {
        var body = call.request().json();
        var user = me.writing(call);
        if (!body.path("attestation").isString() || !body.path("clientData").isString()) {
            throw Problem.invalid("attestation", "attestation: The field cannot be left blank");
        }
        var pending =
                own.standing(call, user).all().stream()
                        .filter(one -> passkey(one) && !OwnFactors.active(one))
                        .findFirst()
                        .orElseThrow(() -> Problem.notFound(user.id(), "UserFactor"));
        var occasion = OwnFactors.occasion(call, user);
        if (own.factors().activate(call.db(), occasion, pending, body)
                instanceof Verdict.Accepted(var passkey, _)) {
            return Response.ok(json(call, passkey));
        }
        throw Problem.invalid("attestation", "attestation: It is not what was asked for.");
    }
}
