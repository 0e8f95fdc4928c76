package gatehouse.policy.factors.manage;

import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.policy.authenticators.Authenticator;
import gatehouse.policy.factors.Begun;
import gatehouse.policy.factors.Factors;
import gatehouse.policy.factors.Terms;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Standing;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /api/v1/users/{userId}/factors}. */
final class FactorEnrolling {
    private final Factors factors;
    private final PendingSecrets secrets;

    FactorEnrolling(Factors factors, PendingSecrets secrets) {
        this.factors = factors;
        this.secrets = secrets;
    }

    Response enroll(Call call) {
        var standing = Asked.standing(factors, call);
        var sent = call.request().json();
        var kind =
                Kind.ofFactor(
                                sent.path("factorType").asString(""),
                                sent.path("provider").asString(""))
                        .orElseThrow(FactorEnrolling::unsupported);
        var authenticator =
                authenticator(standing, kind, sent).orElseThrow(FactorEnrolling::unsupported);
        var terms =
                new Terms(call.flag("activate", false), call.flag("updatePhone", false), Set.of());
        return enrolled(call, standing, authenticator, kind, sent, terms);
    }

    /** Asks another question, or has it answered otherwise. */
    Response question(Call call, Standing standing, ObjectNode sent) {
        var authenticator =
                standing.authenticators()
                        .key(Kind.QUESTION.key())
                        .orElseThrow(FactorEnrolling::unsupported);
        return enrolled(call, standing, authenticator, Kind.QUESTION, sent, Terms.REPLACING);
    }

    private Response enrolled(
            Call call,
            Standing standing,
            Authenticator authenticator,
            Kind kind,
            ObjectNode sent,
            Terms terms) {
        var user = standing.person().id();
        var begun =
                factors.enroll(
                        call.db(),
                        Asked.occasion(call, user),
                        user,
                        authenticator,
                        kind,
                        sent,
                        terms);
        return Response.ok(json(call, begun));
    }

    private static Problem unsupported() {
        return Problem.invalid("factorEnrollRequest", "This factor is not enabled in the org.");
    }

    private static Optional<Authenticator> authenticator(
            Standing standing, Kind kind, ObjectNode sent) {
        var profile = sent.path("factorProfileId").asString("");
        if (kind != Kind.CUSTOM_OTP || profile.isEmpty()) {
            return standing.authenticators().key(kind.key());
        }
        return standing.authenticators().all().stream()
                .filter(one -> one.key().equals(kind.key()))
                .filter(one -> one.id().equals(profile) || has(one, profile))
                .findFirst();
    }

    private static boolean has(Authenticator one, String profile) {
        return one.method("otp")
                .map(method -> method.settings().path("factorProfileId").asString(""))
                .filter(profile::equals)
                .isPresent();
    }

    private ObjectNode json(Call call, Begun begun) {
        var json = new FactorJson(call.origin()).of(begun.enrollment());
        if (!begun.activation().isEmpty()) {
            var activation = secrets.shown(call, begun);
            json.putObject("_embedded").set("activation", activation);
        }
        return json;
    }
}
