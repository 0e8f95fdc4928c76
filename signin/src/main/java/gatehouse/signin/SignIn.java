package gatehouse.signin;

import gatehouse.directory.users.PasswordCheck;
import gatehouse.directory.users.PasswordCheck.Stranger;
import gatehouse.directory.users.PasswordCheck.Verdict;
import gatehouse.directory.users.User;
import gatehouse.kernel.Event;
import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;

/**
 * Decides who must prove what. Every door asks here, so that none knows less than another. A
 * password is what is asked for now.
 */
public final class SignIn {
    /** What comes of what a person proved. */
    public sealed interface Outcome {
        /** Enough is proved. */
        record Done(User user) implements Outcome {}

        /** The password was right, and must be changed before anything else. */
        record MustChangePassword(User user) implements Outcome {}

        /** The user is locked out, and the org wants people to be told so. */
        record Locked() implements Outcome {}

        /** Not proved; why is for the log alone. */
        record Refused() implements Outcome {}
    }

    private final Db db;
    private final PasswordCheck passwords;

    public SignIn(Db db, PasswordCheck passwords) {
        this.db = db;
        this.passwords = passwords;
    }

    /**
     * Tries a password. What came of it is in the System Log when this returns.
     *
     * @param stranger whether it comes from a device that its person never used
     */
    public Outcome password(Principal by, String login, String password, Stranger stranger) {
        return switch (passwords.check(db, by, login, password, stranger)) {
            case Verdict.Accepted(var user) -> new Outcome.Done(user);
            case Verdict.Expired(var user) -> {
                db.tell(by, failed(user, "PASSWORD_EXPIRED"));
                yield new Outcome.MustChangePassword(user);
            }
            case Verdict.LockedOut(var user, var shown) -> {
                db.tell(by, failed(user, "LOCKED_OUT"));
                yield shown ? new Outcome.Locked() : new Outcome.Refused();
            }
            case Verdict.Refused(var user, var reason) -> {
                db.tell(
                        by,
                        user.map(known -> failed(known, reason))
                                .orElseGet(() -> unknown(login, reason)));
                yield new Outcome.Refused();
            }
        };
    }

    private static Event failed(User user, String reason) {
        return Event.of("user.session.start", user.target()).by(user.target()).failed(reason);
    }

    /** Nobody of that name: what was typed may be a password, so only its length limit is kept. */
    private static Event unknown(String login, String reason) {
        var typed = login.length() > 100 ? login.substring(0, 100) : login;
        return Event.of("user.session.start")
                .by(new Event.Target("unknown", "User", typed, "unknown"))
                .failed(reason);
    }
}
