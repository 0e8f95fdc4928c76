package gatehouse.server;

import gatehouse.apps.assignments.AppUsers;
import gatehouse.directory.passwords.PasswordRules;
import gatehouse.directory.schemas.UserTypes;
import gatehouse.directory.users.BreachedProtection;
import gatehouse.directory.users.manage.UserFeature;
import gatehouse.kernel.job.Jobs;
import gatehouse.kernel.snapshot.Snapshots;
import gatehouse.platform.PlatformParts;
import gatehouse.policy.PolicyParts;
import gatehouse.policy.factors.enrollment.EnrollmentStore;
import gatehouse.protocol.oauth.tokens.Revocations;
import gatehouse.signin.account.AccountMail;
import gatehouse.signin.sessions.Sessions;
import java.util.List;

/** What users are given of their neighbours. */
final class UserLinks {
    private UserLinks() {}

    static UserFeature users(
            Composition.Choices choices,
            Snapshots snapshots,
            PolicyParts policy,
            PlatformParts platform,
            Jobs jobs) {
        return new UserFeature(
                new UserTypes(snapshots),
                choices.hasher(),
                (_, org, user) ->
                        PasswordRules.of(policy.engine().passwordOf(org, user).settings()),
                (tx, user, purpose, origin) -> AccountMail.order(jobs, tx, user, purpose, origin),
                platform.letters(jobs),
                List.of(
                        AppUsers::forget,
                        Sessions::ended,
                        Revocations::everything,
                        EnrollmentStore::ended),
                EnrollmentStore::reset,
                platform.passwordImports()::knows,
                new BreachedProtection(
                        choices.breachedPasswords(),
                        List.of(Sessions::endStarted, Revocations::everything)));
    }
}
