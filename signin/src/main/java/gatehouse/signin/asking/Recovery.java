package gatehouse.signin.asking;

import gatehouse.directory.users.PasswordChange;
import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStatus;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.http.Call;
import gatehouse.policy.authenticators.Authenticator.Use;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.decisions.PasswordDecision;
import gatehouse.policy.factors.Factors;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Standing;
import gatehouse.signin.circumspection.Circumspection;
import gatehouse.signin.demands.Knowledge;
import gatehouse.signin.demands.Options;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Option;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Step.NewPassword.Reason;
import gatehouse.signin.steps.Voucher;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a person gets back into their account: with a mailbox or a phone, and one more proof where
 * the password policy wants it. Nothing shows whether there is such an account.
 */
final class Recovery {
    private static final Set<Kind> KINDS = EnumSet.of(Kind.EMAIL, Kind.SMS, Kind.CALL);

    /** The codes of an app rest with the account that is locked. */
    private static final Set<Kind> RECOVERING =
            EnumSet.of(Kind.EMAIL, Kind.SMS, Kind.CALL, Kind.GOOGLE_OTP);

    private static final Set<UserStatus> MAY_RECOVER =
            Set.of(UserStatus.ACTIVE, UserStatus.PASSWORD_EXPIRED, UserStatus.RECOVERY);

    private final Circumspection circumspection;
    private final Factors factors;
    private final PasswordChange passwords;

    Recovery(Circumspection circumspection, Factors factors, PasswordChange passwords) {
        this.circumspection = circumspection;
        this.factors = factors;
        this.passwords = passwords;
    }

    boolean resets(Call call, Flow flow) {
        return anybody(call, flow).mayReset();
    }

    /**
     * @param password whether one may be said in the same breath
     * @param registers whether who has no account may make one
     * @param vouchers who else can tell
     */
    Step identify(
            Call call, Flow flow, boolean password, boolean registers, List<Voucher> vouchers) {
        var decision = anybody(call, flow);
        var mode = flow.state().mode();
        boolean unlocking = mode == Mode.UNLOCK && decision.mayUnlock();
        return new Step.Identify(
                mode,
                decision.mayUnlock(),
                unlocking ? options(call, flow, decision) : List.of(),
                password,
                registers,
                vouchers);
    }

    private PasswordDecision anybody(Call call, Flow flow) {
        return circumspection.policies().password(circumspection.anybody(call, flow));
    }

    Step next(Call call, Flow flow) {
        return flow.state().proofs().isEmpty()
                ? first(call, flow)
                : person(call, flow)
                        .map(user -> known(call, flow, user))
                        .orElseGet(() -> refused(flow));
    }

    /** For one who has proved something. */
    private static Step refused(Flow flow) {
        return refused(
                switch (flow.state().mode()) {
                    case UNLOCK -> Complaint.Kind.NOT_UNLOCKABLE;
                    case RECOVER -> Complaint.Kind.NOT_RECOVERABLE;
                    case SIGN_IN, REGISTER, ACTIVATE -> Complaint.Kind.DENIED;
                });
    }

    private static Step refused(Complaint.Kind why) {
        return Step.Refused.of(why);
    }

    private Step first(Call call, Flow flow) {
        var decision = anybody(call, flow);
        boolean unlocks = flow.state().mode() == Mode.UNLOCK;
        boolean may = unlocks ? decision.mayUnlock() : decision.mayReset();
        var options = options(call, flow, decision);
        return may && !options.isEmpty()
                ? Asking.proof(flow, options, false)
                : refused(unlocks ? Complaint.Kind.NOT_UNLOCKABLE : Complaint.Kind.NO_RECOVERY);
    }

    private List<Option> options(Call call, Flow flow, PasswordDecision decision) {
        var known = factors.authenticators(call.db(), call.org().id());
        var management = management(flow, decision, circumspection.anybody(call, flow));
        if (management.refuses()) {
            return List.of();
        }
        var methods = management.methods(known, flow).orElse(decision.methods());
        var kinds = flow.state().mode() == Mode.UNLOCK ? KINDS : RECOVERING;
        var ways = new HashSet<>(Options.ways(known, kinds));
        ways.removeIf(way -> !methods.contains(way.method()));
        return Options.ofAnybody(known, kinds, Use.RECOVERY, ways);
    }

    private AccountManagement management(Flow flow, PasswordDecision decision, Circumstances at) {
        var what = flow.state().mode() == Mode.UNLOCK ? "unlockAccount" : "recover";
        return AccountManagement.of(circumspection.policies(), decision, at.doing(what));
    }

    private static Optional<User> person(Call call, Flow flow) {
        return named(call, flow)
                .filter(user -> !user.provider().elsewhere() && may(flow, user.status()));
    }

    /** In whatever state their account is. */
    private static Optional<User> named(Call call, Flow flow) {
        var whom = flow.state().user();
        return whom == null
                ? Optional.empty()
                : call.db().reading(call.principal(), tx -> UserStore.byId(tx, whom));
    }

    private static boolean may(Flow flow, UserStatus status) {
        return switch (flow.state().mode()) {
            case ACTIVATE -> status == UserStatus.PROVISIONED;
            case UNLOCK -> MAY_RECOVER.contains(status) || status == UserStatus.LOCKED_OUT;
            case SIGN_IN, RECOVER, REGISTER -> MAY_RECOVER.contains(status);
        };
    }

    /** Whoever has the token that was sent to them chooses their first password, and no other. */
    Step activates(Call call, Flow flow) {
        return person(call, flow)
                .map(user -> chooses(call, standing(call, user), user))
                .orElseGet(() -> refused(flow));
    }

    /**
     * Whether a letter is not enough to choose a new password, where people may do so themselves.
     */
    boolean stepsUp(Call call, Flow flow) {
        return named(call, flow)
                .map(user -> circumspection.policies().password(at(call, flow, user)))
                .filter(decision ->
                        decision.mayReset() && (decision.leaves() || decision.stepUp().required()))
                .isPresent();
    }

    private Circumstances at(Call call, Flow flow, User user) {
        return circumspection.somebody(call, flow, user);
    }

    private Step known(Call call, Flow flow, User user) {
        var at = circumspection.somebody(call, flow, user);
        var decision = circumspection.policies().password(at);
        boolean unlocks = flow.state().mode() == Mode.UNLOCK;
        if (unlocks ? !decision.mayUnlock() : !decision.mayReset()) {
            return refused(flow);
        }
        var management = management(flow, decision, at);
        if (management.refuses()) {
            return refused(flow);
        }
        var standing = standing(call, user);
        var more = management.more(flow, standing, refused(flow));
        return more.orElseGet(() -> unlocks ? new Step.Unlocked() : chooses(call, standing, user));
    }

    private Standing standing(Call call, User user) {
        return factors.standing(call.db(), call.principal(), Knowledge.person(user)).withMailbox();
    }

    private Step chooses(Call call, Standing standing, User user) {
        var password =
                standing.authenticators()
                        .key(Kind.PASSWORD.key())
                        .map(one -> Option.of(one, List.of(Kind.PASSWORD.method())))
                        .orElseThrow();
        var rules = passwords.rules(call.db(), call.org().id(), user.id());
        return new Step.NewPassword(password, Reason.FORGOTTEN, rules, null);
    }
}
