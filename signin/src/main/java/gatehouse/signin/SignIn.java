package gatehouse.signin;

import gatehouse.directory.users.PasswordCheck;
import gatehouse.directory.users.PasswordCheck.Stranger;
import gatehouse.directory.users.PasswordCheck.Verdict;
import gatehouse.directory.users.User;
import gatehouse.kernel.Event;
import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import org.jspecify.annotations.Nullable;

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
     * @param typed as a name
     * @param user the id of whom that names, or null where it names nobody
     * @param stranger whether it comes from a device that its person never used
     */
    public Outcome password(
            Principal by, String typed, @Nullable String user, String password, Stranger stranger) {
        return switch (passwords.check(db, by, user, password, stranger)) {
            case Verdict.Accepted(var found) -> new Outcome.Done(found);
            case Verdict.Expired(var found) -> {
                db.tell(by, failed(found, "PASSWORD_EXPIRED"));
                yield new Outcome.MustChangePassword(found);
            }
            case Verdict.LockedOut(var found, var shown) -> {
                db.tell(by, failed(found, "LOCKED_OUT"));
                yield shown ? new Outcome.Locked() : new Outcome.Refused();
            }
            case Verdict.Refused(var found, var reason) -> {
                db.tell(
                        by,
                        found.map(known -> failed(known, reason))
                                .orElseGet(() -> unknown(typed, reason)));
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
