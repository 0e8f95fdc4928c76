package gatehouse.signin.registration;

import gatehouse.directory.schemas.ProfileSchema;
import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStore;
import gatehouse.directory.users.manage.OwnProfile;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Principal.Grants;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.policy.evaluation.PolicyEngine;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.uischemas.UiSchemas;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Flows;
import gatehouse.signin.flow.Purpose;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Asked;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Turn;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks people for what the policy wants to know of them and their profile lacks (Okta, progressive
 * profiling). They can add to it here, and change nothing.
 */
public final class Profiling {
    /** What a person put off, in {@link gatehouse.signin.flow.State#skipped}. */
    private static final String PROFILE = "profile";

    private final PolicyEngine policies;
    private final Surroundings surroundings;
    private final Consulting consulting;
    private final OwnProfile profiles;
    private final UiSchemas looks;

    Profiling(
            PolicyEngine policies,
            Surroundings surroundings,
            Consulting consulting,
            OwnProfile profiles,
            UiSchemas looks) {
        this.looks = looks;
        this.policies = policies;
        this.surroundings = surroundings;
        this.consulting = consulting;
        this.profiles = profiles;
    }

    private Optional<ProfileForm> missing(Call call, Circumstances at, User user) {
        var decision = policies.profileEnrollment(at);
        if (!decision.allowed() || !decision.progressive()) {
            return Optional.empty();
        }
        var schema = profiles.schemaOf(call.db(), call.org().id(), user);
        var look = looks.find(call.db(), call.org().id(), decision.form());
        return Optional.of(ProfileForm.ofMissing(decision, schema, look, user.profile()))
                .filter(form -> !form.asked().isEmpty());
    }

    /**
     * What can wait is asked of nobody who did not come to sign in just now, and a program that
     * speaks for somebody is asked nothing: it has no page for it.
     */
    public Optional<Step> next(Call call, Flow flow, Circumstances at, User user) {
        if (flow.purpose() == Purpose.DIRECT || flow.state().skipped().contains(PROFILE)) {
            return Optional.empty();
        }
        return missing(call, at, user)
                .map(form -> new Step.UpdateProfile(form.asked(), form.display(), skippable(form)))
                .filter(step -> !step.skippable() || present(flow))
                .map(step -> step);
    }

    private static boolean skippable(ProfileForm form) {
        return form.asked().stream().noneMatch(Asked::required);
    }

    private static boolean present(Flow flow) {
        return flow.state().proofs().stream().anyMatch(proof -> !proof.at().isBefore(flow.began()));
    }

    public Result answer(Call call, Turn turn, Step.UpdateProfile asked, Answer answer) {
        var state = turn.flow().state();
        return switch (answer) {
            case Answer.Skip _ when asked.skippable() -> new Result.On(state.without(PROFILE));
            case Answer.Describe(var said, _) -> describe(call, turn.flow(), asked, said);
            default -> new Result.Settled();
        };
    }

    private Result describe(Call call, Flow flow, Step.UpdateProfile asked, ObjectNode said) {
        var whom = Objects.requireNonNull(flow.state().user());
        var user =
                call.db().reading(call.principal(), tx -> UserStore.byId(tx, whom)).orElseThrow();
        var schema = profiles.schemaOf(call.db(), call.org().id(), user);
        var form = new ProfileForm(schema, asked.asked(), asked.display());
        var at = surroundings.users().of(call, flow, user);
        var hooks = policies.profileEnrollment(at).hooks();
        var read = consulting.addition(call, hooks, form, user, form.read(said));
        var held = asked.holding(said);
        if (!read.problems().isEmpty()) {
            return new Result.Not(
                    new Complaint(Complaint.Kind.PROFILE_REFUSED, read.problems()), held);
        }
        try {
            call.db().as(self(call, user), tx -> completed(tx, flow, schema, read.profile()));
            return new Result.Settled();
        } catch (Problem taken) {
            return new Result.Not(ProfileForm.taken(taken, asked.asked()), held);
        }
    }

    private static Principal self(Call call, User user) {
        return Principal.user(
                call.org().id(),
                user.id(),
                user.login(),
                user.displayName(),
                Grants.NONE,
                call.principal().via());
    }

    /** Both or neither. */
    private static boolean completed(Tx tx, Flow flow, ProfileSchema schema, ObjectNode missing) {
        var moved = Flows.move(tx, flow, flow.state().without(PROFILE));
        var whom = flow.state().user();
        if (moved.isPresent() && whom != null && !missing.isEmpty()) {
            OwnProfile.complete(tx, schema, whom, missing);
        }
        return moved.isPresent();
    }
}
