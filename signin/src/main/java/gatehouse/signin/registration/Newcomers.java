package gatehouse.signin.registration;

import gatehouse.directory.users.manage.UserFeature;
import gatehouse.kernel.job.Jobs;
import gatehouse.platform.inlinehooks.PreRegistration;
import gatehouse.policy.PolicyParts;
import gatehouse.policy.factors.Factors;

/**
 * All that concerns people of whom too little is known, put together.
 *
 * @param registration says what comes next for who has no account
 * @param registering takes their answers
 * @param profiling completes what is known of who has one
 */
public record Newcomers(Registration registration, Registering registering, Profiling profiling) {
    public static Newcomers of(
            PolicyParts policies,
            Factors factors,
            UserFeature users,
            Jobs jobs,
            PreRegistration hook,
            Surroundings surroundings) {
        var registrations = users.registrations();
        var consulting = new Consulting(hook);
        var registration =
                new Registration(
                        policies.engine(),
                        factors,
                        registrations,
                        surroundings,
                        policies.uiSchemas());
        return new Newcomers(
                registration,
                new Registering(registration, registrations, consulting, jobs),
                new Profiling(
                        policies.engine(),
                        surroundings,
                        consulting,
                        users.ownProfile(),
                        policies.uiSchemas()));
    }
}
