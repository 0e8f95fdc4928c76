package gatehouse.signin.engine;

import gatehouse.directory.passwords.PasswordRules;
import gatehouse.directory.users.User;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What comes next in a sign-in. Doors show it; nothing else decides what it is. */
public sealed interface Step {
    /** Who is it? */
    record Identify() implements Step {}

    /** One of these has to be proved; the person chooses which. */
    record Choose(List<Option> options) implements Step {}

    /**
     * This has to be proved.
     *
     * @param current what is asked for
     * @param pending what was asked, and what the page shows of it
     * @param others that would do as well
     */
    record Challenge(Option current, Pending pending, List<Option> others) implements Step {}

    /**
     * A new password has to be chosen.
     *
     * @param daysLeft until the present one expires, or null where it has, or was reset
     */
    record NewPassword(
            Option password, Reason reason, PasswordRules rules, @Nullable Integer daysLeft)
            implements Step {
        /** Why. */
        public enum Reason {
            EXPIRED,
            /** It will expire soon; the person may put it off. */
            EXPIRES_SOON,
            /** The person forgot it, and proved who they are by other means. */
            FORGOTTEN
        }
    }

    /** Enough is proved: whoever holds this sign-in may have what it was for. */
    record Done(User user) implements Step {}

    /**
     * It ends here, for this person.
     *
     * @param why for them to read
     */
    record Refused(Complaint why) implements Step {}

    /** There is no such sign-in, or no longer. */
    record Gone() implements Step {}
}
