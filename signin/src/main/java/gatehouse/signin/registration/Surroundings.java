package gatehouse.signin.registration;

import gatehouse.directory.users.User;
import gatehouse.kernel.http.Call;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.signin.flow.Flow;
import java.util.Set;

/** Says under which circumstances people come. */
public record Surroundings(OfNewcomer newcomers, OfUser users) {
    /** Those of somebody unknown. */
    @FunctionalInterface
    public interface OfNewcomer {
        /**
         * @param groups that they will be in, beside Everyone
         */
        Circumstances of(Call call, Flow flow, Set<String> groups);
    }

    /** Those of somebody known. */
    @FunctionalInterface
    public interface OfUser {
        Circumstances of(Call call, Flow flow, User user);
    }
}
