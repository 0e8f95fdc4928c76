package gatehouse.policy.evaluation.decisions;

import gatehouse.policy.assurance.Assurance;
import java.time.Duration;

/**
 * What the policy of an application (ACCESS_POLICY) decides.
 *
 * @param assurance what must be proved before one may enter; of no meaning where denied
 * @param keepMeSignedIn whether people may ask to be remembered after they signed in
 * @param asksAfter how long an answer to that counts on its device, until they are asked anew
 */
public record AccessDecision(
        boolean allowed,
        Assurance assurance,
        boolean keepMeSignedIn,
        Duration asksAfter,
        Explanation why) {}
