package gatehouse.signin.asking;

import gatehouse.directory.users.PasswordChange;
import gatehouse.kernel.http.Call;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.signin.circumspection.Circumspection;
import gatehouse.signin.demands.Knowledge;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Step.NewPassword.Reason;
import java.util.Optional;

/** A new password, of whoever has just shown that they know the old one. */
public final class PasswordAge {
    /** That it is not changed this time, in {@link gatehouse.signin.flow.State#skipped}. */
    public static final String PUT_OFF = "password";

    private final Circumspection circumspection;
    private final PasswordChange passwords;

    PasswordAge(Circumspection circumspection, PasswordChange passwords) {
        this.circumspection = circumspection;
        this.passwords = passwords;
    }

    /** It must be changed. */
    Optional<Step> expired(Call call, Flow flow, Knowledge person) {
        var rules = passwords.rules(call.db(), call.org().id(), person.user().id());
        boolean expired = person.user().passwordExpired(rules, call.db().world().now());
        return expired && flow.state().has(Kind.PASSWORD.key(), flow.began())
                ? Optional.of(new Step.NewPassword(person.password(), Reason.EXPIRED, rules, null))
                : Optional.empty();
    }

    /** It should be changed. */
    Optional<Step> expiresSoon(Call call, Flow flow, Knowledge person) {
        var settings = circumspection.policies().password(person.at()).settings();
        int warning = settings.at("/age/expireWarnDays").asInt(0);
        var rules = passwords.rules(call.db(), call.org().id(), person.user().id());
        double left = person.user().passwordDaysLeft(rules, call.db().world().now());
        boolean soon = warning > 0 && left <= warning;
        return soon
                        && flow.state().has(Kind.PASSWORD.key(), flow.began())
                        && !flow.state().skipped().contains(PUT_OFF)
                ? Optional.of(
                        new Step.NewPassword(
                                person.password(), Reason.EXPIRES_SOON, rules, (int) left))
                : Optional.empty();
    }
}
