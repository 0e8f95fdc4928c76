package gatehouse.policy.authenticators;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/org/factors}: the factors of the Classic Engine, each a method of an
 * authenticator. It is older than Okta's published description; Terraform speaks it.
 */
public final class OrgFactorRoutes {
    private static final String AT = "/api/v1/org/factors";
    private static final String ONE = AT + "/{orgFactorId}";

    /**
     * @param key of its authenticator
     */
    private record Factor(String id, String provider, String type, String key, String method) {}

    private static final List<Factor> ALL =
            List.of(
                    new Factor("fido_webauthn", "FIDO", "webauthn", "webauthn", "webauthn"),
                    new Factor("google_otp", "GOOGLE", "token:software:totp", "google_otp", "otp"),
                    new Factor("okta_call", "OKTA", "call", "phone_number", "voice"),
                    new Factor("okta_email", "OKTA", "email", "okta_email", "email"),
                    new Factor("okta_otp", "OKTA", "token:software:totp", "okta_verify", "totp"),
                    new Factor("okta_push", "OKTA", "push", "okta_verify", "push"),
                    new Factor(
                            "okta_question",
                            "OKTA",
                            "question",
                            "security_question",
                            "security_question"),
                    new Factor("okta_sms", "OKTA", "sms", "phone_number", "sms"),
                    new Factor(
                            "yubikey_token", "YUBICO", "token:hardware", "yubikey_token", "otp"));

    private OrgFactorRoutes() {}

    public static List<Route> routes() {
        return List.of(
                AuthenticatorRoutes.read(AT, "listOrgFactors", OrgFactorRoutes::list),
                AuthenticatorRoutes.read(
                        ONE, "getOrgFactor", call -> Response.ok(json(call, factor(call)))),
                AuthenticatorRoutes.write(
                        "POST",
                        ONE + "/lifecycle/activate",
                        "activateOrgFactor",
                        call -> move(call, true)),
                AuthenticatorRoutes.write(
                        "POST",
                        ONE + "/lifecycle/deactivate",
                        "deactivateOrgFactor",
                        call -> move(call, false)));
    }

    private static Response list(Call call) {
        return Response.ok(ALL.stream().map(one -> json(call, one)).toList());
    }

    private static Factor factor(Call call) {
        var id = call.path("orgFactorId");
        return ALL.stream()
                .filter(one -> one.id.equals(id))
                .findFirst()
                .orElseThrow(() -> missing(id));
    }

    private static Problem missing(String id) {
        return Problem.notFound(id, "Factor");
    }

    private static Optional<Authenticator> authenticator(Tx tx, Factor factor) {
        return Authenticators.all(tx).stream()
                .filter(one -> one.key().equals(factor.key))
                .findFirst();
    }

    private static ObjectNode json(Call call, Factor factor) {
        boolean on =
                authenticator(call.tx(), factor)
                        .filter(one -> one.allows(factor.method))
                        .isPresent();
        var at = call.origin() + AT + "/" + factor.id;
        var json =
                Json.object()
                        .put("id", factor.id)
                        .put("provider", factor.provider)
                        .put("factorType", factor.type)
                        .put("status", on ? "ACTIVE" : "INACTIVE");
        var links = json.putObject("_links");
        var verb = on ? "deactivate" : "activate";
        link(links, verb, at + "/lifecycle/" + verb, "POST");
        link(links, "self", at, "GET");
        return json;
    }

    private static void link(ObjectNode links, String name, String href, String allow) {
        links.putObject(name).put("href", href).putObject("hints").putArray("allow").add(allow);
    }

    /** An authenticator none of whose methods is left is switched off itself. */
    private static Response move(Call call, boolean on) {
        var factor = factor(call);
        var tx = call.tx();
        var one = authenticator(tx, factor).orElseThrow(() -> missing(factor.id));
        if (one.allows(factor.method) == on) {
            return Response.ok(json(call, factor));
        }
        if (on) {
            MethodRoutes.moved(tx, AuthenticatorRoutes.moved(tx, one, true), factor.method, true);
        } else if (isAlone(one, factor.method)) {
            AuthenticatorRoutes.moved(tx, one, false);
        } else {
            MethodRoutes.moved(tx, one, factor.method, false);
        }
        return Response.ok(json(call, factor));
    }

    private static boolean isAlone(Authenticator one, String method) {
        return one.methods().stream()
                .noneMatch(other -> other.active() && !other.type().equals(method));
    }
}
