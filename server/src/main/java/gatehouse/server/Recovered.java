package gatehouse.server;

import gatehouse.kernel.Via;
import gatehouse.policy.evaluation.PolicyEngine;
import gatehouse.signin.account.AccountMail;
import java.time.Duration;

/** What the policies say to those who write letters about it. */
record Recovered(PolicyEngine policies) implements AccountMail.Recovering {
    @Override
    public Duration lifetime(String org, String user) {
        return policies.passwordOf(org, user).recoveryLifetime();
    }

    @Override
    public boolean mayReset(String org, String user, Via via) {
        return policies.mayReset(org, user, via);
    }
}
