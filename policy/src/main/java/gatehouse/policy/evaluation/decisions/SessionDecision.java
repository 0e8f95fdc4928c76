package gatehouse.policy.evaluation.decisions;

import gatehouse.policy.assurance.Assurance;
import java.time.Duration;
import java.time.Instant;

/**
 * What a session policy (OKTA_SIGN_ON) decides.
 *
 * @param factorRequired whether a second factor is needed
 * @param prompt when it is asked for
 * @param factorLifetime how long one lasts with {@link Prompt#SESSION}
 * @param idle after which the session ends; never zero
 * @param lifetime after which the session ends however it is used; zero for none
 * @param persistentCookie whether the session outlives the browser
 */
public record SessionDecision(
        boolean allowed,
        boolean factorRequired,
        PrimaryFactor primaryFactor,
        Prompt prompt,
        Duration factorLifetime,
        boolean rememberDeviceByDefault,
        Duration idle,
        Duration lifetime,
        boolean persistentCookie,
        Explanation why) {

    /** What a session begins with. */
    public enum PrimaryFactor {
        /** A password, or another provider's word. */
        PASSWORD_IDP,
        /** Whatever the application asks for. */
        PASSWORD_IDP_ANY_FACTOR
    }

    /** When the second factor is asked for. */
    public enum Prompt {
        /** Once on each device. */
        DEVICE,
        /** Again after the lifetime of a factor. */
        SESSION,
        /** Each time. */
        ALWAYS
    }

    /** Whether a device may be trusted, so that no second factor is asked for there again. */
    public boolean trustsDevices() {
        return factorRequired && prompt != Prompt.ALWAYS;
    }

    /**
     * Whether a device does so still.
     *
     * @param trusted since when it was trusted
     */
    public boolean trusts(Instant trusted, Instant now) {
        return switch (prompt) {
            case ALWAYS -> false;
            case SESSION -> trusted.plus(factorLifetime).isAfter(now);
            case DEVICE -> true;
        };
    }

    /**
     * What must be proved before there is a session.
     *
     * @param factorRemembered whether the second factor need not be shown again: the device or the
     *     session remembers it, as {@link #prompt} allows
     */
    public Assurance demand(boolean factorRemembered) {
        int factors = factorRequired && !factorRemembered ? 2 : 1;
        return primaryFactor == PrimaryFactor.PASSWORD_IDP
                ? Assurance.ofPassword(factors)
                : Assurance.ofFactors(factors);
    }
}
