package gatehouse.signin.asking;

import gatehouse.directory.users.PasswordChange;
import gatehouse.kernel.http.Call;
import gatehouse.platform.attackprotection.AttackProtection;
import gatehouse.policy.assurance.Assurance;
import gatehouse.policy.assurance.Way;
import gatehouse.policy.evaluation.Evaluations;
import gatehouse.policy.evaluation.decisions.EnrollmentDecision.When;
import gatehouse.policy.evaluation.decisions.Explanation;
import gatehouse.policy.factors.Factors;
import gatehouse.policy.factors.enrollment.Standing;
import gatehouse.signin.circumspection.Circumspection;
import gatehouse.signin.demands.Demands;
import gatehouse.signin.demands.Knowledge;
import gatehouse.signin.demands.Options;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.flow.State;
import gatehouse.signin.registration.Newcomers;
import gatehouse.signin.sessions.Terms;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Voucher;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Says what comes next. It looks at what was proved and at nothing that the person claims; the same
 * question gets the same answer, so a step cannot be skipped by asking for another.
 */
public final class Decider {
    /** What a person put off, in {@link gatehouse.signin.flow.State#skipped}. */
    public static final String ENROLLMENT = "enrollment";

    private final Circumspection circumspection;
    private final PasswordAge passwordAge;
    private final FirstProof first;
    private final Vouching vouching;
    private final Recovery recovery;
    private final Newcomers newcomers;

    public Decider(
            Circumspection circumspection,
            Factors factors,
            PasswordChange passwords,
            AttackProtection protection,
            Vouching vouching,
            Newcomers newcomers) {
        this.circumspection = circumspection;
        this.passwordAge = new PasswordAge(circumspection, passwords);
        this.vouching = vouching;
        this.newcomers = newcomers;
        this.recovery = new Recovery(circumspection, factors, passwords);
        this.first = new FirstProof(circumspection, factors, vouching, recovery, protection);
    }

    public Step next(Call call, Flow flow) {
        var state = flow.state();
        if (state.mode() == Mode.REGISTER) {
            return newcomers.registration().next(call, flow);
        }
        if (state.identifier() == null) {
            return vouching.asked(call, flow, others -> identify(call, flow, others));
        }
        return switch (state.mode()) {
            case RECOVER, UNLOCK -> recovery.next(call, flow);
            case ACTIVATE -> recovery.activates(call, flow);
            case SIGN_IN, REGISTER ->
                    state.proofs().isEmpty() ? first.of(call, flow) : known(call, flow);
        };
    }

    private Step identify(Call call, Flow flow, List<Voucher> others) {
        return recovery.identify(
                call,
                flow,
                first.mayBePassword(call, flow),
                newcomers.registration().open(call, flow),
                others);
    }

    private Step known(Call call, Flow flow) {
        return circumspection
                .of(call, flow)
                .map(person -> known(call, flow, person))
                .orElseGet(() -> Step.Refused.of(Complaint.Kind.DENIED));
    }

    private Step known(Call call, Flow flow, Knowledge person) {
        if (!person.session().allowed()) {
            return denied(person, person.session().why());
        }
        if (!person.access().allowed()) {
            return denied(person, person.access().why());
        }
        return owed(flow, person)
                .or(() -> passwordAge.expired(call, flow, person))
                .or(() -> unproved(flow, person))
                .or(() -> unenrolled(flow, person))
                .or(() -> passwordAge.expiresSoon(call, flow, person))
                .or(() -> newcomers.profiling().next(call, flow, person.at(), person.user()))
                .or(() -> staying(flow, person))
                .orElseGet(() -> done(flow, person));
    }

    private static Step denied(Knowledge person, Explanation why) {
        return Step.Refused.of(Complaint.Kind.DENIED, Evaluations.event(person.at(), why, "DENY"));
    }

    private static Demands demands(Flow flow, Knowledge person) {
        return Demands.of(flow, person.session(), person.trusted(), person.access(), person.ways());
    }

    /**
     * What the person has and the policies want: it comes before a new password, so that nobody
     * changes one who has found out the old one alone.
     */
    private static Optional<Step> owed(Flow flow, Knowledge person) {
        var useful = demands(flow, person).useful(flow, person.ways());
        var trust = Demands.trust(flow, person.session(), person.trusted());
        return useful.isEmpty()
                ? Optional.empty()
                : Optional.of(Asking.trusting(proof(flow, person, useful), trust));
    }

    private static Step proof(Flow flow, Knowledge person, Set<Way> useful) {
        return Asking.proof(flow, person.toProve(useful), false);
    }

    private static Optional<Step> unproved(Flow flow, Knowledge person) {
        var demands = demands(flow, person);
        return demands.unmet(flow).isEmpty()
                ? Optional.empty()
                : Optional.of(helped(flow, person, demands));
    }

    /**
     * Nothing that the person has will do: they may set something up that does, having proved two
     * factors first where they have two.
     */
    private static Step helped(Flow flow, Knowledge person, Demands demands) {
        var possible = person.offers().stream().map(Knowledge::way).toList();
        var helpful = demands.useful(flow, possible);
        if (helpful.isEmpty()) {
            return Step.Refused.of(
                    Complaint.Kind.NO_AUTHENTICATOR,
                    Evaluations.event(person.at(), person.access().why(), "DENY"));
        }
        var before = new Demands(List.of(Assurance.ofFactors(2))).useful(flow, person.ways());
        if (!before.isEmpty()) {
            return proof(flow, person, before);
        }
        return enrolling(flow, person, offer -> helpful.contains(Knowledge.way(offer)), false);
    }

    private static Step enrolling(
            Flow flow, Knowledge person, Predicate<Standing.Offer> which, boolean skippable) {
        var offers = person.offers().stream().filter(which).toList();
        return Asking.enrollment(flow, Options.toEnroll(offers), skippable);
    }

    /** What the enrolment policy wants everybody to have. */
    private static Optional<Step> unenrolled(Flow flow, Knowledge person) {
        var decision = person.enrollment();
        boolean now = decision.when() == When.LOGIN || decision.when() == When.CHALLENGE;
        if (!now || flow.state().skipped().contains(ENROLLMENT)) {
            return Optional.empty();
        }
        var missing = person.missing(flow.began());
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Asking.enrollment(
                                flow,
                                missing,
                                missing.stream().allMatch(option -> option.grace() != null)));
    }

    private static Optional<Step> staying(Flow flow, Knowledge person) {
        return person.access().keepMeSignedIn()
                        && !flow.state().remembered()
                        && !flow.state().skipped().contains(State.STAY)
                        && person.stays() == null
                ? Optional.of(new Step.Stay())
                : Optional.empty();
    }

    private static boolean stays(Flow flow, Knowledge person) {
        return flow.state().remembered()
                || (Boolean.TRUE.equals(person.stays())
                        && !flow.state().skipped().contains(State.STAY));
    }

    private static Step done(Flow flow, Knowledge person) {
        var session = person.session();
        var terms =
                new Terms(
                        session.idle(),
                        session.lifetime(),
                        session.persistentCookie() || stays(flow, person),
                        Demands.trusts(flow, session));
        return new Step.Done(
                person.user(),
                terms,
                List.of(
                        Evaluations.event(person.at(), session.why(), "ALLOW"),
                        Evaluations.event(person.at(), person.access().why(), "ALLOW")));
    }

    /** Whether somebody who has a letter must prove one more thing to choose a new password. */
    public boolean stepsUp(Call call, Flow flow) {
        return recovery.stepsUp(call, flow);
    }

    /** For {@link Mode#SIGN_IN}: whether who is signed in already need prove no more. */
    public boolean enough(Call call, Flow flow) {
        return next(call, flow) instanceof Step.Done;
    }
}
