package gatehouse.signin.engine;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.policy.assurance.Proof;
import gatehouse.policy.assurance.Trait;
import gatehouse.policy.assurance.Way;
import gatehouse.policy.factors.Factors;
import gatehouse.policy.factors.Occasion;
import gatehouse.policy.factors.Unlocking;
import gatehouse.policy.factors.Verdict;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Standing;
import gatehouse.policy.factors.methods.ProvidersWord;
import gatehouse.signin.demands.Knowledge;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.flow.Pending;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Option;
import gatehouse.signin.steps.Voucher;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Asks for proofs by the factors and has them judged there. */
final class Proving {
    private final Factors factors;
    private final Unlocking unlocking;

    Proving(Factors factors, Unlocking unlocking) {
        this.factors = factors;
        this.unlocking = unlocking;
    }

    /** What came of it. */
    sealed interface Result {
        record Proved(Proof proof) implements Result {}

        record Not(Complaint why) implements Result {}
    }

    static Occasion occasion(Call call, Flow flow) {
        var letter =
                switch (flow.state().mode()) {
                    case RECOVER -> Occasion.FORGOT_PASSWORD;
                    case UNLOCK -> Occasion.UNLOCK;
                    case SIGN_IN, REGISTER, ACTIVATE -> null;
                };
        return new Occasion(call.principal(), call.origin(), flow.id(), null, letter, null);
    }

    /** Asks; whoever has no such thing is asked for all that. */
    Pending ask(Call call, Flow flow, Option option, String method) {
        var data = option.profile().deepCopy();
        if (method.equals(Voucher.METHOD)) {
            return new Pending(false, option.id(), option.key(), method, null, data);
        }
        var kind = Kind.of(option.key(), method).orElseThrow();
        if (kind == Kind.WEBAUTHN) {
            data.set("challenge", challenge(call, flow));
        } else if (kind.sends()) {
            send(call, flow, option, kind);
        }
        return new Pending(false, option.id(), option.key(), method, null, data);
    }

    /** Before anything is proved, nothing may show which passkeys a person has. */
    private ObjectNode challenge(Call call, Flow flow) {
        var occasion = occasion(call, flow);
        var mine = mine(call, flow, Kind.WEBAUTHN);
        var options =
                mine.isEmpty()
                        ? factors.challengeAnyone(call.db(), occasion).options()
                        : factors.challenge(call.db(), occasion, mine).options();
        if (flow.state().proofs().isEmpty()) {
            options.putArray("allowCredentials");
        }
        return options;
    }

    private void send(Call call, Flow flow, Option option, Kind kind) {
        var mine = mine(call, flow, kind);
        var occasion = occasion(call, flow);
        if (mine.isEmpty()) {
            factors.authenticators(call.db(), call.org().id())
                    .id(option.id())
                    .ifPresent(one ->
                            factors.nobody().ask(call.db(), occasion, one, kind, name(flow)));
        } else {
            factors.challenge(call.db(), occasion, mine);
        }
    }

    private static String name(Flow flow) {
        return String.valueOf(flow.state().identifier());
    }

    private List<Enrollment> mine(Call call, Flow flow, Kind kind) {
        return standing(call, flow).map(standing -> standing.usable(kind)).orElse(List.of());
    }

    private Optional<Standing> standing(Call call, Flow flow) {
        var whom = flow.state().user();
        return whom == null
                ? Optional.empty()
                : factors.standing(call.db(), call.principal(), whom)
                        .map(one -> flow.state().mode().recovers() ? one.withMailbox() : one);
    }

    /** The provider of an authenticator says that it is they. */
    Result vouched(Call call, Flow flow, Pending pending, String user) {
        var standing = standing(call, flow);
        var mine =
                standing.map(one -> one.usable(Kind.EXTERNAL_IDP)).orElse(List.of()).stream()
                        .filter(one -> one.authenticator().equals(pending.authenticator()))
                        .toList();
        if (mine.isEmpty()) {
            return not(Complaint.Kind.WRONG_CREDENTIALS);
        }
        var word = ProvidersWord.of(pending.authenticator(), user);
        var verdict =
                factors.verify(call.db(), occasion(call, flow), standing.orElseThrow(), mine, word);
        return result(call, Kind.EXTERNAL_IDP, verdict);
    }

    Result judge(Call call, Flow flow, Pending pending, Answer.Prove answer) {
        var kind = pending.kind().orElseThrow();
        if (empty(kind, answer)) {
            return new Result.Not(Complaint.of(Complaint.Kind.MISSING));
        }
        var occasion = occasion(call, flow);
        var said = said(kind, answer);
        var standing = standing(call, flow).filter(one -> !one.usable(kind).isEmpty());
        if (standing.isEmpty()) {
            var nobody = factors.nobody();
            return result(call, kind, nobody.judge(call.db(), occasion, kind, name(flow), said));
        }
        var mine = standing.get().usable(kind);
        try {
            return result(
                    call,
                    kind,
                    flow.state().mode() == Mode.UNLOCK && Unlocking.isBy(kind)
                            ? unlocking.verify(call.db(), occasion, mine.getFirst(), said)
                            : factors.verify(call.db(), occasion, standing.get(), mine, said));
        } catch (Problem refused) {
            return new Result.Not(complaint(refused));
        }
    }

    private static boolean empty(Kind kind, Answer.Prove answer) {
        return switch (kind) {
            case WEBAUTHN -> answer.credentials().path("signatureData").asString("").isEmpty();
            case QUESTION -> answer.credentials().path("answer").asString("").isBlank();
            default -> answer.passcode().isBlank();
        };
    }

    private static ObjectNode said(Kind kind, Answer.Prove answer) {
        return switch (kind) {
            case WEBAUTHN, QUESTION -> answer.credentials();
            default -> Json.object().put("passCode", answer.passcode());
        };
    }

    static Result result(Call call, Kind kind, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted(var enrollment, var traits) ->
                    new Result.Proved(proof(call, Knowledge.way(enrollment), traits));
            case Verdict.MustChange(var enrollment) ->
                    new Result.Proved(proof(call, Knowledge.way(enrollment), Set.of()));
            case Verdict.Wrong _ -> new Result.Not(wrong(kind));
            case Verdict.Replayed _ -> not(Complaint.Kind.USED_CODE);
            case Verdict.Expired _ -> not(Complaint.Kind.EXPIRED_CODE);
            case Verdict.TooMany _ -> not(Complaint.Kind.TOO_MANY);
            case Verdict.Locked(var shown) ->
                    shown ? not(Complaint.Kind.LOCKED_OUT) : new Result.Not(wrong(kind));
        };
    }

    private static Result not(Complaint.Kind why) {
        return new Result.Not(Complaint.of(why));
    }

    private static Complaint wrong(Kind kind) {
        return Complaint.of(
                switch (kind) {
                    case PASSWORD, WEBAUTHN, EXTERNAL_IDP -> Complaint.Kind.WRONG_CREDENTIALS;
                    case QUESTION -> Complaint.Kind.WRONG_ANSWER;
                    default -> Complaint.Kind.WRONG_CODE;
                });
    }

    /** Too many messages, or what will not do. */
    static Complaint complaint(Problem refused) {
        var why = refused.causes().isEmpty() ? List.of(refused.summary()) : refused.causes();
        if (refused.code().equals("E0000109")) {
            return Complaint.of(Complaint.Kind.TOO_SOON);
        }
        return refused.status() == 429 || refused.code().equals("E0000204")
                ? Complaint.of(Complaint.Kind.TOO_MANY)
                : new Complaint(Complaint.Kind.REFUSED, why);
    }

    /** A key that also checked who holds it stands for its holder. */
    static Proof proof(Call call, Way way, Set<Trait> shown) {
        var proof = Proof.of(way, call.db().world().now()).showing(shown);
        return shown.contains(Trait.USER_VERIFICATION)
                ? proof.showing(Set.of(Trait.INHERENCE))
                : proof;
    }

    /** Whether the link that was sent has been followed. */
    Optional<Result> poll(Call call, Flow flow, Pending pending) {
        return pending.kind()
                .flatMap(kind ->
                        mine(call, flow, kind).stream()
                                .findFirst()
                                .flatMap(one -> factors.poll(call.db(), occasion(call, flow), one))
                                .map(verdict -> result(call, kind, verdict)));
    }
}
