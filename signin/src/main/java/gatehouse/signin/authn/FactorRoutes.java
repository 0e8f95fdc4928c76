package gatehouse.signin.authn;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.signin.authn.FactorJson.Offered;
import gatehouse.signin.authn.Transactions.Transaction;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Option;
import gatehouse.signin.steps.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Factors: proved, or set up. */
final class FactorRoutes {
    private static final String FACTORS = "/factors";
    private static final String ONE = FACTORS + "/{factorId}";

    /** What a body holds that answers a challenge. */
    private static final Set<String> ANSWERS =
            Set.of("passCode", "answer", "signatureData", "attestation");

    private final Transactions transactions;
    private final Replies replies;
    private final FactorJson factors;

    FactorRoutes(Transactions transactions, Replies replies, FactorJson factors) {
        this.transactions = transactions;
        this.replies = replies;
        this.factors = factors;
    }

    List<Route> routes() {
        var verify = ONE + "/verify";
        var activate = ONE + "/lifecycle/activate";
        return List.of(
                AuthnRoutes.post(FACTORS, "authnEnroll", this::enroll),
                AuthnRoutes.post(verify, "authnVerify", this::verify),
                AuthnRoutes.post(verify + "/resend", "authnVerifyResend", this::resend),
                AuthnRoutes.post(activate, "authnActivate", this::activate),
                AuthnRoutes.post(activate + "/poll", "authnActivatePoll", this::pollActivation),
                AuthnRoutes.post(
                        ONE + "/lifecycle/resend", "authnActivateResend", this::sendAgain));
    }

    /** What is asked for, and what would do as well. */
    private static List<Option> options(Step step) {
        return switch (step) {
            case Step.Choose(var options, _) -> options;
            case Step.Challenge(var current, _, var others, _, _) -> with(current, others);
            case Step.ChooseEnrollment(var options, _) -> options;
            case Step.Enroll(var current, _, var others, _) -> with(current, others);
            default -> throw Problem.of("E0000079");
        };
    }

    private static List<Option> with(Option current, List<Option> others) {
        var all = new ArrayList<Option>();
        all.add(current);
        all.addAll(others);
        return all;
    }

    private Offered named(Call call, Transaction now) {
        var step = now.turn().step();
        if (!(step instanceof Step.Choose || step instanceof Step.Challenge)) {
            throw Problem.of("E0000079");
        }
        var id = call.path("factorId");
        return FactorJson.named(factors.offered(call, now.flow(), options(step)), id)
                .orElseThrow(() -> Problem.notFound(id, "UserFactor"));
    }

    private static boolean asked(Transaction now, Offered factor) {
        return now.turn().step() instanceof Step.Challenge(_, var pending, _, _, _)
                && pending.authenticator().equals(factor.option().id())
                && pending.kind().filter(factor.kind()::equals).isPresent();
    }

    private Response verify(Call call) {
        var body = call.request().json();
        var now = transactions.trusting(call, transactions.of(call, body));
        var factor = named(call, now);
        boolean answers = ANSWERS.stream().anyMatch(body::has);
        if (!asked(now, factor)) {
            now = choose(call, now, factor, Json.object());
            boolean sent = factor.kind().sends() || factor.kind() == Kind.WEBAUTHN;
            if (sent || !answers || !asked(now, factor)) {
                return replies.of(call, now);
            }
        }
        var answer = answers ? new Answer.Prove(credentials(body)) : new Answer.Poll();
        return replies.of(call, transactions.answer(call, now, answer));
    }

    private Transaction choose(Call call, Transaction now, Offered factor, ObjectNode input) {
        var choice = new Answer.Choose(factor.option().id(), factor.kind().method(), input);
        return transactions.answer(call, now, choice);
    }

    /** The words of this API as the engine knows them. */
    private static ObjectNode credentials(JsonNode body) {
        var credentials = ((ObjectNode) body).deepCopy();
        credentials.remove("stateToken");
        var code = body.path("passCode");
        if (code.isString() || code.isNumber()) {
            credentials.put("passcode", code.asString());
        }
        return credentials;
    }

    private Response resend(Call call) {
        var now = transactions.of(call, call.request().json());
        if (!asked(now, named(call, now))) {
            throw Problem.of("E0000079");
        }
        return replies.of(call, transactions.answer(call, now, new Answer.Resend()));
    }

    private Response enroll(Call call) {
        var body = call.request().json();
        var now = transactions.of(call, body);
        var step = now.turn().step();
        if (!(step instanceof Step.ChooseEnrollment || step instanceof Step.Enroll)) {
            throw Problem.of("E0000079");
        }
        var kind =
                Kind.ofFactor(
                                body.path("factorType").asString(""),
                                body.path("provider").asString(""))
                        .orElseThrow(FactorRoutes::unknown);
        var factor =
                factors.offered(call, now.flow(), options(step)).stream()
                        .filter(one -> one.kind() == kind)
                        .findFirst()
                        .orElseThrow(FactorRoutes::unknown);
        var profile = body.path("profile") instanceof ObjectNode sent ? sent : Json.object();
        boolean rings = kind == Kind.SMS || kind == Kind.CALL;
        if (rings && profile.path("phoneNumber").asString("").isBlank()) {
            throw Problem.invalid("phoneNumber", "Invalid Phone Number.");
        }
        var begun = choose(call, now, factor, profile);
        if (kind == Kind.QUESTION && begun.turn().complaint() == null) {
            return replies.of(
                    call, transactions.answer(call, begun, new Answer.Prove(question(profile))));
        }
        return replies.of(call, begun);
    }

    private static Problem unknown() {
        return Problem.invalid("factorType", "factorType: This factor is not on offer.");
    }

    private static ObjectNode question(ObjectNode profile) {
        return Json.object()
                .put("questionKey", profile.path("question").asString(""))
                .put("question", profile.path("questionText").asString(""))
                .put("answer", profile.path("answer").asString(""));
    }

    private Transaction enrolling(Call call, JsonNode body) {
        var now = transactions.of(call, body);
        boolean this_one =
                now.turn().step() instanceof Step.Enroll(_, var pending, _, _)
                        && call.path("factorId")
                                .equals(
                                        pending.enrollment() == null
                                                ? pending.authenticator()
                                                : pending.enrollment());
        if (!this_one) {
            throw Problem.of("E0000079");
        }
        return now;
    }

    private Response activate(Call call) {
        var body = call.request().json();
        var now = enrolling(call, body);
        var answer = new Answer.Prove(credentials(body));
        return replies.of(call, transactions.answer(call, now, answer));
    }

    private Response sendAgain(Call call) {
        var now = enrolling(call, call.request().json());
        return replies.of(call, transactions.answer(call, now, new Answer.Resend()));
    }

    private Response pollActivation(Call call) {
        var now = enrolling(call, call.request().json());
        return replies.of(call, transactions.answer(call, now, new Answer.Poll()));
    }
}
