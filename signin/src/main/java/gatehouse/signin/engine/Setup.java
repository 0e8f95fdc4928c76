package gatehouse.signin.engine;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.policy.authenticators.Authenticator;
import gatehouse.policy.factors.FactorParts;
import gatehouse.policy.factors.Factors;
import gatehouse.policy.factors.Terms;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Skips;
import gatehouse.policy.factors.methods.ProvidersWord;
import gatehouse.policy.factors.methods.Told;
import gatehouse.signin.circumspection.Circumspection;
import gatehouse.signin.engine.Proving.Result;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Flows;
import gatehouse.signin.flow.Pending;
import gatehouse.signin.flow.State;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Option;
import gatehouse.signin.steps.Step;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Has people set up what they will prove themselves with. */
final class Setup {
    private static final Set<Kind> SECRETS =
            EnumSet.of(Kind.RECOVERY_CODE, Kind.GOOGLE_OTP, Kind.OKTA_TOTP);

    private final Factors factors;
    private final Told told;
    private final Circumspection circumspection;

    Setup(FactorParts parts, Circumspection circumspection) {
        this.factors = parts.factors();
        this.told = parts.told();
        this.circumspection = circumspection;
    }

    /**
     * Puts off what is asked for. Where that is counted, it is counted together with the step:
     * once, however often it is said.
     *
     * @param counted of what is asked for, how often each may be put off at all
     */
    static void putOff(Call call, Flow flow, State next, Map<String, Integer> counted) {
        var user = Objects.requireNonNull(flow.state().user());
        call.db()
                .as(
                        call.principal(),
                        tx ->
                                Skips.count(
                                        tx,
                                        user,
                                        counted,
                                        it -> Flows.move(it, flow, next).isPresent()));
    }

    /**
     * Begins.
     *
     * @param input such as {@code phoneNumber}
     * @throws Problem where the input will not do
     */
    Pending begin(Call call, Flow flow, Option option, String method, ObjectNode input) {
        var kind = Kind.of(option.key(), method).orElseThrow();
        if (kind == Kind.QUESTION) {
            return pending(option, method, null, Json.object());
        }
        if (kind.sends()
                && kind != Kind.EMAIL
                && input.path("phoneNumber").asString("").isEmpty()) {
            return pending(option, method, null, Json.object());
        }
        var authenticator =
                factors.authenticators(call.db(), call.org().id()).id(option.id()).orElseThrow();
        var body = Json.object();
        body.set("profile", input);
        var begun =
                factors.enroll(
                        call.db(),
                        Proving.occasion(call, flow),
                        user(flow),
                        authenticator,
                        kind,
                        body,
                        terms(call, flow, authenticator, kind));
        var data = kept(call, kind, begun.activation());
        data.setAll(begun.enrollment().shown());
        data.setAll(option.profile());
        return pending(option, method, begun.enrollment().id(), data);
    }

    /** What the sign-in keeps of what the person is told: no secret but sealed. */
    private ObjectNode kept(Call call, Kind kind, ObjectNode activation) {
        return SECRETS.contains(kind)
                ? call.db().reading(call.principal(), tx -> told.sealed(tx, activation))
                : activation.deepCopy();
    }

    /** With what it keeps sealed, as it is to be seen. */
    Step shown(Call call, Step step) {
        if (!(step instanceof Step.Enroll(var current, var pending, var others, var skippable))
                || !Told.isSealed(pending.data())) {
            return step;
        }
        var data = call.db().reading(call.principal(), tx -> told.opened(tx, pending.data()));
        return new Step.Enroll(current, pending.with(data), others, skippable);
    }

    /** The enrollment policy may want security keys of some models alone. */
    private Terms terms(Call call, Flow flow, Authenticator authenticator, Kind kind) {
        return kind == Kind.WEBAUTHN
                ? circumspection
                        .of(call, flow)
                        .flatMap(person -> person.enrollment().find(kind.key(), authenticator.id()))
                        .map(one -> Terms.of(authenticator.models(one.models())))
                        .orElse(Terms.USUAL)
                : Terms.USUAL;
    }

    private static Pending pending(
            Option option,
            String method,
            @org.jspecify.annotations.Nullable String id,
            ObjectNode data) {
        return new Pending(true, option.id(), option.key(), method, id, data);
    }

    private static String user(Flow flow) {
        return Objects.requireNonNull(flow.state().user());
    }

    Result end(Call call, Flow flow, Pending pending, Answer.Prove answer) {
        var kind = pending.kind().orElseThrow();
        try {
            return kind == Kind.QUESTION
                    ? question(call, flow, pending, answer)
                    : activate(call, flow, pending, answer);
        } catch (Problem refused) {
            return new Result.Not(Proving.complaint(refused));
        }
    }

    private Result activate(Call call, Flow flow, Pending pending, Answer.Prove answer) {
        var enrollment = enrollment(call, flow, pending);
        if (enrollment.isEmpty()) {
            return new Result.Not(Complaint.of(Complaint.Kind.MISSING));
        }
        var said =
                pending.kind().orElseThrow() == Kind.WEBAUTHN
                        ? answer.credentials()
                        : Json.object().put("passCode", answer.passcode());
        var verdict =
                factors.activate(call.db(), Proving.occasion(call, flow), enrollment.get(), said);
        return Proving.result(call, enrollment.get().kind(), verdict);
    }

    /** The provider that is to answer for it from now on does so. */
    Result vouched(Call call, Flow flow, Pending pending, String user) {
        var word = ProvidersWord.of(pending.authenticator(), user);
        return enrollment(call, flow, pending)
                .map(one -> factors.activate(call.db(), Proving.occasion(call, flow), one, word))
                .map(verdict -> Proving.result(call, Kind.EXTERNAL_IDP, verdict))
                .orElseGet(() -> new Result.Not(Complaint.of(Complaint.Kind.MISSING)));
    }

    private Optional<Enrollment> enrollment(Call call, Flow flow, Pending pending) {
        var id = pending.enrollment();
        return id == null
                ? Optional.empty()
                : factors.standing(call.db(), call.principal(), user(flow))
                        .flatMap(standing -> standing.find(id));
    }

    /**
     * The code once more, to where it went before; the one that was sent is void.
     *
     * @throws Problem where it is too soon for that
     */
    void sendAgain(Call call, Flow flow, Pending pending) {
        enrollment(call, flow, pending)
                .filter(one -> one.kind().sends())
                .ifPresent(one ->
                        factors.challenge(call.db(), Proving.occasion(call, flow), List.of(one)));
    }

    /** A question is set up by answering it. */
    private Result question(Call call, Flow flow, Pending pending, Answer.Prove answer) {
        var sent = answer.credentials();
        var body = Json.object();
        var own = sent.path("questionKey").asString("").equals("custom");
        body.putObject("profile")
                .put("question", sent.path("questionKey").asString(""))
                .put("questionText", own ? sent.path("question").asString("") : null)
                .put("answer", sent.path("answer").asString(""));
        var authenticator =
                factors.authenticators(call.db(), call.org().id()).id(pending.authenticator());
        factors.enroll(
                call.db(),
                Proving.occasion(call, flow),
                user(flow),
                authenticator.orElseThrow(),
                Kind.QUESTION,
                body);
        return new Result.Proved(Proving.proof(call, pending.way(), Kind.QUESTION.traits()));
    }

    /** Whether the link that was sent has been followed. */
    Optional<Result> poll(Call call, Flow flow, Pending pending) {
        return enrollment(call, flow, pending)
                .flatMap(one -> factors.poll(call.db(), Proving.occasion(call, flow), one))
                .map(verdict -> Proving.result(call, pending.kind().orElseThrow(), verdict));
    }
}
