package gatehouse.signin.registration;

import gatehouse.directory.users.manage.Registrations;
import gatehouse.directory.users.manage.Registrations.Newcomer;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.job.Jobs;
import gatehouse.policy.assurance.Proof;
import gatehouse.policy.assurance.Way;
import gatehouse.policy.authenticators.Authenticator;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.methods.SentCode.Worth;
import gatehouse.signin.flow.Draft;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Flows;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.flow.Pending;
import gatehouse.signin.flow.State;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Option;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Turn;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the answers of somebody who is making an account. There is none until all is given; then it
 * is made in one transaction, which also moves the sign-in on.
 */
public final class Registering {
    private final Registration registration;
    private final Registrations registrations;
    private final Consulting consulting;
    private final Mailbox mailbox;

    Registering(
            Registration registration,
            Registrations registrations,
            Consulting consulting,
            Jobs jobs) {
        this.registration = registration;
        this.registrations = registrations;
        this.consulting = consulting;
        this.mailbox = new Mailbox(jobs);
    }

    /** One answer on its way. */
    private record Said(Call call, Flow flow, Terms terms) {
        State state() {
            return flow.state();
        }

        Draft draft() {
            return Objects.requireNonNull(flow.state().draft());
        }

        Proof proof(Authenticator by, Kind kind) {
            var way = new Way(kind.key(), kind.method(), by.id());
            return Proof.of(way, call.db().world().now());
        }
    }

    public Result answer(Call call, Turn turn, Answer answer) {
        return registration
                .terms(call, turn.flow())
                .map(terms -> answer(new Said(call, turn.flow(), terms), turn.step(), answer))
                .orElseGet(Result.Settled::new);
    }

    private Result answer(Said said, Step step, Answer answer) {
        return switch (answer) {
            case Answer.Describe described when step instanceof Step.EnrollProfile asked ->
                    describe(said, asked, described);
            case Answer.Choose(var id, _, _) -> choose(said, step, id);
            case Answer.Resend _ when step instanceof Step.Enroll ->
                    ask(said, step, said.terms.option(Kind.EMAIL));
            case Answer.Poll _ when step instanceof Step.Enroll ->
                    mailbox.followed(said.call, said.flow, said.draft().email())
                            ? proved(said)
                            : new Result.Settled();
            case Answer.Prove proof when step instanceof Step.Enroll ->
                    mailbox(said, step, proof.passcode());
            case Answer.Prove proof when step instanceof Step.NewPassword ->
                    password(said, step, said.draft(), proof.passcode(), said.state()::choosing);
            default -> new Result.Settled();
        };
    }

    private Result describe(Said said, Step.EnrollProfile asked, Answer.Describe answer) {
        var form = said.terms.form();
        var typed = form.readNewcomer(answer.profile());
        var read = consulting.newcomer(said.call, said.terms.hooks(), form, typed);
        var held = asked.holding(answer.profile());
        if (!read.problems().isEmpty()) {
            if (typed.problems().isEmpty()) {
                Refusals.byService(said.call, typed.profile().path("email").asString(""));
            }
            var why = new Complaint(Complaint.Kind.PROFILE_REFUSED, read.problems());
            return new Result.Not(why, held);
        }
        var draft = new Draft(read.profile(), null);
        return said.terms.together()
                ? password(said, held, draft, answer.password(), said.state()::drafting)
                : advance(said, said.state().drafting(draft));
    }

    /**
     * @param then what is known once it is chosen
     */
    private Result password(
            Said said,
            Step step,
            Draft draft,
            @Nullable String password,
            Function<Draft, State> then) {
        if (password == null || password.isEmpty()) {
            return new Result.Not(Complaint.of(Complaint.Kind.MISSING), step);
        }
        String hash;
        try {
            hash =
                    registrations.hash(
                            said.call.db(), said.call.org().id(), password, draft.profile());
        } catch (Problem refused) {
            var why = new Complaint(Complaint.Kind.PASSWORD_REFUSED, refused.causes());
            return new Result.Not(why, step);
        }
        return advance(said, then.apply(draft.with(hash)));
    }

    private Result choose(Said said, Step step, String authenticator) {
        for (var kind : said.terms.missing(said.state())) {
            var option = said.terms.option(kind);
            if (option.id().equals(authenticator)) {
                return kind == Kind.EMAIL
                        ? ask(said, step, option)
                        : new Result.On(said.state().asking(pending(option, Json.object())));
            }
        }
        return new Result.Settled();
    }

    private Result ask(Said said, Step step, Option option) {
        var address = said.draft().email();
        try {
            mailbox.ask(said.call, said.flow, said.terms.mailbox(), address);
        } catch (Problem tooMany) {
            return new Result.Not(Complaint.of(Complaint.Kind.TOO_MANY), step);
        }
        var pending = pending(option, Json.object().put("email", address));
        return new Result.On(said.state().asking(pending));
    }

    private static Pending pending(Option option, ObjectNode data) {
        return new Pending(
                true, option.id(), option.key(), option.methods().getFirst(), null, data);
    }

    private Result mailbox(Said said, Step step, String code) {
        var worth =
                code.isBlank()
                        ? Worth.WRONG
                        : mailbox.judge(said.call, said.flow, said.draft().email(), code.strip());
        if (worth == Worth.RIGHT) {
            return proved(said);
        }
        Refusals.code(said.call, said.draft().email(), worth);
        var why =
                switch (worth) {
                    case EXPIRED -> Complaint.Kind.EXPIRED_CODE;
                    case REPLAYED -> Complaint.Kind.USED_CODE;
                    case TOO_MANY -> Complaint.Kind.TOO_MANY;
                    case RIGHT, WRONG -> Complaint.Kind.WRONG_CODE;
                };
        return new Result.Not(Complaint.of(why), step);
    }

    private Result proved(Said said) {
        var proof = said.proof(said.terms.mailbox(), Kind.EMAIL);
        return advance(said, said.state().proved(proof));
    }

    /** The last answer makes the account. */
    private Result advance(Said said, State next) {
        return said.terms.met(next) ? make(said, next) : new Result.On(next);
    }

    private Result make(Said said, State next) {
        var draft = Objects.requireNonNull(next.draft());
        var proved =
                draft.password() == null
                        ? next
                        : next.proved(said.proof(said.terms.password(), Kind.PASSWORD));
        try {
            registrations.register(
                    said.call.db(),
                    said.call.org().id(),
                    said.call.principal().via(),
                    new Newcomer(draft.profile(), draft.password(), said.terms.groups()),
                    (tx, user) ->
                            Flows.move(tx, said.flow, proved.registered(user.login(), user.id()))
                                    .isPresent());
        } catch (Problem taken) {
            Refusals.taken(said.call, draft.email());
            return new Result.Back(
                    said.state().in(Mode.REGISTER),
                    ProfileForm.taken(taken, said.terms.form().asked()),
                    draft.profile());
        }
        return new Result.Settled();
    }
}
