package gatehouse.policy.authenticators;

import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code …/methods/webauthn/verify-rp-id-domain}: whoever can write into the name server of a
 * domain may have passkeys bound to it.
 */
public final class DomainProof {
    private static final String WEBAUTHN = "webauthn";

    private final Function<String, List<String>> texts;

    /**
     * @param texts what a name says of itself in TXT records
     */
    public DomainProof(Function<String, List<String>> texts) {
        this.texts = texts;
    }

    public List<Route> routes() {
        return List.of(
                Route.free(
                        "POST",
                        MethodRoutes.METHOD + "/verify-rp-id-domain",
                        "verifyRpIdDomain",
                        AuthenticatorRoutes.MANAGE,
                        Bucket.API,
                        this::verify));
    }

    /** No transaction is held while the name servers are waited for. */
    private Response verify(Call call) {
        call.request().jsonOrEmpty();
        var asked = call.db().reading(call.principal(), tx -> domain(found(call, tx), call));
        var record = asked.path("dnsRecord");
        var value = record.path("verificationValue").asString("");
        boolean said =
                verified(asked) || texts.apply(record.path("fqdn").asString("")).contains(value);
        boolean noted = call.db().as(call.principal(), tx -> noted(tx, call, asked, said));
        if (!said || !noted) {
            throw Problem.invalid(
                    "rpId", "rpId: The domain could not be verified. Check its DNS record.");
        }
        return Response.noContent();
    }

    private static boolean verified(JsonNode domain) {
        return domain.path("validationStatus").asString("").equals("VERIFIED");
    }

    private static Authenticator found(Call call, Tx tx) {
        var id = call.path("authenticatorId");
        return Authenticators.find(tx, id).orElseThrow(() -> Problem.notFound(id, "Authenticator"));
    }

    private static ObjectNode domain(Authenticator one, Call call) {
        var type = call.path("methodType");
        var method =
                one.method(type)
                        .filter(known -> known.type().equals(WEBAUTHN))
                        .orElseThrow(() -> Problem.notFound(type, "AuthenticatorMethod"));
        if (method.settings().at("/rpId/domain/name").asString("").isEmpty()) {
            throw Problem.invalid("rpId", "rpId: There is no domain to verify.");
        }
        return (ObjectNode) method.settings().at("/rpId/domain");
    }

    /** False where the domain is another by now. */
    private static boolean noted(Tx tx, Call call, ObjectNode asked, boolean said) {
        var one = found(call, tx);
        if (!domain(one, call).equals(asked)) {
            return false;
        }
        var body = one.body().deepCopy();
        for (var method : body.path("methods")) {
            if (method.path("type").asString("").equals(WEBAUTHN)) {
                ((ObjectNode) method.at("/settings/rpId/domain"))
                        .put("validationStatus", said ? "VERIFIED" : "ERROR");
            }
        }
        AuthenticatorRoutes.saved(tx, one, body);
        return true;
    }
}
