package gatehouse.policy.factors.manage;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.policy.factors.Factors;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.Enrollment.Status;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Questions;
import gatehouse.policy.factors.enrollment.Standing;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/users/{userId}/factors} (Okta, Factors API). */
public final class FactorRoutes {
    static final Guard READ = Guard.scope("okta.users.read");
    static final Guard MANAGE = Guard.scope("okta.users.manage");
    private static final String ALL = "/api/v1/users/{userId}/factors";
    private static final String ONE = ALL + "/{factorId}";

    private final Factors factors;
    private final PendingSecrets secrets;
    private final FactorEnrolling enrolling;
    private final BiFunction<Call, String, Map<String, String>> wanted;

    /**
     * @param wanted what a user's enrollment policy says of authenticators, by their keys
     */
    public FactorRoutes(
            Factors factors,
            PendingSecrets secrets,
            BiFunction<Call, String, Map<String, String>> wanted) {
        this.wanted = wanted;
        this.factors = factors;
        this.secrets = secrets;
        this.enrolling = new FactorEnrolling(factors, secrets);
    }

    public List<Route> routes() {
        return List.of(
                free("GET", ALL, "listFactors", READ, this::list),
                free("POST", ALL, "enrollFactor", MANAGE, enrolling::enroll),
                free("GET", ALL + "/catalog", "listSupportedFactors", READ, this::catalog),
                free(
                        "GET",
                        ALL + "/questions",
                        "listSupportedSecurityQuestions",
                        Guard.open(),
                        this::questions),
                free("GET", ONE, "getFactor", READ, this::get),
                free("PUT", ONE, "replaceFactor", MANAGE, this::replace),
                free("DELETE", ONE, "unenrollFactor", MANAGE, this::unenroll),
                free("POST", ONE + "/lifecycle/activate", "activateFactor", MANAGE, this::activate),
                free("POST", ONE + "/resend", "resendEnrollFactor", MANAGE, this::resend),
                free("POST", ONE + "/verify", "verifyFactor", MANAGE, this::verify),
                free(
                        "GET",
                        ONE + "/transactions/{transactionId}",
                        "getFactorTransactionStatus",
                        READ,
                        this::transaction),
                free("GET", ONE + "/qr/{token}", "factorQrCode", Guard.open(), secrets::qrCode));
    }

    private static Route free(
            String method, String path, String operation, Guard guard, Route.Handler handler) {
        return Route.free(method, path, operation, guard, Bucket.USER, handler);
    }

    /** Those that the Factors API knows; a password and the person's own mailbox are none. */
    private static boolean isFactor(Enrollment one) {
        return !one.kind().factorType().isEmpty()
                && (one.kind() == Kind.QUESTION || !Standing.inborn(one));
    }

    private Enrollment one(Call call) {
        return one(call, Asked.standing(factors, call));
    }

    private static Enrollment one(Call call, Standing standing) {
        var id = call.path("factorId");
        return standing.find(id)
                .filter(FactorRoutes::isFactor)
                .orElseThrow(() -> Asked.missing(id));
    }

    private Response list(Call call) {
        return Response.ok(
                Asked.standing(factors, call).all().stream()
                        .filter(FactorRoutes::isFactor)
                        .map(one -> json(call, one))
                        .toList());
    }

    /** An app that is being enrolled needs its secret, until it is. */
    private ObjectNode json(Call call, Enrollment one) {
        var json = new FactorJson(call.origin()).of(one);
        secrets.of(call, one)
                .ifPresent(activation -> json.putObject("_embedded").set("activation", activation));
        return json;
    }

    private Response get(Call call) {
        return Response.ok(json(call, one(call)));
    }

    /** Another question, or another answer (Okta Classic Engine; Terraform does so). */
    private Response replace(Call call) {
        var standing = Asked.standing(factors, call);
        var one = one(call, standing);
        var sent = call.request().json();
        if (one.kind() != Kind.QUESTION) {
            throw Problem.invalid("factorId", "Only a security question can be changed.");
        }
        return enrolling.question(call, standing, sent);
    }

    /** What an administrator may set up for somebody, whether or not their policy names it. */
    private Response catalog(Call call) {
        var standing = Asked.standing(factors, call);
        var json = new FactorJson(call.origin());
        var needs = wanted.apply(call, standing.person().id());
        return Response.ok(
                Arrays.stream(Kind.values())
                        .filter(kind -> !kind.factorType().isEmpty())
                        .filter(kind -> allowed(standing, kind))
                        .filter(kind -> !need(needs, kind).equals("NOT_ALLOWED"))
                        .map(kind ->
                                json.offer(
                                        standing.person().id(),
                                        kind,
                                        status(standing, kind),
                                        need(needs, kind)))
                        .toList());
    }

    private static String need(Map<String, String> needs, Kind kind) {
        return needs.getOrDefault(kind.key(), "OPTIONAL");
    }

    private static boolean allowed(Standing standing, Kind kind) {
        return standing.authenticators()
                .key(kind.key())
                .map(one -> one.allows(kind.method()))
                .orElse(false);
    }

    private static String status(Standing standing, Kind kind) {
        return standing.all().stream()
                .filter(FactorRoutes::isFactor)
                .filter(one -> one.kind() == kind)
                .map(one -> one.status().name())
                .findFirst()
                .orElse("NOT_SETUP");
    }

    /** Okta wants no scope for these, only someone it knows. */
    private Response questions(Call call) {
        var principal = call.principal();
        if (principal.anonymous()) {
            throw Problem.of("E0000011");
        }
        if (!principal.may("okta.users.read") && !principal.id().equals(call.path("userId"))) {
            throw Problem.forbidden();
        }
        Asked.standing(factors, call);
        return Response.ok(
                Questions.all().entrySet().stream()
                        .map(one ->
                                Json.object()
                                        .put("question", one.getKey())
                                        .put("questionText", one.getValue()))
                        .toList());
    }

    private Response activate(Call call) {
        var pending = one(call);
        var answer = call.request().jsonOrEmpty();
        if (pending.status() == Status.ACTIVE) {
            throw Problem.invalid("factorId", "The factor is active already.");
        }
        var verdict =
                factors.activate(call.db(), Asked.occasion(call, pending.user()), pending, answer);
        return Response.ok(new FactorJson(call.origin()).of(Asked.accepted(verdict)));
    }

    private Response resend(Call call) {
        var pending = one(call);
        call.request().jsonOrEmpty();
        if (!pending.kind().sends() || pending.status() == Status.ACTIVE) {
            throw Problem.invalid("factorId", "Nothing is sent for this factor.");
        }
        factors.challenge(call.db(), Asked.occasion(call, pending.user()), List.of(pending));
        return Response.ok(new FactorJson(call.origin()).of(pending));
    }

    private Response verify(Call call) {
        var standing = Asked.standing(factors, call);
        var one = one(call, standing);
        var answer = call.request().jsonOrEmpty();
        if (!one.usable()) {
            throw Problem.of("E0000154");
        }
        var occasion = Asked.occasion(call, one.user());
        var json = new FactorJson(call.origin());
        if (asks(one, answer)) {
            var challenged = factors.challenge(call.db(), occasion, List.of(one));
            var shown = json.challenge(one, "CHALLENGE");
            if (!challenged.options().isEmpty()) {
                shown.putObject("_embedded").set("challenge", challenged.options());
            }
            return Response.ok(shown);
        }
        Asked.accepted(factors.verify(call.db(), occasion, standing, List.of(one), answer));
        return Response.ok(Json.object().put("factorResult", "SUCCESS"));
    }

    /** What must be asked for first is, by a request that says nothing. */
    private static boolean asks(Enrollment one, ObjectNode answer) {
        return switch (one.kind()) {
            case EMAIL, SMS, CALL -> !answer.has("passCode");
            case WEBAUTHN -> !answer.has("clientData");
            default -> false;
        };
    }

    private Response unenroll(Call call) {
        var one = one(call);
        factors.unenroll(call.db(), call.principal(), one, call.origin());
        return Response.noContent();
    }

    /** Only pushes to phones have transactions, and there is no app here that takes them. */
    private Response transaction(Call call) {
        one(call);
        throw Problem.notFound(call.path("transactionId"), "FactorTransaction");
    }
}
