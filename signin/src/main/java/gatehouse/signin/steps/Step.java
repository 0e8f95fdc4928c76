package gatehouse.signin.steps;

import gatehouse.directory.passwords.PasswordRules;
import gatehouse.directory.users.User;
import gatehouse.kernel.Event;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.flow.Pending;
import gatehouse.signin.sessions.Terms;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What comes next in a sign-in. Doors show it; nothing else decides what it is. */
public sealed interface Step {
    /**
     * Who is it?
     *
     * @param mode what for
     * @param unlocks whether people may open a locked account themselves
     * @param options with which they may do so, where they are about it
     * @param password whether a password may be said in the same breath
     * @param registers whether who has no account may make one
     * @param vouchers who else can tell
     */
    record Identify(
            Mode mode,
            boolean unlocks,
            List<Option> options,
            boolean password,
            boolean registers,
            List<Voucher> vouchers)
            implements Step {}

    /** Somebody else has to tell who it is: one of these, which the person chooses. */
    record Elsewhere(List<Voucher> vouchers) implements Step {}

    /**
     * Who shall the new account be for?
     *
     * @param password to be chosen on the same page, or null
     */
    record EnrollProfile(List<Asked> asked, Display display, @Nullable FirstPassword password)
            implements Step {
        public EnrollProfile holding(ObjectNode given) {
            return new EnrollProfile(Step.holding(asked, given), display, password);
        }
    }

    /** A password that somebody new chooses, and what it must be. */
    record FirstPassword(Option option, PasswordRules rules) {}

    /**
     * This is not known of the person yet, and has to be, or may be.
     *
     * @param skippable whether that can wait
     */
    record UpdateProfile(List<Asked> asked, Display display, boolean skippable) implements Step {
        public UpdateProfile holding(ObjectNode given) {
            return new UpdateProfile(Step.holding(asked, given), display, skippable);
        }
    }

    private static List<Asked> holding(List<Asked> asked, ObjectNode given) {
        return asked.stream().map(one -> one.holding(given.get(one.name()))).toList();
    }

    /**
     * That the person may have this device trusted: no second factor is asked for there again.
     *
     * @param usually whether it is where they say nothing
     * @param lifetime for how long; zero for good
     */
    record Trust(boolean usually, Duration lifetime) {}

    /**
     * One of these has to be proved; the person chooses which.
     *
     * @param trust what they may ask for with it, or null
     */
    record Choose(List<Option> options, @Nullable Trust trust) implements Step {
        public Choose(List<Option> options) {
            this(options, null);
        }
    }

    /**
     * This has to be proved.
     *
     * @param current what is asked for
     * @param pending what was asked, and what the page shows of it
     * @param others that would do as well
     * @param recovers whether a person who forgot it may choose another
     * @param trust what they may ask for with it, or null
     */
    record Challenge(
            Option current,
            Pending pending,
            List<Option> others,
            boolean recovers,
            @Nullable Trust trust)
            implements Step {
        public Challenge(Option current, Pending pending, List<Option> others, boolean recovers) {
            this(current, pending, others, recovers, null);
        }
    }

    /**
     * One of these has to be set up, or may be.
     *
     * @param skippable whether that can wait
     */
    record ChooseEnrollment(List<Option> options, boolean skippable) implements Step {}

    /**
     * This is being set up.
     *
     * @param others that could be instead
     */
    record Enroll(Option current, Pending pending, List<Option> others, boolean skippable)
            implements Step {}

    /**
     * A new password has to be chosen.
     *
     * @param daysLeft until the present one expires, or null where it has, or was forgotten
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
            FORGOTTEN,
            /** The person is about to have an account, and has none yet. */
            FIRST
        }
    }

    /** What the person may ask for with what is to be proved. */
    default Optional<Trust> trusting() {
        return switch (this) {
            case Choose choose -> Optional.ofNullable(choose.trust);
            case Challenge challenge -> Optional.ofNullable(challenge.trust);
            default -> Optional.empty();
        };
    }

    /** Whether to stay signed in when the browser is closed. */
    record Stay() implements Step {}

    /**
     * Enough is proved: whoever holds this sign-in may have what it was for.
     *
     * @param terms on which a session is given
     * @param evidence why, for the System Log
     */
    record Done(User user, Terms terms, List<Event> evidence) implements Step {}

    /** The account is open again; the person may sign in. */
    record Unlocked() implements Step {}

    /**
     * It ends here, for this person.
     *
     * @param why for them to read
     * @param evidence for the System Log
     */
    record Refused(Complaint why, List<Event> evidence) implements Step {
        public static Refused of(Complaint.Kind why, Event... evidence) {
            return new Refused(Complaint.of(why), List.of(evidence));
        }
    }

    /** There is no such sign-in, or no longer. */
    record Gone() implements Step {}
}
