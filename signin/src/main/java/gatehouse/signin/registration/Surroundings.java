package gatehouse.signin.registration;

import gatehouse.kernel.http.Call;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.signin.flow.Flow;
import java.util.Set;

/** Says under which circumstances somebody unknown comes. */
@FunctionalInterface
public interface Surroundings {
    /**
     * @param groups that they will be in, beside Everyone
     */
    Circumstances of(Call call, Flow flow, Set<String> groups);
}
