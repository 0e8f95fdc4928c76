package gatehouse.policy.evaluation.decisions;

import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a password policy (PASSWORD) decides.
 *
 * @param settings {@code complexity}, {@code age}, {@code lockout} …
 * @param recovery the factors with which one may recover an account
 * @param methods with which one may begin to recover: {@code email}, {@code sms}, {@code voice} …
 * @param stepUp whether recovery asks for one more proof
 * @param leaves it to the account management policy what must be proved
 */
public record PasswordDecision(
        JsonNode settings,
        JsonNode recovery,
        boolean mayChange,
        boolean mayReset,
        boolean mayUnlock,
        Set<String> methods,
        StepUp stepUp,
        boolean leaves,
        Explanation why) {

    private static final int USUAL_MINUTES = 60;

    /** How long a letter may lead to a new password. */
    public Duration recoveryLifetime() {
        var minutes = recovery.at("/okta_email/properties/recoveryToken/tokenLifetimeMinutes");
        return Duration.ofMinutes(minutes.asLong(USUAL_MINUTES));
    }

    /**
     * @param methods with which it may be proved; any where it is empty
     */
    public record StepUp(boolean required, Set<String> methods) {}
}
