package gatehouse.signin.myaccount;

import gatehouse.directory.users.User;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.policy.authenticators.Authenticator;
import gatehouse.policy.factors.Factors;
import gatehouse.policy.factors.Occasion;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Standing;

/** What a person has set up to prove themselves with, and how they set up more. */
record OwnFactors(Factors factors) {
    Standing standing(Call call, User user) {
        return factors.standing(call.db(), call.principal(), user.id())
                .orElseThrow(() -> Problem.notFound(user.id(), "User"));
    }

    /** A challenge of one account is nothing in another. */
    static Occasion occasion(Call call, User user) {
        return new Occasion(call.principal(), call.origin(), "myaccount/" + user.id());
    }

    /**
     * The authenticator of a kind.
     *
     * @throws Problem E0000038 where it is switched off
     */
    Authenticator enabled(Call call, Kind kind, String otherwise) {
        return factors.authenticators(call.db(), call.org().id())
                .key(kind.key())
                .filter(one -> one.allows(kind.method()))
                .orElseThrow(() -> Problem.of("E0000038").because(otherwise));
    }

    static boolean active(Enrollment enrollment) {
        return enrollment.status() == Enrollment.Status.ACTIVE;
    }
}
