package gatehouse.signin.registration;

import gatehouse.directory.users.manage.Registrations;
import gatehouse.kernel.http.Call;
import gatehouse.policy.authenticators.Authenticator;
import gatehouse.policy.evaluation.PolicyEngine;
import gatehouse.policy.evaluation.decisions.EnrollmentDecision.Need;
import gatehouse.policy.evaluation.decisions.ProfileEnrollmentDecision;
import gatehouse.policy.factors.Factors;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.uischemas.UiSchemas;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Pending;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Option;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Step.FirstPassword;
import gatehouse.signin.steps.Step.NewPassword.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what comes next for somebody who is making an account: who they are, then what proves it.
 * The policy is asked anew each time, so that nobody goes on whom it has turned away since.
 */
public final class Registration {
    private final PolicyEngine policies;
    private final Factors factors;
    private final Registrations registrations;
    private final Surroundings surroundings;
    private final UiSchemas looks;

    public Registration(
            PolicyEngine policies,
            Factors factors,
            Registrations registrations,
            Surroundings surroundings,
            UiSchemas looks) {
        this.looks = looks;
        this.policies = policies;
        this.factors = factors;
        this.registrations = registrations;
        this.surroundings = surroundings;
    }

    /** Whether who has no account may make one. */
    public boolean open(Call call, Flow flow) {
        return decision(call, flow).isPresent();
    }

    /** Somebody wanted to, where nobody may. */
    public void refused(Call call) {
        call.db().tell(call.principal(), Refusals.closed());
    }

    private Optional<ProfileEnrollmentDecision> decision(Call call, Flow flow) {
        return Optional.of(
                        policies.profileEnrollment(
                                surroundings.newcomers().of(call, flow, Set.of())))
                .filter(ProfileEnrollmentDecision::allowed)
                .filter(ProfileEnrollmentDecision::registers);
    }

    /** Nothing, where nobody may register. */
    Optional<Terms> terms(Call call, Flow flow) {
        return decision(call, flow).flatMap(decision -> terms(call, flow, decision));
    }

    private Optional<Terms> terms(Call call, Flow flow, ProfileEnrollmentDecision decision) {
        var known = factors.authenticators(call.db(), call.org().id());
        return known.key(Kind.EMAIL.key())
                .flatMap(mailbox ->
                        known.key(Kind.PASSWORD.key())
                                .map(password -> terms(call, flow, decision, mailbox, password)));
    }

    private Terms terms(
            Call call,
            Flow flow,
            ProfileEnrollmentDecision decision,
            Authenticator mailbox,
            Authenticator password) {
        boolean chooses = mayHavePassword(call, flow, decision, password);
        var schema = registrations.schema(call.db(), call.org().id());
        return new Terms(
                ProfileForm.ofNewcomer(
                        decision, schema, looks.find(call.db(), call.org().id(), decision.form())),
                decision.hooks(),
                decision.groups(),
                mailbox,
                decision.verifyEmail() || !chooses,
                password,
                chooses,
                chooses && decision.authenticators().contains(Kind.PASSWORD.method()));
    }

    /** Unless the enrolment policy says that people like them have none. */
    private boolean mayHavePassword(
            Call call, Flow flow, ProfileEnrollmentDecision decision, Authenticator password) {
        return policies.enrollment(surroundings.newcomers().of(call, flow, decision.groups()))
                .find(password.key(), password.id())
                .map(one -> one.need() != Need.NOT_ALLOWED)
                .orElse(true);
    }

    public Step next(Call call, Flow flow) {
        return terms(call, flow)
                .map(terms -> next(call, flow, terms))
                .orElseGet(() ->
                        new Step.Refused(
                                Complaint.of(Complaint.Kind.NO_REGISTRATION),
                                List.of(Refusals.closed())));
    }

    private Step next(Call call, Flow flow, Terms terms) {
        var state = flow.state();
        var draft = state.draft();
        var missing = terms.missing(state);
        if (draft == null || missing.isEmpty() || !terms.form().complete(draft.profile())) {
            var form = terms.form();
            return new Step.EnrollProfile(form.asked(), form.display(), password(call, terms));
        }
        var options = missing.stream().map(terms::option).toList();
        return chosen(state.pending(), options)
                .map(option -> begun(call, flow, option, options))
                .orElseGet(() -> new Step.ChooseEnrollment(options, false));
    }

    private @Nullable FirstPassword password(Call call, Terms terms) {
        return terms.together()
                ? new FirstPassword(
                        terms.option(Kind.PASSWORD),
                        registrations.rules(call.db(), call.org().id()))
                : null;
    }

    private static Optional<Option> chosen(@Nullable Pending pending, List<Option> options) {
        return pending == null || !pending.enrolling()
                ? Optional.empty()
                : options.stream()
                        .filter(option -> option.id().equals(pending.authenticator()))
                        .findFirst();
    }

    private Step begun(Call call, Flow flow, Option option, List<Option> all) {
        var pending = java.util.Objects.requireNonNull(flow.state().pending());
        var others = all.stream().filter(one -> !one.equals(option)).toList();
        return option.key().equals(Kind.PASSWORD.key())
                ? new Step.NewPassword(
                        option, Reason.FIRST, registrations.rules(call.db(), call.org().id()), null)
                : new Step.Enroll(option, pending, others, false);
    }
}
