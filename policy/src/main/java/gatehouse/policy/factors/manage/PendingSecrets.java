package gatehouse.policy.factors.manage;

import gatehouse.kernel.Json;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Response.Header;
import gatehouse.policy.factors.Begun;
import gatehouse.policy.factors.Factors;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.Enrollment.Status;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.methods.Totp;
import gatehouse.policy.factors.otp.QrCode;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The secret an app needs, and its QR code, for as long as the app is not enrolled. */
public final class PendingSecrets {
    private final Factors factors;
    private final Totp totp;

    public PendingSecrets(Factors factors, Totp totp) {
        this.factors = factors;
        this.totp = totp;
    }

    /** What was shown when it was begun. */
    Optional<ObjectNode> of(Call call, Enrollment one) {
        boolean app = one.kind() == Kind.GOOGLE_OTP || one.kind() == Kind.OKTA_TOTP;
        if (!app || one.status() != Status.PENDING_ACTIVATION) {
            return Optional.empty();
        }
        return Optional.of(call.db().reading(call.principal(), tx -> totp.shownAgain(tx, one)));
    }

    /** The same, with a link to the picture of it; whoever holds the link may see it. */
    ObjectNode shown(Call call, Begun begun) {
        var activation = begun.activation().deepCopy();
        var uri = activation.remove("otpauth");
        if (uri == null) {
            return activation;
        }
        var one = begun.enrollment();
        var token = call.db().as(call.principal(), tx -> totp.ticket(tx, one));
        var href = new FactorJson(call.origin()).qrCode(one, token);
        var code = Json.object().put("href", href).put("type", "image/png");
        activation.putObject("_links").set("qrcode", code);
        return activation;
    }

    /** The picture, for a browser that brings nothing but the link. */
    Response qrCode(Call call) {
        var by = call.principal();
        var uri =
                factors.standing(call.db(), by, call.path("userId"))
                        .flatMap(standing -> standing.find(call.path("factorId")))
                        .filter(one -> of(call, one).isPresent())
                        .flatMap(one ->
                                call.db()
                                        .reading(
                                                by,
                                                tx ->
                                                        totp.uri(
                                                                tx,
                                                                one,
                                                                call.path("token"),
                                                                call.origin())))
                        .orElseThrow(() -> Asked.missing(call.path("factorId")));
        return new Response(200, List.of(new Header("Content-Type", "image/png")), QrCode.png(uri));
    }
}
